"""Every interleaving of a few clients: count them, judge them, find the shortest."""

from collections import Counter, OrderedDict, namedtuple

from .crew import Crew, ScheduleError
from .state import freeze

LONGEST = 500  # steps; a schedule beyond this is taken for a client that spins


FACTS = "race all covered complete shortest schedules bad_schedules deadlocks outcomes"


class Found(namedtuple("Found", FACTS)):
    """What `explore` found; printing it gives the counts and what they cover.

    `shortest` is a schedule string for `replay`, or None. `complete` is False when a
    bound was hit. `outcomes` counts the values of the `outcome` function. `all` lists
    every (schedule, is it bad), in order of the alphabet (not with merge=True).

    >>> from minicluster import explore
    >>> explore(lambda: ({}, {"ann": (name for name in ["look"])})).covered
    'all 1 schedules of 1 clients, every step atomic'
    """

    def __repr__(self):
        lines = [f"{self.bad_schedules:,} of {self.schedules:,} schedules are bad"]
        lines += [f"shortest bad one: {self.shortest}"] * (self.shortest is not None)
        lines += [f"{self.deadlocks:,} end in a deadlock"] * (self.deadlocks > 0)
        return "\n".join([*lines, f"covered: {self.covered}"])


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
    states that are equal after as many steps (shared data, every client's position and
    variables) once and still counts exactly; all must then be in memory. `limit` bounds
    the schedules run (with `merge`, the states met); hitting it is reported. The
    shortest bad schedule has fewest steps, then fewest preemptions, then comes first in
    the alphabet. Raises ScheduleError for a schedule of more than 500 steps.

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
    if merge:
        explore(race, preemptions=0, limit=120)  # to find at once a client that spins
    met, runs, bad_runs, deadlocks, listed = +merge, 0, 0, 0, []
    outcomes, shortest = Counter(), (LONGEST + 1, 0, None)
    ahead = OrderedDict({"": (1, (0, "", False, None))})
    while ahead:
        # The last one first; with merge the first, which has all its ways together.
        ways, (spent, path, broken, crew) = ahead.popitem(last=not merge)[1]
        crew = crew or Crew(race, path)
        last, movable = path[-1:], crew.movable()
        choices = [last] if last in movable and spent == preemptions else movable
        met += not choices and not merge
        if met > limit:
            break
        if choices and len(path) == LONGEST:
            much = f"more than {LONGEST} steps, the last by {crew.names[last]!r}"
            raise ScheduleError(f"{much}: let a client that spins wait, by When(...)")
        wrong = broken or bool(invariant and not invariant(crew.shared))
        if not choices:
            stuck = any(crew.announced.values())
            wrong |= bool(bad(crew.shared) if bad else stuck and not invariant)
            runs, bad_runs = runs + ways, bad_runs + ways * wrong
            deadlocks += ways * stuck
            outcomes.update({outcome(crew.shared): ways} if outcome else {})
            listed += [(path, wrong)] * (not merge)
            for generator in crew.generators.values():  # let go of a database, say
                generator.close()
        if wrong and not broken:
            shortest = min(shortest, (len(path), spent, path))
        for choice in reversed(choices):
            # One way goes on. The others start again, without merge when their turn
            # comes: a generator cannot be copied, nor what is shared, as a database.
            onward = crew if choice == choices[0] else merge and Crew(race, path)
            if onward:
                onward.advance(choice)
            cost, key = spent + (last in movable and last != choice), path + choice
            if merge:
                parts = onward.shared, onward.generators, onward.announced
                key = len(path), freeze(parts), choice, preemptions and cost, wrong
                met += key not in ahead
            way = cost, path + choice, wrong, onward
            others, best = ahead.get(key, (0, way))
            ahead[key] = ways + others, min(best, way)
    much, end = ("all", "") if met <= limit else ("only", f"; stopped at {limit=:,}")
    covered = f"{much} {runs:,} schedules of {len(crew.names)} clients"
    covered += "" if preemptions is None else f" at preemption bound {preemptions}"
    covered += f" through {min(met, limit):,} states" if merge else ""
    covered += f", every step atomic{end}"
    counts = runs, bad_runs, deadlocks, dict(outcomes)
    return Found(race, listed, covered, met <= limit, shortest[2], *counts)
