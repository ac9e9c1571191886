"""The client timeline: every operation a bar from its call to its return."""

from .history import in_order
from .kernel import Event
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
    events, now, found = [], 0, ""
    for o in in_order(history):
        words = o.words() + ("" if o.ret is not None else ", never answered")
        events.append(Event(o.call, "span", o.client, words, None, o.ret))
    for number, o in enumerate(verdict.order if verdict else (), start=1):
        now = max(now, o.call)
        events.append(Event(now, "point", o.client, number))
    if verdict:
        found = " Linearizable."
        if not verdict.ok:
            found = f" Not linearizable: {verdict.stuck} fits nowhere."
            misfit = verdict.stuck.ret, "stuck", verdict.stuck.client, "fits nowhere"
            events.append(Event(*misfit))
    events.sort(key=lambda event: event.time)
    caption = caption or f"Each bar runs from call to return.{found}"
    return space_time(events, caption=caption, alt=alt or f"Timeline. {caption}")
