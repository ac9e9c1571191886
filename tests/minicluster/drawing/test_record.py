"""A recorded run: what was stored, believed and leased, and nothing else changed."""

import pytest
from minicluster import ClockJump, Crash, Node, World, call, record, sleep
from pictures import Echo, talk
from redlock import File, LockServer, holds, paused_world, worker


def seen(world, kind):
    return [(e.time, e.who, e.what, e.until) for e in world.trace if e.kind == kind]


def test_a_stored_value_lasts_until_the_next():
    world = World(seed=1)
    world.add(Echo("n1"))
    world.start("ann", talk, "one", "two")
    record(world, stored={"n1": "heard"})

    assert seen(world, "value") == [
        (0, "n1", "nothing", 1_000),
        (1_000, "n1", "one", 4_000),
        (4_000, "n1", "two", None),
    ]


def test_a_crash_ends_what_is_stored():
    world = World(seed=1, faults=[Crash("n1", at=2_500, restart=9_000)])
    world.add(Echo("n1"))
    world.start("ann", talk, "one")
    record(world, stored={"n1": lambda node: node.heard})

    assert seen(world, "value")[1:] == [
        (1_000, "n1", "one", 2_500),
        (9_000, "n1", "nothing", None),
    ]


def test_a_belief_lasts_as_long_as_the_variables_say_so():
    world = paused_world()

    assert seen(world, "belief") == [
        (4_000, "Ann", "holds lease 1", 72_000),
        (39_000, "Bob", "holds lease 2", 51_000),
    ]


def test_a_lease_ends_when_its_time_is_up_though_nothing_else_happens():
    assert seen(paused_world(), "span") == [
        (2_000, "locks", "lease 1", 32_000),
        (37_000, "locks", "lease 2", 67_000),
    ]


def test_harm_begins_when_the_lease_is_up():
    assert seen(paused_world(), "harm") == [
        (32_000, "Ann", "Ann's lease is over", 72_000)
    ]


def test_a_clock_that_jumps_moves_the_end_of_a_lease():
    world = World(seed=1, faults=[ClockJump("locks", at=5_000, by=10_000)])
    world.add(LockServer("locks"), File("file"))
    world.start("Ann", worker, "Ann's work")
    record(world, leases={"locks": lambda node: ("lease", node.expiry)})

    assert seen(world, "span") == [(1_000, "locks", "lease", 21_000)]


def test_a_run_may_end_early():
    world = World(seed=1)
    world.add(LockServer("locks"), File("file"))
    world.start("Ann", worker, "Ann's work")
    record(world, believed={"Ann": holds}, until=3_000)

    assert world.now == 3_000
    assert seen(world, "belief") == [(2_000, "Ann", "holds lease 1", None)]


def test_a_world_runs_as_it_does_without_a_record():
    def run(go):
        world = World(seed=3, loss=0.3, latency=lambda s, *ends: s.randint(1, 900))
        world.add(Echo("n1"))
        world.start("ann", talk, *"abcdef")
        go(world)
        return [e for e in world.trace if e.kind not in ("value", "belief")]

    recorded = run(lambda world: record(world, stored={"n1": "heard"}))
    assert recorded == run(lambda world: world.run())


def test_a_server_has_no_beliefs():
    world = World(seed=1)
    world.add(Echo("n1"))

    with pytest.raises(ValueError, match="'n1' is no client"):
        record(world, believed={"n1": dict})


def test_a_name_that_is_not_there_is_refused():
    world = World(seed=1)
    world.add(Node("n1"))

    with pytest.raises(ValueError, match="no 'n2' in this world, only n1"):
        record(world, stored={"n2": "name"})


def test_what_a_client_returned_can_be_believed():
    def asker():
        yield sleep(500)
        answer = yield call("n1", "hello")
        return f"heard {answer}"

    world = World(seed=1)
    world.add(Echo("n1"))
    world.start("ann", asker)
    record(world, believed={"ann": lambda variables: variables.get("result")})

    assert seen(world, "belief") == [(2_500, "ann", "heard hello", None)]
