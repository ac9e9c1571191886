"""RedisNodes on real servers: each fault, and a replica's failover."""

import pytest
from labs.redis_nodes import RedisNodes
from labs.redis_server import RedisServer, command
from labs.waiting import wait_until
from redis.exceptions import ConnectionError, TimeoutError

pytestmark = pytest.mark.usefixtures("redis_program")


def test_five_nodes_are_independent():
    with RedisNodes(5) as redis:
        assert len(redis) == 5
        for number in range(5):
            assert redis[number].client().set("lock", number, nx=True)
        assert [redis[n].client().get("lock") for n in range(5)] == list("01234")
        assert len({redis[n].process.pid for n in range(5)}) == 5


def test_a_killed_node_refuses_and_returns_empty():
    with RedisNodes(2) as redis:
        redis[0].client().set("lock", "ann")
        redis.kill(0)
        with pytest.raises(ConnectionError):
            redis[0].client().get("lock")
        assert redis[1].client().ping()
        redis.restart(0, empty=True)
        assert redis[0].client().get("lock") is None


def test_a_persistent_node_keeps_every_write_unless_restarted_empty():
    with RedisNodes(1, persist=True) as redis:
        redis[0].client().set("lock", "ann")
        redis.kill(0)
        redis.restart(0)
        assert redis[0].client().get("lock") == "ann"
        redis.restart(0, empty=True)
        assert redis[0].client().get("lock") is None


def test_a_forgetful_node_cannot_be_asked_to_remember():
    with RedisNodes(1) as redis:
        with pytest.raises(ValueError, match="empty=True"):
            redis.restart(0)
        assert redis[0].client().ping()


def test_a_frozen_node_times_out_and_does_what_was_sent_when_it_wakes():
    with RedisNodes(1) as redis:
        early = redis[0].client()
        early.ping()  # a new connection would wait for its greeting and send nothing
        redis.pause(0)
        with pytest.raises(TimeoutError):
            early.set("lock", "ann")
        redis.resume(0)
        client = redis[0].client(timeout=5)
        wait_until(lambda: client.get("lock") == "ann", "the late write")


def test_a_lock_ends_with_its_time_to_live():
    with RedisNodes(1) as redis:
        client = redis[0].client()
        assert client.set("lock", "ann", nx=True, px=50)
        assert not client.set("lock", "bob", nx=True)
        wait_until(lambda: client.set("lock", "bob", nx=True), "the lock to be free")


def test_a_replica_copies_and_a_cut_then_promotion_makes_two_holders():
    with RedisNodes(replica=True) as redis:
        master, replica = redis[0].client(2), redis[1].client(2)
        master.set("seen", 1)
        assert master.wait(1, 1000) == 1
        assert replica.get("seen") == "1"
        redis.cut()
        assert master.set("lock", "ann", nx=True)
        assert master.wait(1, 20) == 0
        assert replica.get("lock") is None
        redis.promote(1)
        assert replica.set("lock", "bob", nx=True)
        assert master.get("lock") == "ann"


def test_a_healed_link_delivers_what_was_held():
    with RedisNodes(replica=True) as redis:
        redis.cut()
        redis[0].client().set("late", 1)
        assert redis[1].client().get("late") is None
        redis.heal()
        wait_until(lambda: redis[1].client().get("late") == "1", "the replica")


def test_a_killed_master_leaves_a_replica_that_can_be_promoted():
    with RedisNodes(replica=True) as redis:
        master = redis[0].client()
        master.set("copied", 1)
        assert master.wait(1, 1000) == 1
        redis.kill(0)
        redis.promote(1)
        assert redis[1].client().get("copied") == "1"
        assert redis[1].client().set("lock", "bob", nx=True)


def test_host_and_port_of_a_master_are_two_words():
    # Redis 6 refuses them as one; Redis 7 takes both.
    words = command("redis-server", 7001, master_port=7000)
    assert words[-3:] == ["--replicaof", "127.0.0.1", 7000]
    assert "--replicaof" not in command("redis-server", 7001)


@pytest.mark.parametrize("count", [0, -1, 1.5, "2", None, True])
def test_a_number_of_nodes_is_a_whole_number(count):
    with pytest.raises((ValueError, TypeError), match="count must be"):
        RedisNodes(count)


def test_a_node_that_does_not_exist_is_named():
    with RedisNodes(2, persist=True) as redis:
        assert [node.port for node in redis] == [redis[0].port, redis[-1].port]
        with pytest.raises(IndexError, match="numbered from 0 to 1"):
            redis[2]
        for ask in (redis.kill, redis.restart, redis.pause, redis.resume):
            for number in (2, -1, "1"):
                with pytest.raises((ValueError, TypeError), match="number must be"):
                    ask(number)
        assert redis[1].client().ping()


def test_only_a_replica_has_a_link_and_can_be_promoted():
    with RedisNodes(2) as redis:
        for ask in (redis.cut, redis.heal, redis.promote):
            with pytest.raises(ValueError, match="replica=True"):
                ask()


@pytest.mark.parametrize("timeout", [0, -1, None, "1"])
def test_a_client_has_a_time_limit(timeout):
    with pytest.raises((ValueError, TypeError), match="timeout must be"):
        RedisServer(1, None).client(timeout=timeout)


def test_there_are_no_nodes_outside_the_block():
    redis = RedisNodes(replica=True)
    for ask in (lambda: redis[0], lambda: redis.kill(0), redis.cut, redis.promote):
        with pytest.raises(RuntimeError, match="use it inside its `with` block"):
            ask()


def test_nodes_used_again_remember_nothing():
    redis = RedisNodes(replica=True, persist=True)
    with redis:
        redis[0].client().set("lock", "ann")
        redis.cut()
        redis.promote()
    with redis:
        assert redis[0].client().get("lock") is None
        redis[0].client().set("lock", "bob")
        wait_until(lambda: redis[1].client().get("lock") == "bob", "the replica")


def test_three_nodes_and_a_replica_are_a_contradiction():
    with pytest.raises(ValueError, match="one replica"):
        RedisNodes(3, replica=True)
