"""Raft in small: the same class in time, with faults, and in every order."""

import pytest
from minicluster import Crash, Partition, reach
from raft import MS, Forgetful, Raft, cluster, committed_agree, one_leader_a_term


def jittered(stream, source, destination, message):
    return stream.uniform(1 * MS, 20 * MS)


@pytest.mark.parametrize("seed", range(60))
def test_a_cluster_in_trouble_agrees(seed):
    faults = [
        Partition({"n1"}, {"n2", "n3"}, at=800 * MS, until=1_600 * MS),
        Crash("n2", at=1_700 * MS, restart=2_200 * MS),
    ]
    world = cluster(seed=seed, latency=jittered, loss=0.05, faults=faults)

    for until in range(100, 4_000, 100):
        world.run(until=until * MS)
        assert one_leader_a_term(world)
        assert committed_agree(world)

    assert any(node.committed for node in world.nodes.values())


def test_one_term_has_one_leader_in_every_order():
    found = reach(lambda: cluster(most_terms=1), one_leader_a_term, limit=20_000)

    assert found.ok
    assert found.states > 5_000


def test_a_vote_that_is_forgotten_in_a_crash_makes_two_leaders():
    def make(kind):
        return lambda: cluster(kind, 1, faults=[Crash("n3", at=0, restart=1)])

    forgetful = reach(make(Forgetful), one_leader_a_term, limit=40_000)
    durable = reach(make(Raft), one_leader_a_term, limit=40_000)

    assert not forgetful.ok
    steps = [str(event) for event in forgetful.world.trace]
    assert "n3: crash" in steps
    assert "n3: restart" in steps
    assert durable.ok


def test_the_picture_of_a_run_tells_who_leads():
    world = cluster(latency=10 * MS)
    world.run(until=1_000 * MS)

    roles = [(event.who, event.what) for event in world.trace if event.kind == "role"]

    leaders = [who for who, role in roles if role == "leader"]
    assert len(leaders) == 1
    assert roles.count((leaders[0], "candidate")) == 1
