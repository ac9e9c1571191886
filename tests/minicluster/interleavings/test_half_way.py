"""Clients that are left half-way, with a lock in their hands."""

import gc
import sys

import pytest
from minicluster import When, explore, lattice, replay


def worker(mine, other, name):
    yield When("take one", lambda: mine["owner"] is None)
    mine["owner"] = name
    try:
        yield When("take the other", lambda: other["owner"] is None)
        other["owner"] = name
        yield "work"
        other["owner"] = None
    finally:
        yield "give it back"
        mine["owner"] = None


def crossing():
    one, other = {"owner": None}, {"owner": None}
    clients = {"ann": worker(one, other, "ann"), "bob": worker(other, one, "bob")}
    return {"one": one, "other": other}, clients


def holding():
    lock = {"owner": None}

    def holder():
        yield "take"
        lock["owner"] = "ann"
        try:
            yield "work"
        finally:
            lock["owner"] = None

    return lock, {"ann": holder()}


@pytest.mark.parametrize("options", [{}, {"merge": True}, {"preemptions": 1}])
def test_a_client_may_yield_in_a_finally_block(options):
    found = explore(crossing, **options)

    assert (found.deadlocks, found.shortest) == (2, "01")


def test_such_a_race_has_a_graph_and_a_lattice():
    found = explore(crossing)

    assert found.graph().fewest_moves() == 2
    assert lattice(found).log == ["ann: take one", "bob: take one"]


def test_a_replayed_state_is_that_of_the_last_step():
    """Who is let go later gives its lock back; that is no part of the run."""
    run = replay(holding, "0")
    gc.collect()

    assert run.state == {"owner": "ann"}


def test_nothing_is_said_of_clients_that_are_let_go(monkeypatch):
    said = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)

    explore(crossing)
    explore(crossing, limit=1)
    explore(crossing, merge=True, limit=3)
    replay(crossing, "01")
    gc.collect()

    assert said == []


def test_an_error_of_a_finally_block_is_heard():
    def clumsy():
        try:
            yield When("wait for ever", lambda: False)
        finally:
            raise RuntimeError("dropped")

    with pytest.raises(RuntimeError, match="dropped"):
        explore(lambda: ({}, {"ann": clumsy()}))
