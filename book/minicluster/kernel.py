"""Virtual time: a queue of things to do, seeded chance, and one trace of it all."""

import heapq
import math
import random
from typing import Any, NamedTuple


class Event(NamedTuple):
    """One line of the trace: at `time` (microseconds), something happened to `who`.

    `kind` is start, send, receive, lost, timer, crash, restart, pause, resume, skew,
    cut, heal, note, span, begin or end (of an operation). `peer` is the other end of a
    message. Events of one message or operation share a `number`; the number of a span,
    pause or crash is the time of its end.

    >>> Event(1_000, "crash", "n1").who
    'n1'
    """

    time: int
    kind: str
    who: str
    what: Any = None
    peer: str | None = None
    number: int | None = None


class Kernel:
    """A queue of calls in virtual time, an int of microseconds, read from `now`.

    >>> kernel = Kernel(seed=1)
    >>> late = kernel.after(20, print, "late")
    >>> early = kernel.after(10, print, "early")
    >>> kernel.cancel(late)
    >>> kernel.run()
    early
    """

    def __init__(self, *, seed):
        self.now, self.seed = 0, seed
        self._queue, self._streams, self._events, self._sequence = [], {}, [], 0

    def stream(self, name):
        """Return the random.Random of one purpose: drawing from it moves no other."""
        if name not in self._streams:
            self._streams[name] = random.Random(f"{self.seed}/{name}")
        return self._streams[name]

    def after(self, delay, function, *args):
        """Call `function(*args)` in `delay` microseconds; return a handle for `cancel`.

        What is due at the same time is done in the order in which it was asked for.
        """
        if type(delay) is not int or delay < 0:
            raise ValueError(
                f"a delay of {delay!r}: time is a whole number of microseconds, not "
                "negative; round a random delay when you draw it"
            )
        self._sequence += 1
        handle = [self.now + delay, self._sequence, function, args]
        heapq.heappush(self._queue, handle)
        return handle

    def cancel(self, handle):
        """Undo an `after` (no harm when its time has passed)."""
        handle[2] = None

    def run(self, until=None):
        """Do what is due, in order, up to and including time `until` (None: all)."""
        queue, end = self._queue, math.inf if until is None else until
        while queue and queue[0][0] <= end:
            time, _, function, args = heapq.heappop(queue)
            if function is not None:
                self.now = time
                function(*args)
        self.now = max(self.now, until or 0)

    def log(self, kind, who, what=None, peer=None, number=None):
        """Add an event of this moment to the trace."""
        self._events.append((self.now, kind, who, what, peer, number))

    @property
    def trace(self):
        """The list of Events so far, in order of their times."""
        return [Event(*e) for e in sorted(self._events, key=lambda e: e[0])]


def constant(delay):
    """Return a latency that is always `delay` microseconds.

    >>> constant(500)(random.Random("example"))
    500
    """
    return lambda stream: delay


def uniform(low, high):
    """Return a latency drawn evenly from `low` to `high` microseconds.

    >>> uniform(100, 200)(random.Random("example"))
    136
    """
    return lambda stream: stream.randint(low, high)


def exponential(mean):
    """Return a latency drawn from the exponential distribution, `mean` microseconds.

    >>> exponential(1_000)(random.Random("example"))
    1691
    """
    return lambda stream: round(stream.expovariate(1 / mean))


def pareto(shape, least):
    """Return a heavy-tailed latency: Pareto's, never below `least` microseconds.

    >>> pareto(1.5, 1_000)(random.Random("example"))
    3088
    """
    return lambda stream: round(least * stream.paretovariate(shape))
