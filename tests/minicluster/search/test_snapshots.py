"""The states that known reactions lead to are those that the world itself reaches."""

import pytest
from minicluster import reach
from minicluster.search.snapshots import Snapshots
from random_worlds import random_world

LIMIT = 400  # states of one world


def nothing_is_known(self, state, pending):
    return None


def summary(make):
    ends = reach(make, lambda world: True, outcome=at_the_end, limit=LIMIT)
    return ends.states, ends.ends, ends.outcomes, ends.covered


def at_the_end(world):
    counts = [getattr(node, "count", None) for node in world.nodes.values()]
    return str(counts), str(world.results)


@pytest.mark.parametrize("seed", range(60))
def test_known_reactions_change_no_state(seed, monkeypatch):
    make = random_world(seed)
    known = summary(make)

    monkeypatch.setattr(Snapshots, "_known_by", nothing_is_known)

    assert summary(make) == known


def test_the_random_worlds_are_neither_all_small_nor_all_cut_off():
    sizes = [summary(random_world(seed))[0] for seed in range(60)]

    assert sum(10 < size < LIMIT for size in sizes) > 15
    assert sum(size == LIMIT for size in sizes) > 5


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_a_way_through_states_is_a_way_of_the_world(seed):
    """What is broken by a way of the search is broken when the way is replayed."""
    make = random_world(seed)

    def calm(world):
        return sum(getattr(node, "count", 0) for node in world.nodes.values()) < 2

    found = reach(make, calm, limit=LIMIT)

    if not found.ok:
        assert not calm(found.world)
        steps = found.shortest.split(".") if found.shortest else []
        assert len(steps) == found.world.now
