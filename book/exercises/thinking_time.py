"""Is there time to think between what a client reads and what it writes?"""

from contextlib import suppress

from minicluster.interleavings.execution import Execution
from minicluster.search.state import freeze

from .answer import FILE


def hasty_line(race, name, other):
    """Return the line of a step that works out what it writes from what it finds.

    `name` is an attribute of what is shared, `other` a function that changes its value
    to one that nobody writes. A step is hasty if it writes otherwise when it finds the
    other value, or when others have come before; it may refuse to write. Whoever has
    read in an earlier step has what it writes among its variables. None: no step is.

    >>> class Page:
    ...     text = ""
    >>> def editor(page):
    ...     yield "write"
    ...     page.text += "A"
    >>> def race():
    ...     page = Page()
    ...     return page, {"Ann": editor(page), "Bob": editor(page)}
    >>> hasty_line(race, "text", lambda text: f"?{text}")
    2
    """
    written = {}  # by who writes, where, and what it knows
    for schedule, digit in every_step(race):
        run = Execution(race, schedule)
        before = getattr(run.shared, name)
        run.advance(digit)
        after = getattr(run.shared, name)
        if after == before:
            continue
        run = Execution(race, schedule)
        known = digit, what_it_knows(run, digit)
        otherwise = written_after(other(before), race, schedule, digit, name)
        if (
            otherwise not in (other(before), after)
            or written.setdefault(known, after) != after
        ):
            return line_of(run.generators[digit])
    return None


def every_step(race):
    """Yield (schedule, digit) for each step that can be taken in each state."""
    met = set()
    ahead = [""]
    for schedule in ahead:  # it grows meanwhile: breadth first
        run = Execution(race, schedule)
        picture = freeze([run.shared, run.generators, run.announced])
        if picture in met:
            continue
        met.add(picture)
        for digit in run.enabled():
            yield schedule, digit
            ahead.append(schedule + digit)


def written_after(value, race, schedule, digit, name):
    """Return what stands there when a client has taken a step that finds `value`."""
    run = Execution(race, schedule)
    setattr(run.shared, name, value)
    with suppress(Exception):  # what it cannot work with it has looked at, no more
        run.advance(digit)
    return getattr(run.shared, name)


def what_it_knows(run, digit):
    """Return a picture of a client's place and variables, without what is shared."""
    shared = vars(run.shared)
    kept = dict(shared)
    shared.clear()
    try:
        return freeze([run.generators[digit], run.announced[digit]])
    finally:
        shared.update(kept)


def line_of(client):
    """Return the reader's line on which a client stands, in whichever function."""
    line = None
    while client is not None and getattr(client, "gi_frame", None) is not None:
        if line is None or client.gi_code.co_filename == FILE:
            line = client.gi_frame.f_lineno
        client = client.gi_yieldfrom
    return line
