"""How long messages take: a number, or a function of both ends and the message."""

from statistics import median

import pytest
from minicluster import Node, World, call, sleep

MS = 1_000
REGIONS = {"eu": "e", "us": "u", "ap": "a"}  # a region's nodes begin with its letter


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


def between_regions(stream, source, destination, message):
    """Half a round trip: 1.5 ms at home, 86 ms to the next region, 167 to the last."""
    half = {"e e": 0.75, "e u": 43, "a e": 83.5, "a u": 60}
    pair = " ".join(sorted((source[0], destination[0])))
    return half[pair] * MS * stream.uniform(0.9, 1.1)


def asker(names, quorum, times, times_taken, world):
    for _ in range(times):
        start = world.now
        yield call(names, "hello", quorum=quorum)
        times_taken.append(world.now - start)
        yield sleep(1_000)


@pytest.mark.parametrize(("quorum", "expected"), [(1, 1.5), (2, 86), (3, 167)])
def test_a_quorum_across_regions_waits_for_the_last_it_needs(quorum, expected):
    world = World(seed=1, latency=between_regions)
    world.add(Echo("e1"), Echo("u1"), Echo("a1"))
    taken = []
    world.start("e client", asker, ["e1", "u1", "a1"], quorum, 200, taken, world)

    world.run()

    assert median(taken) / MS == pytest.approx(expected, rel=0.03)


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
