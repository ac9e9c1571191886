"""How long messages take: a number, or a function of both ends and the message."""

import pytest
from minicluster import World
from regions import LEVELS, Echo, asker, quorum_median


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
