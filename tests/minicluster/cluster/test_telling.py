"""Nodes that tell what they think, take roles, draw delays, keep what is durable."""

import pytest
from minicluster import Crash, Node, World, call


class Server(Node):
    def on_start(self):
        self.become("follower")
        self.set_timer("election", self.stream.randrange(1_000, 2_000))

    def on_timer(self, name):
        self.note("nobody leads")
        self.become("leader")


def test_notes_and_roles_stand_in_the_trace():
    world = World(seed=1)
    world.add(Server("n1"))
    world.run()

    told = [(e.kind, e.who, e.what) for e in world.trace if e.kind != "timer"]

    assert told == [
        ("role", "n1", "follower"),
        ("note", "n1", "nobody leads"),
        ("role", "n1", "leader"),
    ]
    assert world.nodes["n1"].role == "leader"


def test_a_role_that_is_taken_again_is_told_once():
    world = World(seed=1)
    world.add(Server("n1"))
    world.nodes["n1"].become("follower")

    assert len(world.trace) == 1


def test_a_crash_takes_the_role():
    world = World(seed=1, faults=[Crash("n1", at=5_000, restart=6_000)])
    world.add(Server("n1"))
    world.run(until=6_500)

    assert world.nodes["n1"].role == "follower"


def test_each_node_has_a_stream_of_its_own():
    def delays(names):
        world = World(seed=1)
        world.add(*[Server(name) for name in names])
        world.run()
        return {e.who: e.time for e in world.trace if e.kind == "timer"}

    alone, together = delays(["n1"]), delays(["n2", "n1"])

    assert alone["n1"] == together["n1"] != together["n2"]


def test_what_a_node_says_to_a_client_unasked_is_refused():
    class Pusher(Node):
        def on_message(self, request, message):
            self.send(request.source, "by the way")

    def ann():
        yield call("n1", "hello")

    world = World(seed=1)
    world.add(Pusher("n1"))
    world.start("ann", ann)

    with pytest.raises(ValueError, match=r"'by the way' from n1 to ann, which is no"):
        world.run()


def test_a_durable_attribute_that_is_not_there_is_named():
    class Forgetful(Node):
        durable = ("log",)

    world = World(seed=1, faults=[Crash("n1", at=1, restart=2)])
    world.add(Forgetful("n1"))

    with pytest.raises(ValueError, match=r"node 'n1' has no durable 'log': set it in"):
        world.run()


def test_a_request_may_be_answered_later():
    class Slow(Node):
        def on_message(self, request, message):
            self.request = request
            self.set_timer("think", 5_000)

        def on_timer(self, name):
            self.reply(self.request, "at last")

    def ann():
        return (yield call("n1", "hello"))

    world = World(seed=1)
    world.add(Slow("n1"))
    world.start("ann", ann)
    world.run()

    assert world.results == {"ann": "at last"}
    assert world.now == 7_000


def test_results_are_in_the_order_of_the_starts():
    def client(delay):
        yield call("n1", "x", timeout=delay)
        return delay

    world = World(seed=1)
    world.add(Node("n1"))
    world.start("ann", client, 500)
    world.start("bob", client, 100)
    world.run()

    assert list(world.results.items()) == [("ann", 500), ("bob", 100)]
