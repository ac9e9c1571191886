"""One way through a race, a world or plain states, taken again."""

from .cluster.world import World
from .interleavings.execution import ScheduleError
from .interleavings.replay import NO_RUN, replay_race
from .search.replay import replay_world
from .search.search import replay_steps


def replay(make, schedule, *, steps=None):
    """Take the way that a schedule spells, as `explore`, `reach` or `search` found it.

    With a race, `schedule` is a string of client indices and may stop early; the answer
    is a Run, which prints as a table. With a function that makes a World it is the
    numbers of the choices, as in "0.2.1", and the answer is the World, with its trace.
    With a start and its `steps` it is the numbers of the steps, and the answer is their
    labels and states. Raises ScheduleError or ValueError where the string asks for a
    step that is not there.

    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> replay(race, "0110")
    client  step   state after it
    ann     read   stock=5
    bob     read   stock=5
    bob     write  stock=4
    ann     write  stock=4
    >>> replay(race, "000")
    Traceback (most recent call last):
    ...
    minicluster.interleavings.execution.ScheduleError: position 3 of '000': \
'0' cannot move here, only 1 (bob)
    >>> replay(0, "0.0", steps=lambda n: [("add one", n + 1)])
    (('add one', 1), ('add one', 2))
    """
    if schedule is None:
        raise ScheduleError(NO_RUN)
    if steps is not None:
        return replay_steps(make, steps, schedule)
    made = make()
    if isinstance(made, World):
        return replay_world(made, schedule)
    return replay_race(lambda: made, schedule)
