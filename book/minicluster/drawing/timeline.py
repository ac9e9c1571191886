"""The client timeline: what each client asked, and when it was answered."""

from ..cluster.trace import Event
from ..judging.history import in_order
from .spacetime import space_time


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
    events = [
        Event(o.call, "operation", str(o.client), o.words(), until=o.ret)
        for o in in_order(history)
    ]
    found = ""
    if verdict is not None:
        events += _points(verdict)
        found = _finding(verdict)
        if verdict.ok is False:
            stuck = verdict.stuck
            events.append(Event(stuck.ret, "stuck", str(stuck.client), "fits nowhere"))
    events.sort(key=lambda event: event.time)
    caption = caption or f"Each bar runs from call to return.{found}"
    return space_time(events, caption=caption, alt=alt or f"Timeline. {caption}")


def _points(verdict):
    """Return an event for each operation: the earliest moment that the order allows."""
    events, now = [], 0
    for number, operation in enumerate(verdict.order, start=1):
        now = max(now, operation.call)
        events.append(Event(now, "point", str(operation.client), number))
    return events


def _finding(verdict):
    if verdict.ok is None:
        return " Undecided."
    if verdict.ok:
        return " Linearizable."
    return f" Not linearizable: {verdict.stuck} fits nowhere."
