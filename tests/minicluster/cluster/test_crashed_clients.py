"""Clients that a crash stops half-way."""

import gc
import sys

import pytest
from minicluster import Crash, Node, World, call, reach


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


def worker(log):
    yield call("n1", "lock")
    try:
        yield call("n1", "work")
    finally:
        if log is not None:
            log.append("unlock")
        yield call("n1", "unlock")
    return "done"


def crashing(log, restart=5_000):
    world = World(seed=1, faults=[Crash("ann", at=3_000, restart=restart)])
    world.add(Echo("n1"))
    world.start("ann", worker, log)
    return world


@pytest.mark.parametrize(("restart", "unlocked"), [(None, 0), (5_000, 1)])
def test_a_crashed_client_does_nothing_more(restart, unlocked):
    log = []
    world = crashing(log, restart)
    world.run()

    assert len(log) == unlocked


def test_nothing_is_said_of_clients_that_stand_half_way(monkeypatch):
    said = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)

    crashing([], restart=None).run()
    crashing([], restart=5_000).run()
    reach(lambda: crashing(None), lambda world: True)
    gc.collect()

    assert said == []
