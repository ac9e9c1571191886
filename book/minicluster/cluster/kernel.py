"""Virtual time: a queue of things to do, seeded chance, and one trace of it all."""

import random
from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush

from .trace import Event

MOST_AT_ONE_MOMENT = 100_000  # events; more at one time is no progress


class RunError(RuntimeError):
    """A run that does not end, or makes no progress: the text says who and the mend."""


@dataclass(slots=True)
class Task:
    """A function to be called: what `after` puts into the queue."""

    function: object  # to be called
    arguments: tuple  # what it is called with

    def do(self, world):
        """Call the function."""
        self.function(*self.arguments)

    def touches(self):
        """Return the names of those it may change: None, for it may be anybody."""

    def __str__(self):
        return f"function {getattr(self.function, '__name__', self.function)!r}"


class Kernel:
    """A queue of actions in virtual time, an int of microseconds, read from `now`.

    An entry of the queue is a list: time, sequence number, action. An action is
    anything with `do(world)`; None stands for one that was cancelled.

    >>> kernel = Kernel(seed=1)
    >>> late = kernel.after(20, print, "late")
    >>> early = kernel.after(10, print, "early")
    >>> kernel.cancel(late)
    >>> kernel.run()
    early
    """

    def __init__(self, *, seed):
        self.seed = seed
        self.now = 0  # microseconds
        self.queue = []  # a heap of entries
        self.sequence = 0  # how many entries there have been
        self.events = []  # the trace, as tuples of the fields of Event
        self._streams = {}  # random.Random by the name of its purpose

    def stream(self, name):
        """Return the random.Random of one purpose: drawing from it moves no other."""
        if name not in self._streams:
            self._streams[name] = random.Random(f"{self.seed}/{name}")
        return self._streams[name]

    def plan(self, delay, action):
        """Do `action` in `delay` microseconds; return its entry of the queue.

        What is due at the same time is done in the order in which it was planned.
        """
        if type(delay) is not int or delay < 0:
            raise ValueError(f"delay {delay!r}: round it to whole microseconds >= 0")
        self.sequence += 1
        entry = [self.now + delay, self.sequence, action]
        heappush(self.queue, entry)
        return entry

    def after(self, delay, function, *arguments):
        """Call `function(*arguments)` in `delay` microseconds; see `plan`."""
        return self.plan(delay, Task(function, arguments))

    def cancel(self, entry):
        """Undo a `plan` or an `after` (no harm when its time has passed)."""
        entry[2] = None

    def run(self, until=None, *, limit=1_000_000):
        """Do what is due, in order, up to and including time `until` (None: all).

        Raises ValueError for an `until` that is no whole number of microseconds, and
        RunError after `limit` events, or after 100,000 at one moment. What is raised
        by a node or client carries the time, the seed and what was being done.
        """
        if until is not None and type(until) is not int:
            raise ValueError(f"{until=}: round it to whole microseconds")
        queue = self.queue
        done_at_this_moment = 0
        for _ in range(limit):
            if not queue or (until is not None and queue[0][0] > until):
                break
            time, _, action = heappop(queue)
            if action is None:
                continue
            if time > self.now:
                self.now = time
                done_at_this_moment = 0
            elif done_at_this_moment == MOST_AT_ONE_MOMENT:
                raise RunError(self._no_progress(action))
            done_at_this_moment += 1
            try:
                action.do(self)
            except Exception as error:
                error.add_note(f"at {self.now} µs, seed={self.seed!r}: {action}")
                raise
        else:
            raise RunError(self._no_end(limit, until))
        self.now = max(self.now, until or 0)

    def _no_progress(self, action):
        return (
            f"{MOST_AT_ONE_MOMENT:,} events at {self.now} µs and time stands still, "
            f"the last: {action}. Let it take time, as in sleep(1_000)"
        )

    def _no_end(self, limit, until):
        latest = Counter(event[2] for event in self.events[-1_000:])
        busiest = f"{latest.most_common(1)[0][0]!r}" if latest else "the queue"
        mend = "Give the run an end, run(until=...)"
        if until is not None:
            mend = "Give it an earlier end, or a higher limit=..."
        return (
            f"{limit:,} events and no end at {self.now} µs: {busiest} keeps the run "
            f"going. {mend}"
        )

    def log(self, kind, who, what=None, peer=None, number=None, until=None):
        """Add an event of this moment to the trace."""
        self.events.append((self.now, kind, who, what, peer, number, until))

    def note(self, who, what):
        """Add a remark of yours to the trace, on the line of `who`."""
        self.log("note", who, what)

    def span(self, who, what, start, end):
        """Mark the time from `start` to `end` (microseconds) on the line of `who`."""
        self.events.append((start, "span", who, what, None, None, end))

    @property
    def trace(self):
        """The list of Events so far, in order of their times."""
        in_order = sorted(self.events, key=lambda event: event[0])
        return [Event(*event) for event in in_order]
