"""The space-time diagram: who sent what to whom, and what befell them meanwhile."""

from .drawing import BAD, CLIENTS, GOOD, GREY, LETTER, RIGHT, Sketch

FATES = "receive", "lost"
BARE = "note", "span", "stuck"  # the kinds that are told without their name


def space_time(trace, *, who=None, caption="Time runs to the right.", alt=None):
    """Draw a trace: a line for each node and client, time from left to right.

    An arrow is a message, one that ends in a cross was lost; an empty bar is a pause, a
    cross on a line a crash. `who` names the lines from top to bottom (all, in order of
    appearance). Moments stand evenly spaced. See Lamport, CACM 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> print(*space_time(world.trace, who=["ann", "n1"]).log, sep="; ")
    0 µs  ann → n1: hello, lost; 500 µs  n1: crash
    """
    clients = [e.who for e in trace if e.kind == "start"]
    shown = [e for e in trace if e.kind not in ("start", "begin", "end")]
    shown = [e for e in shown if e.kind != "timer" or e.who not in clients]
    who = who or dict.fromkeys(str(n) for e in shown for n in (e.who, e.peer) if n)
    shown = [e for e in shown if e.who in who and (e.peer or e.who) in who]
    colours = dict(zip(clients or who, CLIENTS * len(who), strict=False))
    ends = [e.number for e in shown if e.number and not e.peer]
    sketch = Sketch(who, [e.time for e in shown] + ends)
    for event in shown:
        draw = _message if event.kind == "send" else _mark
        if event.kind not in FATES:
            draw(sketch, event, shown, colours.get(event.who, GREY))
    alt = alt or f"Space-time diagram of {', '.join(who)}: {'; '.join(sketch.log)}."
    return sketch.finish(alt, caption)


def _message(sketch, event, trace, colour):
    """Draw the arrows of a message: one, or two if it was doubled."""
    parts = event.what if isinstance(event.what, tuple | list) else [event.what]
    word, ends = " ".join(map(str, parts)), []
    sketch.step("")
    x, y = sketch.x[event.time], sketch.y[event.who]
    fates = [e for e in trace if e.number == event.number and e.kind in FATES]
    for fate in fates or [event._replace(kind="in flight")]:
        arrived = fate.kind == "receive"
        ends.append(f"arrives {sketch.clock(fate.time)}" if arrived else fate.kind)
        a, b = sketch.x[fate.time], sketch.y[event.peer]
        if not arrived:
            a, b = x + max(26, (a - x) * 0.6), y + (b - y) * 0.6
        sketch.arrow((x, y), (a, b), stroke=colour)
        if fate.kind == "lost":
            sketch.cross(a, b)
            sketch.text("lost", (a + 10, b + 5), (a - 40, b + 5))
    says = f"{event.who} → {event.peer}: {word}, {' and '.join(ends)}"
    sketch.log[-1] = f"{sketch.clock(event.time)}  {says}"
    short = word if len(word) <= 20 else word[:19] + "…"
    sides, along = (8, -8 - LETTER * len(short)), (0.4, 0.5, 0.3, 0.6, 0.7)
    beside = [(x + (a - x) * t + s, y + (b - y) * t + 5) for s in sides for t in along]
    sketch.text(short, *beside)


def _mark(sketch, event, trace, colour):
    """Draw what befalls one node or client, or a link."""
    x, y = sketch.x[event.time], sketch.y[event.who]
    back = [e.time for e in trace if (e.kind, e.who) == ("restart", event.who)]
    end = event.number
    if event.kind == "crash":
        end = min([time for time in back if time > event.time], default=None)
    right = sketch.x.get(end, RIGHT)
    what = "" if event.what is None else str(event.what)
    word = what if event.kind in BARE else f"{event.kind} {what}".strip()
    until = f" until {sketch.clock(end)}" if end else ""
    sketch.step(f"{sketch.clock(event.time)}  {event.who}: {word}{until}")
    if event.kind == "span":
        sketch.bar(x, right, y, 12, fill=colour, fill_opacity="0.4")
    elif event.kind == "pause":
        sketch.bar(x, right, y, fill="none", stroke="currentColor")
    elif event.kind == "point":
        sketch.line((x, y - 13), (x, y + 13), stroke=GOOD, stroke_width=4)
    elif event.kind == "stuck":
        sketch.cross(x, y)
    elif event.kind == "crash":
        dots = {"stroke": BAD, "stroke_width": 4, "stroke_dasharray": "2 8"}
        sketch.line((x, y), (right, y), **dots)
        sketch.cross(x, y)
    else:
        sketch.add("circle", cx=x, cy=y, r=4, fill=colour)
    middle = (x + right) / 2 if end else x
    starts = x + 4, middle - 4 * len(word), x - 8 * len(word)
    sketch.text(word, *[(a, y + b) for a in starts for b in (-12, 22, -28, 36)])
