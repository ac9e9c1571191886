"""Every interleaving of a few clients: count them, judge them, find the shortest."""

from collections import Counter, namedtuple

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
    known, listed, visited = {}, [], 0

    def visit(crew, path, spent, broken):
        """Return what follows: a count of ends, and a list of the best bad way on.

        The counter has "all", "bad", "stuck" and each ("outcome", value), so that those
        of the ways on add up. A way is (steps, switches, schedule), the best the least.
        `spent` counts preemptions so far; `broken` says that the invariant has failed.
        """
        nonlocal visited, listed
        last, movable = path[-1:], crew.movable()
        choices = [last] if last in movable and spent == preemptions else movable
        broken = broken or bool(invariant and not invariant(crew.shared))
        parts = crew.shared, crew.generators, crew.announced
        key = (freeze(parts) if merge else path), last, preemptions and spent, broken
        if key in known:
            return known[key]
        if choices and len(path) == LONGEST:
            problem = f"a schedule without end, {crew.names[last]!r} moved last"
            raise ScheduleError(f"{problem}: wait by When(name, condition)")
        visited += merge or not choices
        ends, ways = Counter(), [(0, 0, "")] if broken else []
        if visited > limit:
            return ends, ways
        if not choices:
            stuck = any(crew.announced.values())
            wrong = broken or bool(bad(crew.shared) if bad else stuck and not invariant)
            result = "outcome", outcome and outcome(crew.shared)
            ends.update({"all": 1, "bad": +wrong, "stuck": +stuck, result: 1})
            ways += [(0, 0, "")] * wrong
            listed += [(path, wrong)] * (not merge)
        for choice in choices:
            if choice != choices[0]:  # a generator cannot be copied: run it all again
                crew = Crew(race, path)
            crew.advance(choice)
            leaves = last not in ("", choice)
            cost = spent + (leaves and last in movable)
            after, onward = visit(crew, path + choice, cost, broken)
            for end, count in after.items():
                ends[end] += count
            ways += [(n + 1, turns + leaves, choice + way) for n, turns, way in onward]
        ways = sorted(ways)[:1]
        if merge:
            known[key] = ends, ways
        return ends, ways

    first = Crew(race)
    ends, ways = visit(first, "", 0, False)
    covered = f"{ends['all']:,} schedules of {len(first.names)} clients"
    if preemptions is not None:
        covered += f" at preemption bound {preemptions}"
    covered += f" through {min(visited, limit):,} states" if merge else ""
    complete, covered = visited <= limit, f"all {covered}, every step atomic"
    if not complete:
        covered = f"only{covered[3:]}; stopped at limit={limit:,}"
    outcomes = {key[1]: n for key, n in ends.items() if outcome and key[0] == "outcome"}
    shortest = ways[0][2] if ways else None
    counts = ends["all"], ends["bad"], ends["stuck"]
    return Found(race, listed, covered, complete, shortest, *counts, outcomes)
