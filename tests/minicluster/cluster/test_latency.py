"""How long messages take: a number, or a function of both ends and the message."""

from statistics import median

import pytest
from minicluster import Node, World, call, sleep

MS = 1_000


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


EVERYWHERE = [region + number for region in "eua" for number in "123"]
LEVELS = {  # (who is asked, how many answers are waited for)
    "ONE": (EVERYWHERE, 1),
    "LOCAL_QUORUM": (EVERYWHERE[:3], 2),
    "QUORUM": (EVERYWHERE, 5),
    "ALL": (EVERYWHERE, 9),
}
HALF = {"e e": 0.83, "e u": 43, "a e": 78}  # of a round trip, ms, by regions


def between_regions(stream, source, destination, message):
    """A matrix of regions: the first letter of a name tells where it is."""
    half = HALF[" ".join(sorted((source[0], destination[0])))]
    return half * MS * stream.uniform(0.8, 1.2)


def asker(names, quorum, times, times_taken, world):
    for _ in range(times):
        start = world.now
        yield call(names, "hello", quorum=quorum)
        times_taken.append(world.now - start)
        yield sleep(1_000)


def quorum_median(names, quorum):
    """Return the median time (ms) until so many of the nodes have answered."""
    world = World(seed=1, latency=between_regions)
    world.add(*[Echo(name) for name in EVERYWHERE])
    taken = []
    world.start("e client", asker, names, quorum, 500, taken, world)
    world.run()
    return median(taken) / MS


@pytest.mark.parametrize(
    ("level", "expected"),
    [("ONE", 1.5), ("LOCAL_QUORUM", 1.7), ("QUORUM", 86), ("ALL", 167)],
)
def test_a_quorum_across_regions_waits_for_the_last_it_needs(level, expected):
    assert quorum_median(*LEVELS[level]) == pytest.approx(expected, rel=0.03)


def test_a_latency_may_depend_on_the_message():
    world = World(
        seed=1,
        latency=lambda stream, source, destination, message: 10 * len(message),
    )
    world.add(Echo("n1"))
    world.start("ann", asker, ["n1"], 1, 1, [], world)

    world.run()

    assert [e.time for e in world.trace if e.kind == "receive"] == [50, 100]


def test_a_latency_of_other_arguments_is_refused_when_it_is_given():
    with pytest.raises(TypeError, match=r"latency: .*write lambda stream, source, des"):
        World(seed=1, latency=lambda stream: 5)


def test_a_latency_below_zero_is_refused_when_it_is_given():
    with pytest.raises(ValueError, match="latency -1: a message arrives after"):
        World(seed=1, latency=-1)


def test_a_latency_below_zero_is_refused_when_it_is_drawn():
    world = World(seed=1, latency=lambda *ends: -1)
    world.add(Echo("n1"))
    world.start("ann", asker, ["n1"], 1, 1, [], world)

    with pytest.raises(ValueError, match="delay -1: round it to whole microseconds"):
        world.run()
