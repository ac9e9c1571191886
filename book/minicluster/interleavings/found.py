"""What `explore` asks of each schedule, and what it found."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Question:
    """What is asked about a race: the arguments of `explore`."""

    race: object  # builds the shared state and the clients
    bad: object = None  # is asked about the shared state at the end
    invariant: object = None  # must hold of the shared state after every step
    outcome: object = None  # a value of the shared state at the end, to be counted
    preemptions: int | None = None  # at most so many; None: any number

    def is_broken(self, execution):
        """Say whether the invariant does not hold."""
        return bool(self.invariant) and not self.invariant(execution.shared)

    def is_bad(self, execution):
        """Say whether a schedule that has come to its end, or is stuck, is bad."""
        if self.bad:
            return bool(self.bad(execution.shared))
        return bool(execution.waiting()) and not self.invariant

    def choices(self, enabled, way):
        """Return those of the enabled clients that may take the next step."""
        if way.last in enabled and way.preemptions == self.preemptions:
            return [way.last]
        return enabled


@dataclass(order=True, slots=True)
class Way:
    """A schedule that is being run; of two, the one with fewer preemptions is less."""

    preemptions: int = 0  # switches away from a client that could go on
    schedule: str = ""
    broken: bool = field(default=False, compare=False)  # was the invariant, on the way

    @property
    def last(self):
        """The digit of the client that took the last step, or ""."""
        return self.schedule[-1:]

    def onward(self, digit, enabled, broken):
        """Return the way with one step more, by one of the enabled clients."""
        switched = digit != self.last and self.last in enabled
        return Way(self.preemptions + switched, self.schedule + digit, broken)


@dataclass
class Tally:
    """The counts of a search, while it goes on."""

    schedules: int = 0
    bad_schedules: int = 0
    deadlocks: int = 0
    outcomes: Counter = field(default_factory=Counter)  # schedules, by outcome
    shortest: Way | None = None  # to a state that is bad
    every: list = field(default_factory=list)  # (schedule, is it bad)
    clients: int = 0  # how many take part
    states: int = 0  # met by a search that merges
    complete: bool = True

    def count(self, question, execution, ways, bad):
        """Add `ways` schedules that have all come to the same end."""
        self.schedules += ways
        if bad:
            self.bad_schedules += ways
        if execution.waiting():
            self.deadlocks += ways
        if question.outcome:
            self.outcomes[question.outcome(execution.shared)] += ways

    def keep_shortest(self, way):
        """Keep a way to something bad, if it is shorter than the one known."""
        if self.shortest is None or _length(way) < _length(self.shortest):
            self.shortest = way


def _length(way):
    return len(way.schedule), way.preemptions, way.schedule


@dataclass(frozen=True)
class Found:
    """What `explore` found; printing it gives the counts and what they cover.

    >>> from minicluster import explore
    >>> explore(lambda: ({}, {"ann": (name for name in ["look"])})).covered
    'all 1 schedules of 1 clients, every step atomic'
    """

    question: Question
    schedules: int
    bad_schedules: int
    deadlocks: int
    outcomes: dict  # schedules, by the value of the outcome function
    shortest: str | None  # a bad schedule, for `replay`
    complete: bool  # False when a limit was hit
    covered: str  # what was covered, in words
    all: list  # every (schedule, is it bad) in order of the alphabet; not with merge

    def __repr__(self):
        lines = [f"{self.bad_schedules:,} of {self.schedules:,} schedules are bad"]
        if self.shortest is not None:
            lines.append(f"shortest bad one: {self.shortest}")
        if self.deadlocks:
            lines.append(f"{self.deadlocks:,} end in a deadlock")
        return "\n".join([*lines, f"covered: {self.covered}"])

    @property
    def race(self):
        """The function that builds the race."""
        return self.question.race

    def graph(self):
        """Return every state of the race as plain data: see StateGraph."""
        from ..graphs.race import graph_of_race

        return graph_of_race(self.question)
