"""Waiting for a condition, never for a time."""

import time

from .arguments import seconds
from .process import ServerDied


def wait_until(condition, what, deadline=10.0, process=None, ignore=()):
    """Ask `condition` until it gives something true, and return that.

    `deadline` is in seconds. Exceptions listed in `ignore` mean "not yet". Raises
    TimeoutError, or ServerDied when `process` ends meanwhile; the error says `what`
    was awaited.

    >>> countdown = iter([False, False, "ready"])
    >>> wait_until(lambda: next(countdown), "the countdown")
    'ready'
    >>> wait_until(lambda: 1 > 2, "one to exceed two", deadline=0.01)
    Traceback (most recent call last):
        ...
    TimeoutError: waited 0.01 s for one to exceed two
    """
    if not callable(condition):
        raise TypeError(
            f"what is awaited must be asked again and again: write wait_until(lambda: "
            f"..., {what!r}), for now it is {condition!r}"
        )
    end = time.monotonic() + seconds("deadline", deadline)
    reason = ""
    while True:
        died = process is not None and not process.alive
        try:
            if found := condition():
                return found
        except ignore as error:
            reason = f" ({error})"
        if died:
            raise ServerDied(f"{process.name} ended; awaited: {what}{process.tail()}")
        if time.monotonic() > end:
            tail = process.tail() if process else ""
            raise TimeoutError(f"waited {deadline:g} s for {what}{reason}{tail}")
        time.sleep(0.003)
