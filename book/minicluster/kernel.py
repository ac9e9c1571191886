"""Virtual time: a queue of things to do, seeded chance, and one trace of it all."""

import heapq
import random
from collections import namedtuple


class Event(namedtuple("Event", "time kind who what peer number", defaults=[None] * 3)):
    """One line of the trace: at `time` (microseconds), something happened to `who`.

    `kind` is start, send, receive, lost, timer, crash, restart, pause, skew, cut, heal,
    note, span, begin or end (of an operation). `peer` is the other end of a message.
    Events of one message share a `number`; the number of a span or pause is the time
    of its end.

    >>> print(Event(1_000, "receive", "n1", "hello", "ann", 7))
    n1: receive hello from ann
    """

    def __str__(self):
        peer = f" {'to' if self.kind == 'send' else 'from'} {self.peer}"
        what = "" if self.what is None else f" {self.what}"
        return f"{self.who}: {self.kind}{what}{peer if self.peer else ''}"


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
        self.now, self.seed, self.queue = 0, seed, []
        self._streams, self._events, self._sequence = {}, [], 0

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
            raise ValueError(f"delay {delay!r}: round it to whole microseconds >= 0")
        self._sequence += 1
        handle = [self.now + delay, self._sequence, function, args]
        heapq.heappush(self.queue, handle)
        return handle

    def cancel(self, handle):
        """Undo an `after` (no harm when its time has passed)."""
        handle[2] = None

    def run(self, until=None):
        """Do what is due, in order, up to and including time `until` (None: all)."""
        while self.queue and (until is None or self.queue[0][0] <= until):
            time, _, function, args = heapq.heappop(self.queue)
            if function is not None:
                self.now = time
                function(*args)
        self.now = max(self.now, until or 0)

    def log(self, kind, who, what=None, peer=None, number=None):
        """Add an event of this moment to the trace (a "note" is a remark of yours)."""
        self._events.append((self.now, kind, who, what, peer, number))

    def span(self, who, what, start, end):
        """Mark the time from `start` to `end` (microseconds) on the line of `who`."""
        self._events.append((start, "span", who, what, None, end))

    @property
    def trace(self):
        """The list of Events so far, in order of their times."""
        return [Event(*e) for e in sorted(self._events, key=lambda e: e[0])]
