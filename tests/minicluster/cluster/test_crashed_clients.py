"""Clients that a crash stops half-way."""

import gc
import sys

import pytest
from minicluster import Crash, Node, World, call, reach, sleep


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


def crashing(restart=5_000):
    world = World(seed=1, faults=[Crash("ann", at=3_000, restart=restart)])

    def worker():
        yield call("n1", "lock")
        try:
            yield call("n1", "work")
        finally:
            world.note("ann", "unlock")
            yield call("n1", "unlock")

    world.add(Echo("n1"))
    world.start("ann", worker)
    return world


@pytest.mark.parametrize(("restart", "unlocked"), [(None, 0), (5_000, 1)])
def test_a_crashed_client_does_nothing_more(restart, unlocked):
    world = crashing(restart)
    world.run()

    assert [event.kind for event in world.trace].count("note") == unlocked


def test_nothing_is_said_of_clients_that_stand_half_way(monkeypatch):
    said = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)

    crashing(restart=None).run()
    crashing(restart=5_000).run()
    reach(crashing, lambda world: True)
    gc.collect()

    assert said == []


def taking(tasks):
    done = []
    while tasks:
        done.append((yield call("n1", tasks.pop())))
    return tuple(done)


def test_a_client_starts_again_with_its_arguments_as_they_were():
    world = World(seed=1, faults=[Crash("ann", at=3_000, restart=5_000)])
    world.add(Echo("n1"))
    world.start("ann", taking, ["last", "first"])
    world.run()

    assert world.results == {"ann": ("first", "last")}


def test_a_search_gives_each_client_its_arguments_as_they_were():
    def make():
        world = World(seed=1)
        world.add(Echo("n1"))
        tasks = ["last", "first"]
        world.start("ann", taking, tasks)
        world.start("bob", taking, tasks)
        return world

    found = reach(make, lambda world: True, outcome=lambda w: tuple(w.results.items()))

    both = (("ann", ("first", "last")), ("bob", ("first", "last")))
    assert found.outcomes == {both: 1}


def test_a_node_that_a_client_is_given_is_no_copy():
    def watch(node):
        yield sleep(4_000)
        return node

    world = World(seed=1, faults=[Crash("ann", at=3_000, restart=5_000)])
    world.add(Echo("n1"))
    world.start("ann", watch, world.nodes["n1"])
    world.run()

    assert world.results["ann"] is world.nodes["n1"]


def test_a_client_that_is_under_way_is_not_searched():
    def make():
        world = crashing()
        world.run(until=1_000)
        return world

    with pytest.raises(ValueError, match="'ann' is under way already: let make"):
        reach(make, lambda world: True)
