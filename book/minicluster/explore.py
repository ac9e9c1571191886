"""Every interleaving of a few clients: count them, judge them, find the shortest."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from .crew import Crew, ScheduleError
from .state import freeze

LONGEST = 500  # steps; a schedule beyond this is taken for a client that spins


@dataclass(repr=False)
class Found:
    """What `explore` found; printing it gives the counts and what they cover.

    `shortest` is a schedule string for `replay`, or None. `complete` is False when a
    bound was hit. `outcomes` counts the values of the `outcome` function.

    >>> from minicluster import explore
    >>> explore(lambda: ({}, {"ann": (name for name in ["look"])})).covered
    'all 1 schedules of 1 clients, every step atomic'
    """

    race: Any
    bad: Any
    invariant: Any
    outcome: Any
    preemptions: int | None
    merge: bool
    limit: int
    clients: tuple = ()
    schedules: int = 0
    bad_schedules: int = 0
    deadlocks: int = 0
    outcomes: Counter = field(default_factory=Counter)
    shortest: str | None = None
    visited: int = 0  # schedules, or states with merge=True
    known: dict = field(default_factory=dict)
    listed: list | None = None

    @property
    def complete(self):
        """False when the limit was hit."""
        return self.visited <= self.limit

    @property
    def covered(self):
        """One sentence: what was covered, or which bound was hit."""
        bound, every, stop = self.preemptions, "all", ""
        words = f"{self.schedules:,} schedules of {len(self.clients)} clients"
        if bound is not None:
            words += f" with at most {bound} preemption" + "s" * (bound != 1)
        if self.merge:
            words += f" through {self.visited:,} states"
        if not self.complete:
            every, stop = "only", f"; stopped at limit={self.limit:,}"
        return f"{every} {words}, every step atomic{stop}"

    @property
    def all(self):
        """Every (schedule string, is it bad), in order of the alphabet, run anew."""
        again = replace(self, merge=False, visited=0, listed=[])
        again.visit(Crew(self.race), "", 0, False)
        return again.listed

    def __repr__(self):
        lines = [f"{self.bad_schedules:,} of {self.schedules:,} schedules are bad"]
        lines += [f"shortest bad one: {self.shortest}"] * (self.shortest is not None)
        lines += [f"{self.deadlocks:,} end in a deadlock"] * (self.deadlocks > 0)
        return "\n".join([*lines, f"covered: {self.covered}"])

    def visit(self, crew, path, spent, broken):
        """Return what follows from here: how many schedules end how, and the best.

        The ends are counted by (bad, deadlock, outcome). The best is the shortest bad
        way on, as (steps, switches, schedule). `spent` counts preemptions so far;
        `broken` says that the invariant has failed.
        """
        last = path[-1:]
        broken = broken or (self.invariant and not self.invariant(crew.shared))
        movable = crew.movable()
        costly = last in movable  # a switch would be a preemption
        choices = [last] if costly and spent == self.preemptions else movable
        key = path
        if self.merge:
            state = freeze([crew.shared, crew.generators, crew.announced])
            key = state, last, self.preemptions and spent, broken
            if self.known.get(key):
                return self.known[key]
        if key in self.known or len(path) == LONGEST:
            raise ScheduleError(
                f"there are schedules without end ({crew.names[last]!r} was last to "
                "move): a client that waits must announce it with When(name, condition)"
            )
        self.visited += self.merge or not choices
        if self.visited > self.limit:
            return {}, None
        if self.merge:
            self.known[key] = None
        ends, best = {}, None
        if not choices:
            deadlock = any(crew.announced.values())
            wrong = deadlock and not self.invariant
            wrong = bool(broken or (self.bad(crew.shared) if self.bad else wrong))
            result = self.outcome(crew.shared) if self.outcome else None
            ends, best = {(wrong, deadlock, result): 1}, (0, 0, "") if wrong else None
            if self.listed is not None:
                self.listed.append((path, wrong))
        for choice in choices:
            if choice != choices[0]:  # a generator cannot be copied: run it all again
                crew = Crew(self.race, path)
            crew.advance(choice)
            leaves = choice != last and last != ""
            onward = path + choice, spent + (costly and leaves), broken
            child, way = self.visit(crew, *onward)
            for end, count in child.items():
                ends[end] = ends.get(end, 0) + count
            if way:
                way = way[0] + 1, way[1] + leaves, choice + way[2]
                best = min(best or way, way)
        if broken:
            best = 0, 0, ""
        if self.merge:
            self.known[key] = ends, best
        return ends, best


def explore(
    race, bad=None, *, invariant=None, outcome=None, preemptions=None, merge=False,
    limit=1_000_000,
):  # fmt: skip
    """Run every schedule of the clients that `race()` builds anew each time.

    `race()` returns the shared state and a dict of clients. A client is a generator:
    `yield "name"` announces a step, the code up to the next yield is that step, and a
    step is atomic. `bad(shared)` is asked when all clients are done or stuck (without
    `bad` and `invariant`, a deadlock is what is bad); `invariant(shared)` is asked
    after every step and must hold. `preemptions=k` allows at most k switches away from
    a client that could go on (Musuvathi and Qadeer, PLDI 2007). `merge=True` visits
    equal states (shared data, every client's position and variables) once and still
    counts exactly. `limit` bounds the schedules run (with `merge`, the states met);
    hitting it is reported. The shortest bad schedule has fewest steps, then fewest
    switches, then comes first in the alphabet.

    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> explore(race, bad=lambda shop: shop["stock"] != 3)
    4 of 6 schedules are bad
    shortest bad one: 0110
    covered: all 6 schedules of 2 clients, every step atomic
    """
    found = Found(race, bad, invariant, outcome, preemptions, merge, limit)
    crew = Crew(race)
    found.clients = tuple(crew.names.values())
    ends, best = found.visit(crew, "", 0, False)
    for (is_bad, deadlock, result), count in ends.items():
        found.schedules += count
        found.bad_schedules += count * is_bad
        found.deadlocks += count * deadlock
        if outcome:
            found.outcomes[result] += count
    found.shortest = best[2] if best else None
    return found
