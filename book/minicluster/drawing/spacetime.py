"""The space-time diagram: a line for each node and client, and time to the right."""

from ..cluster.links import as_tuple
from .figure import CLIENTS, GREY, brief
from .marks import draw_mark
from .sketch import Sketch
from .words import LETTER

FATES = ("receive", "lost")  # what a message comes to
LEFT_OUT = ("start", "begin", "end")  # kinds of events that are not drawn
ALONG = (0.4, 0.5, 0.3, 0.6, 0.7)  # shares of an arrow where its words may stand


def space_time(trace, *, who=None, caption="Time runs to the right.", alt=None):
    """Draw a trace: a line for each node and client, time from left to right.

    An arrow is a message, one that ends in a cross was lost; an empty bar is a pause, a
    cross on a line a crash, a bar under a line the role of a node. `who` names the
    lines from top to bottom (all, in order of appearance). Moments stand evenly spaced.
    See Lamport, CACM 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann)
    >>> world.run()
    >>> print(*space_time(world.trace, who=["ann", "n1"]).log, sep="; ")
    0 µs  ann → n1: hello, lost; 500 µs  n1: crash
    """
    clients = [event.who for event in trace if event.kind == "start"]
    shown = [event for event in trace if _is_told(event, clients)]
    who = as_tuple(who) if who else tuple(_in_order_of_appearance(shown))
    shown = [event for event in shown if _is_on(event, who)]
    moments = [event.time for event in shown]
    moments += [event.until for event in shown if event.until is not None]
    sketch = Sketch(who, moments)
    colours = dict(zip(clients or who, CLIENTS * len(who), strict=False))
    for event in shown:
        colour = colours.get(event.who, GREY)
        if event.kind == "send":
            _draw_message(sketch, event, shown, colour)
        elif event.kind not in FATES:
            draw_mark(sketch, event, shown, colour)
    lines = "; ".join(sketch.log)
    alt = alt or f"Space-time diagram of {', '.join(who)}: {lines}."
    return sketch.finish(alt, caption)


def _is_told(event, clients):
    """Say whether an event is drawn: a client's only timer tells nothing."""
    if event.kind == "timer" and event.who in clients:
        return False
    return event.kind not in LEFT_OUT


def _in_order_of_appearance(events):
    names = [name for event in events for name in (event.who, event.peer)]
    return dict.fromkeys(str(name) for name in names if name)


def _is_on(event, who):
    """Say whether both ends of an event have a line."""
    return event.who in who and (event.peer is None or event.peer in who)


def _draw_message(sketch, event, trace, colour):
    """Draw the arrows of a message: one, or two if it was doubled."""
    words = _words_of(event.what)
    sketch.step("")
    start = sketch.at(event.time, event.who)
    fates = [e for e in trace if e.number == event.number and e.kind in FATES]
    told = []
    end = start
    for fate in fates or [None]:
        end = _draw_arrow(sketch, event, fate, start, colour)
        told.append(_what_became(sketch, fate))
    head = f"{sketch.clock(event.time)}  {event.who} → {event.peer}: {words}"
    sketch.log[-1] = f"{head}, {' and '.join(told)}"
    short = brief(words, 20)
    beside = (8, -8 - LETTER * len(short))  # to the right of the arrow, or to its left
    places = [
        start.between(end, share).moved(right, 5) for right in beside for share in ALONG
    ]
    sketch.text(short, *places)


def _words_of(message):
    parts = message if isinstance(message, tuple | list) else [message]
    return " ".join(map(str, parts))


def _what_became(sketch, fate):
    if fate is None:
        return "in flight"
    if fate.kind == "receive":
        return f"arrives {sketch.clock(fate.time)}"
    return "lost"


def _draw_arrow(sketch, event, fate, start, colour):
    """Draw one arrow, the whole way or a part of it, and return its end."""
    if fate is not None and fate.kind == "receive":
        end = sketch.at(fate.time, event.peer)
        sketch.arrow(start, end, stroke=colour)
        return end
    time = event.time if fate is None else fate.time
    end = start.between(sketch.at(time, event.peer).moved(44), 0.6)
    sketch.arrow(start, end, stroke=colour)
    if fate is not None:
        sketch.cross(end)
        sketch.text("lost", end.moved(10, 5), end.moved(-40, 5))
    return end
