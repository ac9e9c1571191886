"""Every interleaving of a few clients: count them, judge them, find the shortest."""

from ..search.limit import refuse_below_one
from .every_schedule import every_schedule
from .found import Found, Question
from .merged import merged


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
    after every step and must hold. `outcome(shared)` is counted by its values.
    `preemptions=k` allows at most k switches away from a client that could go on
    (Musuvathi and Qadeer, PLDI 2007). `merge=True` visits states that are equal after
    as many steps once and still counts exactly. `limit` bounds the schedules run (with
    `merge`, the states met); hitting it is reported. The shortest bad schedule has
    fewest steps, then fewest preemptions, then comes first in the alphabet.

    Raises ScheduleError for a schedule of more than 500 steps, and for a race that does
    not begin anew or clients that do not do the same each time. What a client or a
    question raises carries its schedule.

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
    refuse_below_one(limit)
    if preemptions is not None and preemptions < 0:
        raise ValueError(f"{preemptions=}: allow 0 or more, or leave it out for any")
    question = Question(race, bad, invariant, outcome, preemptions)
    tally = merged(question, limit) if merge else every_schedule(question, limit)
    return Found(
        question=question,
        schedules=tally.schedules,
        bad_schedules=tally.bad_schedules,
        deadlocks=tally.deadlocks,
        outcomes=dict(tally.outcomes),
        shortest=tally.shortest and tally.shortest.schedule,
        complete=tally.complete,
        covered=_covered(question, tally, limit),
        all=tally.every,
    )


def _covered(question, tally, limit):
    """Say what was covered, in words."""
    words = f"{'all' if tally.complete else 'only'} {tally.schedules:,} schedules"
    words += f" of {tally.clients} clients"
    if question.preemptions is not None:
        words += f" at preemption bound {question.preemptions}"
    if tally.states:
        words += f" through {tally.states:,} states"
    words += ", every step atomic"
    return words if tally.complete else f"{words}; stopped at {limit=:,}"
