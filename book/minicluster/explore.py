"""Every interleaving of a few clients: count them, judge them, find the shortest."""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .crew import Crew, ScheduleError, spell
from .state import freeze

LONGEST = 500  # steps; a schedule beyond this is taken for a client that spins


@dataclass(repr=False)
class Found:
    """What `explore` found; printing it gives the counts and what they cover.

    `shortest` is a schedule string for `replay`, or None. `complete` is False when a
    bound was hit. `outcomes` counts the values of the `outcome` function.
    """

    race: Any
    options: dict
    clients: tuple
    schedules: int = 0
    bad_schedules: int = 0
    deadlocks: int = 0
    outcomes: Counter = field(default_factory=Counter)
    shortest: str | None = None
    complete: bool = True
    states: int | None = None  # met by merge=True

    @property
    def covered(self):
        """One sentence: what was covered, or which bound was hit."""
        bound, limit = self.options["preemptions"], self.options["limit"]
        words = f"{self.schedules:,} schedules of {len(self.clients)} clients"
        if bound is not None:
            words += f" with at most {bound} preemption" + "s" * (bound != 1)
        if self.states is not None:
            words += f" through {self.states:,} states"
        stop = "" if self.complete else f"; stopped at limit={limit:,}"
        every = "all" if self.complete else "only"
        return f"{every} {words}, every step atomic{stop}"

    @property
    def all(self):
        """Iterate over (schedule string, is it bad), in order of the alphabet."""
        for schedule, end in runs(self.race, **self.options):
            if end is not None:
                yield spell(schedule), end.bad

    def __repr__(self):
        lines = [f"{self.bad_schedules:,} of {self.schedules:,} schedules are bad"]
        lines += [f"shortest bad one: {self.shortest}"] * (self.shortest is not None)
        lines += [f"{self.deadlocks:,} end in a deadlock"] * (self.deadlocks > 0)
        return "\n".join([*lines, f"covered: {self.covered}"])


def explore(
    race,
    bad=None,
    *,
    invariant=None,
    outcome=None,
    preemptions=None,
    merge=False,
    limit=1_000_000,
):
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
    options = {
        "bad": bad,
        "invariant": invariant,
        "outcome": outcome,
        "preemptions": preemptions,
        "limit": limit,
    }
    found = Found(race, options, tuple(race()[1]))
    if merge:
        _Merged(found).count()
        return found
    best = None
    for schedule, end in runs(race, **options):
        if end is None:
            found.complete = False
            break
        found.schedules += 1
        found.bad_schedules += end.bad
        found.deadlocks += end.deadlock
        if outcome:
            found.outcomes[end.outcome] += 1
        if end.bad and (best is None or end.length <= best[0]):
            path = schedule[: end.length]
            switches = sum(a != b for a, b in itertools.pairwise(path))
            this = end.length, switches, path
            best = min(best, this) if best else this
    found.shortest = spell(best[2]) if best else None
    return found


class End(NamedTuple):
    """How one schedule ended; it was known to be bad after `length` steps."""

    bad: bool
    deadlock: bool
    outcome: Any
    length: int


def _end(crew, length, broken, bad, invariant, outcome):
    deadlock = any(step is not None for step in crew.announced)
    wrong = bad(crew.shared) if bad else deadlock and not invariant
    wrong = bool(wrong) or broken is not None
    result = outcome(crew.shared) if outcome else None
    return End(wrong, deadlock, result, length if broken is None else broken)


def _spinning(name):
    return ScheduleError(
        f"there are schedules without end ({name!r} was last to move): a client that "
        "waits must announce it with When(name, condition)"
    )


def _choices(crew, last, spent, preemptions):
    """Return who may go next, and whether leaving `last` would be a preemption."""
    movable = crew.movable()
    if last is None or last not in movable:
        return movable, False
    return ([last] if spent == preemptions else movable), True


def runs(race, bad, invariant, outcome, preemptions, limit):
    """Yield (schedule, End) for every schedule, then (None, None) if the limit is hit.

    A generator cannot be copied: each schedule after the first runs the part it shares
    with the one before again, then goes on with the first choice to its end.
    """
    schedule, untried, costly, spent, broken = [], [], [], [0], None
    for _ in range(limit):
        crew = Crew(race)
        for index in schedule:
            crew.advance(index)
        while True:
            if invariant and broken is None and not invariant(crew.shared):
                broken = len(schedule)
            last = schedule[-1] if schedule else None
            choices, leaving_costs = _choices(crew, last, spent[-1], preemptions)
            if not choices:
                break
            if len(schedule) == LONGEST:
                raise _spinning(crew.names[last])
            schedule.append(choices[0])
            untried.append(choices[1:])
            costly.append(leaving_costs)
            spent.append(spent[-1] + (leaving_costs and choices[0] != last))
            crew.advance(choices[0])
        yield schedule, _end(crew, len(schedule), broken, bad, invariant, outcome)
        while untried and not untried[-1]:
            for column in (schedule, untried, costly, spent):
                column.pop()
        if not untried:
            return
        schedule[-1] = untried[-1].pop(0)
        leaves = costly[-1] and schedule[-1] != schedule[-2]
        spent[-1] = spent[-2] + leaves
        if broken is not None and broken >= len(schedule):
            broken = None
    yield None, None


class _Merged:
    """Counting by dynamic programming: every state is worked out once.

    What is counted from a state on: (schedules, bad, deadlocks, outcomes, best), where
    best is the (steps, switches, digits) still to come of the shortest bad schedule.
    """

    def __init__(self, found):
        self.found, self.known = found, {}

    def count(self):
        found = self.found
        total = self._from(Crew(found.race), [], 0, None)
        found.schedules, found.bad_schedules, found.deadlocks = total[:3]
        found.outcomes, best = Counter(total[3]), total[4]
        found.shortest = spell(best[2]) if best else None
        found.states = len({state for state, *_ in self.known})

    def _from(self, crew, path, spent, broken):
        options = self.found.options
        last, bound = path[-1] if path else None, options["preemptions"]
        judges = [options[name] for name in ("bad", "invariant", "outcome")]
        if broken is None and judges[1] and not judges[1](crew.shared):
            broken = len(path)
        key = freeze(crew.shared, crew.generators, crew.announced)
        key = key, last, spent if bound is not None else 0, broken is None
        if self.known.get(key, ()) is None or len(path) == LONGEST:
            raise _spinning(crew.names[last])  # a state that follows itself
        if key in self.known:
            return self.known[key]
        if len(self.known) == options["limit"]:
            self.found.complete = False
            return 0, 0, 0, {}, None
        self.known[key] = None
        choices, costly = _choices(crew, last, spent, bound)
        schedules, bad, deadlocks, outcomes, best = 0, 0, 0, Counter(), None
        if not choices:
            end = _end(crew, len(path), broken, *judges)
            schedules, bad, deadlocks = 1, int(end.bad), int(end.deadlock)
            outcomes[end.outcome] += 1 if options["outcome"] else 0
            best = (0, 0, ()) if bad else None
        for choice in choices:
            if choice is not choices[0]:
                crew = Crew(self.found.race)
                for index in path:
                    crew.advance(index)
            crew.advance(choice)
            leaves = last is not None and choice != last
            child = self._from(
                crew, [*path, choice], spent + (costly and leaves), broken
            )
            schedules, bad = schedules + child[0], bad + child[1]
            deadlocks += child[2]
            outcomes.update(child[3])
            if child[4]:
                steps, switches, rest = child[4]
                this = steps + 1, switches + leaves, (choice, *rest)
                best = min(best, this) if best else this
        if broken is not None:
            best = 0, 0, ()
        self.known[key] = schedules, bad, deadlocks, outcomes, best
        return self.known[key]
