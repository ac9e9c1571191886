"""EtcdCluster on real members: quorums, partitions with everyone alive, faults."""

import socket

import pytest
from labs.etcd import EtcdCluster
from labs.etcd_client import EtcdUnavailable
from labs.guard import processes_in
from labs.processes import free_ports
from labs.waiting import wait_until

pytestmark = pytest.mark.usefixtures("etcd_program")


@pytest.fixture(scope="module")
def trio(etcd_program):
    with EtcdCluster(3) as etcd:
        yield etcd


@pytest.fixture
def whole(trio):
    """Three members, all of them alive and well again after each test."""
    yield trio
    trio.heal()
    for number, member in trio.members.items():
        if not member.process.alive:
            trio.restart(number)
        trio.resume(number)
    for number in trio.members:
        wait_until(
            lambda number=number: trio.client(number, timeout=5).put("w", "1") is None,
            f"member {number} to accept a write",
            deadline=20,
            ignore=(EtcdUnavailable,),
        )


def followers(etcd):
    return [number for number in etcd.members if number != etcd.leader()]


def test_every_member_answers_what_any_member_was_told(whole):
    whole.client(1).put("lock", "ann")
    assert [whole.client(n).get("lock") for n in (1, 2, 3)] == ["ann"] * 3
    assert whole.client(2).get("nothing") is None
    assert whole.leader() in (1, 2, 3)


def test_a_transaction_writes_only_what_it_expected(whole):
    client = whole.client(1)
    assert client.txn("race", None, "ann")
    assert not client.txn("race", None, "bob")
    assert not client.txn("race", "bob", "cid")
    assert client.txn("race", "ann", "bob")
    assert client.get("race") == "bob"


def test_a_lease_takes_its_keys_with_it(whole):
    client = whole.client(1)
    lease = client.lease(60)
    client.put("leased", "ann", lease=lease)
    assert client.get("leased") == "ann"
    assert client.keep_alive(lease) == 60
    client.revoke(lease)
    assert client.get("leased") is None
    assert client.keep_alive(lease) == 0


def test_a_lease_ends_by_itself(whole):
    client = whole.client(1)
    client.put("leased", "ann", lease=client.lease(1))
    wait_until(lambda: client.get("leased") is None, "the lease to end", deadline=20)


def test_a_refusal_says_why(whole):
    with pytest.raises(EtcdUnavailable, match=r"lease/revoke .* lease not found"):
        whole.client(1).revoke(12345)


def test_a_killed_leader_is_replaced_and_catches_up_after_its_restart(whole):
    old = whole.leader()
    whole.kill(old)
    new = whole.leader()
    assert new != old
    whole.client(new, timeout=5).put("missed", "yes")
    whole.restart(old)
    wait_until(
        lambda: whole.client(old).get("missed", serializable=True) == "yes",
        "the old leader to catch up",
    )


def test_a_paused_leader_is_replaced_and_reads_stale_when_it_wakes(whole):
    old = whole.leader()
    whole.client(old).put("key", "old")
    whole.pause(old)
    new = whole.leader()
    assert new != old
    whole.client(new, timeout=5).put("key", "new")
    with pytest.raises(EtcdUnavailable):
        whole.client(old, timeout=0.2).get("key", serializable=True)
    whole.resume(old)
    # It may refuse, since it learns only now that it leads no more; what it must not do
    # is answer from what it knew.
    answer = wait_until(
        lambda: whole.client(old).get("key"),
        "the old leader to answer",
        ignore=(EtcdUnavailable,),
    )
    assert answer == "new"


def test_without_a_majority_only_serializable_reads_are_answered(whole):
    one, *rest = whole.members
    whole.client(one).put("key", "kept")
    wait_until(
        lambda: whole.client(one).get("key", serializable=True) == "kept", "the write"
    )
    for number in rest:
        whole.pause(number)
    client = whole.client(one, timeout=0.3)
    assert client.get("key", serializable=True) == "kept"
    with pytest.raises(EtcdUnavailable):
        client.get("key")
    with pytest.raises(EtcdUnavailable):
        client.put("key", "refused")
    with pytest.raises(TimeoutError, match="majority"):
        whole.leader(deadline=0.1)


def test_a_partition_needs_each_member_once(whole):
    for groups in [({1}, {2}), ({1, 2}, {2, 3}), ({1, 2, 3}, {4})]:
        with pytest.raises(ValueError, match="in one group"):
            whole.partition(*groups)


def test_an_empty_value_is_a_value(whole):
    client = whole.client(1)
    client.put("note", "")
    assert client.get("note") == ""
    assert client.txn("note", "", "ann")
    assert client.get("note") == "ann"


def test_groups_are_sets_of_members(whole):
    with pytest.raises(TypeError, match="groups are sets of members"):
        whole.partition(1, 2, 3)


@pytest.mark.parametrize("number", [0, 4, -1, "1", 1.0])
def test_a_member_that_does_not_exist_is_named(whole, number):
    for ask in ("client", "kill", "restart", "pause", "resume"):
        with pytest.raises((ValueError, TypeError), match="number must be"):
            getattr(whole, ask)(number)


def test_there_are_no_members_outside_the_block():
    etcd = EtcdCluster(3)
    asks = [
        lambda: etcd.client(1),
        lambda: etcd.kill(1),
        lambda: etcd.partition({1}, {2, 3}),
        etcd.heal,
        etcd.leader,
    ]
    for ask in asks:
        with pytest.raises(RuntimeError, match="use it inside its `with` block"):
            ask()


def test_a_cluster_used_again_after_a_partition_is_whole():
    etcd = EtcdCluster(3)
    with etcd:
        etcd.client(1).put("old", "yes")
        etcd.partition({1}, {2, 3})
    with etcd:
        etcd.client(1).put("key", "value")
        assert etcd.client(2).get("key") == "value"
        assert etcd.client(3).get("old") is None


def test_a_partition_lets_the_majority_write_and_the_minority_read_the_past():
    with EtcdCluster(5) as etcd:
        old = etcd.leader()
        minority = {old, followers(etcd)[0]}
        majority = set(etcd.members) - minority
        etcd.client(old).put("key", "old")
        for number in minority:
            assert etcd.client(number).get("key") == "old"
        etcd.partition(minority, majority)
        new = etcd.leader()
        assert new in majority
        etcd.client(new, timeout=5).put("key", "new")
        for number in majority:
            assert etcd.client(number, timeout=5).get("key") == "new"
        for number in minority:
            client = etcd.client(number, timeout=0.5)
            assert client.get("key", serializable=True) == "old"
            with pytest.raises(EtcdUnavailable):
                client.get("key")
            with pytest.raises(EtcdUnavailable):
                client.put("refused", "yes")
        assert all(member.process.alive for member in etcd.members.values())
        etcd.heal()
        for number in minority:
            wait_until(
                lambda number=number: (
                    etcd.client(number).get("key", serializable=True) == "new"
                ),
                f"member {number} to catch up",
                deadline=20,
            )


def test_a_port_taken_meanwhile_is_no_error(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        ports = free_ports(6)
        ports[3] = holder.getsockname()[1]
        offers = iter([ports])
        monkeypatch.setattr(
            "labs.sandbox.free_ports",
            lambda count: next(offers, None) or free_ports(count),
        )
        with EtcdCluster(3) as etcd:
            assert next(offers, "used") == "used"
            etcd.client(1).put("key", "value")
    assert not processes_in(etcd.directory)


def test_an_ordinary_user_can_partition(as_nobody):
    (output, errors), status = as_nobody("""
from labs.etcd import EtcdCluster
from labs.etcd_client import EtcdUnavailable
with EtcdCluster(3) as etcd:
    old = etcd.leader()
    etcd.partition({old}, set(etcd.members) - {old})
    new = etcd.leader()
    etcd.client(new, timeout=5).put("key", "new")
    try:
        etcd.client(old, timeout=0.5).put("key", "refused")
    except EtcdUnavailable:
        print(new != old, etcd.client(old).get("key", serializable=True))
""")
    assert (output, errors, status) == ("True None\n", "", 0)
