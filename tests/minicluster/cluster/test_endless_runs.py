"""A run that does not end, or makes no progress, says who keeps it going."""

import pytest
from minicluster import Node, RunError, World, begin, call, end, sleep


class Heart(Node):
    def on_start(self):
        self.set_timer("beat", 1_000)

    def on_timer(self, name):
        self.set_timer("beat", 1_000)


class Timer(Node):
    def on_start(self):
        self.set_timer("now", 0)

    def on_timer(self, name):
        self.set_timer("now", 0)


def sleeper():
    while True:
        yield sleep(0)


def caller():
    while (yield call("n1", "hello", timeout=0)) is None:
        pass


def marker():
    while True:
        yield begin("read")
        yield end()


def world_of(*nodes):
    world = World(seed=1)
    world.add(*nodes)
    return world


def test_a_heart_that_beats_for_ever_is_named():
    world = world_of(Heart("n1"), Node("n2"))

    with pytest.raises(
        RunError,
        match=r"5,000 events and no end at \d+ µs: 'n1' keeps "
        r"the run going\. Give the run an end, run\(until=\.\.\.\)",
    ):
        world.run(limit=5_000)


def test_an_end_that_is_too_far_is_named():
    world = world_of(Heart("n1"))

    with pytest.raises(RunError, match="Give it an earlier end, or a higher limit"):
        world.run(until=10**9, limit=5_000)


def test_a_run_with_an_end_ends():
    world = world_of(Heart("n1"))

    world.run(until=10_000)

    assert world.now == 10_000


def test_a_run_of_as_many_events_as_the_limit_ends():
    world = world_of()
    for _ in range(10):
        world.after(5, int)

    world.run(limit=11)

    assert world.now == 5


def test_a_queue_without_events_is_named_as_such():
    world = world_of()

    def again():
        world.after(1, again)

    world.after(1, again)

    with pytest.raises(RunError, match="100 events and no end at 100 µs: the queue"):
        world.run(limit=100)


@pytest.mark.parametrize("until", [None, 1_000])
@pytest.mark.parametrize(
    ("fill", "who"),
    [
        (lambda world: world.start("ann", sleeper), "timer 'wake' of ann"),
        (lambda world: world.start("ann", caller), "timer 'wake' of ann"),
        (lambda world: world.add(Timer("n2")), "timer 'now' of n2"),
    ],
    ids=["sleep", "call", "timer"],
)
def test_a_loop_that_takes_no_time_is_named(fill, who, until):
    world = world_of(Node("n1"))
    fill(world)

    with pytest.raises(RunError, match=rf"at 0 µs and time stands still.*{who}\. Let"):
        world.run(until=until)


def test_messages_that_take_no_time_are_no_progress():
    class Player(Node):
        def on_message(self, request, message):
            self.reply(request, message)

    world = World(seed=1, latency=0)
    world.add(Player("n1"), Player("n2"))
    world.nodes["n1"].send("n2", "ball")

    with pytest.raises(RunError, match=r"time stands still.*message 'ball' from n"):
        world.run()


def test_much_at_one_moment_is_no_loop():
    world = world_of()
    for _ in range(50_000):
        world.after(5, int)

    world.run()

    assert world.now == 5


def test_operations_without_end_are_named():
    world = world_of()
    world.start("ann", marker)

    with pytest.raises(RunError, match="client 'ann' marks operations without end"):
        world.run()


def test_what_a_handler_raises_carries_the_time_the_seed_and_the_message():
    class Fragile(Node):
        def on_message(self, request, message):
            assert message != "hello"

    def asker():
        yield call("n1", "hello")

    world = world_of(Fragile("n1"))
    world.start("ann", asker)

    with pytest.raises(AssertionError) as caught:
        world.run()

    assert caught.value.__notes__ == [
        "at 1000 µs, seed=1: message 'hello' from ann to n1"
    ]
