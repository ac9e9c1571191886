"""The space-time diagram, and the client timeline that is drawn like one."""

from .drawing import BAD, CLIENTS, DOT, GOOD, GREY, LETTER, RIGHT, Sketch, brief
from .judging.history import in_order
from .kernel import Event

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


def timeline(history, verdict=None, *, caption=None, alt=None):
    """Draw operations as bars, one line for each client, time from left to right.

    With the verdict of `check_linearizable` each operation carries its linearization
    point, numbered by the order; the one that fits nowhere has a cross and says so.

    >>> from minicluster import CasRegister, Operation, check_linearizable
    >>> history = [Operation("ann", "write", (1,), None, 0, 30)]
    >>> history += [Operation("bob", "read", (), 1, 10, 20)]
    >>> verdict = check_linearizable(history, CasRegister())
    >>> timeline(history, verdict).log[2:]
    ['10 µs  bob: read() → 1 until 20 µs', '10 µs  bob: point 2']
    """
    events, now = [], 0
    for o in in_order(history):
        events.append(Event(o.call, "span", str(o.client), o.words(), None, o.ret))
    for number, o in enumerate(verdict.order if verdict else (), start=1):
        now = max(now, o.call)
        events.append(Event(now, "point", str(o.client), number))
    found = " Linearizable." if verdict and verdict.ok else ""
    if verdict and not verdict.ok:
        stuck = verdict.stuck
        found = f" Not linearizable: {stuck} fits nowhere."
        events.append(Event(stuck.ret, "stuck", str(stuck.client), "fits nowhere"))
    events.sort(key=lambda event: event.time)
    caption = caption or f"Each bar runs from call to return.{found}"
    return space_time(events, caption=caption, alt=alt or f"Timeline. {caption}")


def _message(sketch, event, trace, colour):
    """Draw the arrows of a message: one, or two if it was doubled."""
    parts = event.what if isinstance(event.what, tuple | list) else [event.what]
    word, ends = " ".join(map(str, parts)), []
    sketch.step("")
    start = sketch.at(event.time, event.who)
    fates = [e for e in trace if e.number == event.number and e.kind in FATES]
    for fate in fates or [event._replace(kind="in flight")]:
        end, arrived = sketch.at(fate.time, event.peer), fate.kind == "receive"
        ends.append(f"arrives {sketch.clock(fate.time)}" if arrived else fate.kind)
        end = end if arrived else start + (end + 44 - start) * 0.6
        sketch.arrow(start, end, stroke=colour)
        if fate.kind == "lost":
            sketch.cross(end)
            sketch.text("lost", end + 10 + 5j, end - 40 + 5j)
    says = f"{event.who} → {event.peer}: {word}, {' and '.join(ends)}"
    sketch.log[-1] = f"{sketch.clock(event.time)}  {says}"
    short = brief(word, 20)
    sides, along = (8 + 5j, -8 - LETTER * len(short) + 5j), (0.4, 0.5, 0.3, 0.6, 0.7)
    sketch.text(short, *[start + (end - start) * t + s for s in sides for t in along])


def _mark(sketch, event, trace, colour):
    """Draw what befalls one node or client, or a link."""
    later = trace[trace.index(event) :] if event.kind == "crash" else ()
    back = [e.time for e in later if (e.kind, e.who) == ("restart", event.who)]
    end = min(back, default=event.number)
    start = sketch.at(event.time, event.who)
    right = complex(sketch.x.get(end, RIGHT), start.imag)
    what = "" if event.what is None else str(event.what)
    word = what if event.kind in BARE else f"{event.kind} {what}".strip()
    until = "" if end is None else f" until {sketch.clock(end)}"
    sketch.step(f"{sketch.clock(event.time)}  {event.who}: {word}{until}")
    if event.kind == "span":
        sketch.bar(start, right, 12, fill=colour, fill_opacity="0.4")
    elif event.kind == "pause":
        sketch.bar(start, right, fill="none", stroke="currentColor")
    elif event.kind == "point":
        sketch.line(start - 13j, start + 13j, stroke=GOOD, stroke_width=4)
    elif event.kind in ("crash", "stuck"):
        down = right if event.kind == "crash" else start
        sketch.line(start, down, stroke=BAD, stroke_width=4, stroke_dasharray="2 8")
        sketch.cross(start)
    else:
        sketch.line(start, start, stroke=colour, **DOT)
    middle = start if end is None else (start + right) / 2
    starts = start + 4, middle - 4 * len(word), start - 8 * len(word)
    sketch.text(word, *[a + b for a in starts for b in (-12j, 22j, -28j, 36j)])
