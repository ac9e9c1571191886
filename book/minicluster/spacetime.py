"""The space-time diagram: who sent what to whom, and what befell them meanwhile."""

from .drawing import BAD, CLIENTS, GREY, LETTER, Sketch

SAYS = {  # what the log says of an event, and what stands beside its mark
    "note": ("{who}: {what}", "{what}"),
    "timer": ("{who}: timer {what}", "timer {what}"),
    "restart": ("{who}: restarts", "restarts"),
    "skew": ("{who}: clock jumps by {jump}", "clock jumps by {jump}"),
    "span": ("{who}: {what} until {end}", "{what}"),
    "pause": ("{who} pauses until {end}", "paused"),
    "crash": ("{who} crashes", "crashed"),
    "cut": ("cut: {what}", "cut"),
    "heal": ("healed: {what}", "healed"),
}


def space_time(trace, *, who=None, caption="Time runs to the right.", alt=None):
    """Draw a trace: a line for each node and client, time from left to right.

    An arrow is a message, one that ends in a cross was lost; a striped bar is a pause,
    a cross on a line a crash. `who` names the lines from top to bottom (all, in order
    of appearance). Moments stand evenly spaced. See Lamport, CACM 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> print(*space_time(world.trace, who=["ann", "n1"]).log, sep="; ")
    0 µs  ann → n1: hello, lost; 500 µs  n1 crashes
    """
    shown = [e for e in trace if e.kind not in ("start", "begin", "end")]
    who = who or dict.fromkeys(str(n) for e in shown for n in (e.who, e.peer) if n)
    shown = [e for e in shown if e.who in who and (e.peer or e.who) in who]
    clients = [e.who for e in trace if e.kind == "start"]
    colours = dict(zip(clients or who, CLIENTS * len(who), strict=False))
    moments = [e.time for e in shown] + [e.number for e in shown if e.kind == "span"]
    sketch = Sketch(who, moments)
    for event in shown:
        colour = colours.get(event.who, GREY)
        if event.kind == "send":
            fates = [e for e in shown if e.number == event.number and e.kind in FATES]
            _message(sketch, event, fates, colour)
        elif event.kind in SAYS:
            _mark(sketch, event, colour)
    first_and_last = " to ".join(sketch.log[:1] + sketch.log[1:][-1:])
    alt = alt or f"Space-time diagram of {', '.join(who)}, from {first_and_last}."
    return sketch.finish(sketch.bottom + 48, alt, caption)


FATES = {"receive": "arrives {}", "lost": "lost"}


def _message(sketch, event, fates, colour):
    """Draw the arrows of a message: one, or two if it was doubled."""
    parts = event.what if isinstance(event.what, tuple | list) else [event.what]
    word = " ".join(map(str, parts))
    ends = [FATES[e.kind].format(sketch.clock(e.time)) for e in fates] or ["in flight"]
    says = f"{event.who} → {event.peer}: {word}, {' and '.join(ends)}"
    sketch.step(f"{sketch.clock(event.time)}  {says}")
    x, y = sketch.x[event.time], sketch.y[event.who]
    for fate in fates or [None]:
        a, b = sketch.x[fate.time] if fate else sketch.right, sketch.y[event.peer]
        if not fate or fate.kind == "lost":
            a, b = x + max(26, (a - x) * 0.6), y + (b - y) * 0.6
        if fate and fate.kind == "lost":
            sketch.line((x, y), (a, b), stroke=colour)
            sketch.cross(a, b, 6)
            sketch.text("lost", (a + 10, b + 5), (a - 40, b + 5))
        else:
            sketch.arrow((x, y), (a, b), stroke=colour)
    short = word if len(word) <= 20 else word[:19] + "…"
    sides, along = (8, -8 - LETTER * len(short)), (0.4, 0.5, 0.3, 0.6, 0.7)
    beside = [(x + (a - x) * t + s, y + (b - y) * t + 5) for s in sides for t in along]
    sketch.text(short, *beside)


def _mark(sketch, event, colour):
    """Draw what befalls one node or client, or a link."""
    x, y = sketch.x[event.time], sketch.y[event.who]
    right = sketch.x.get(event.number, sketch.right)
    facts = {
        "who": event.who,
        "what": event.what,
        "end": sketch.clock(event.number or 0),
    }
    if event.kind == "skew":
        facts["jump"] = sketch.clock(event.what)
    says, word = (form.format(**facts) for form in SAYS[event.kind])
    sketch.step(f"{sketch.clock(event.time)}  {says}")
    middle = (x + right) / 2 if event.number else x
    starts = x + 4, middle - 4 * len(word), x - 8 * len(word)
    places = [(a, y + b) for a in starts for b in (-12, 22, -28, 36)]
    if event.kind in ("cut", "heal"):
        sketch.line((x, 22), (x, sketch.bottom), stroke=BAD, stroke_dasharray="6 4")
        places = [(x - 8 * len(word) - 2, 16), (x + 4, 16)]
    elif event.kind == "span":
        sketch.bar(x, right, y, 12, fill=colour, fill_opacity="0.5")
    elif event.kind == "pause":
        style = {"fill": "none", "stroke": "currentColor"}
        sketch.bar(x, right, y, hatch="currentColor", **style)
    elif event.kind == "crash":
        style = {"stroke": BAD, "stroke_width": 4, "stroke_dasharray": "2 8"}
        sketch.line((x, y), (right, y), **style)
        sketch.cross(x, y, 8)
    else:
        sketch.add("circle", cx=x, cy=y, r=4, fill=colour)
    sketch.text(word, *places)
