"""The simulated cluster: time, messages, faults, clients."""

import hashlib
import threading
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minicluster import (
    ClockJump,
    Crash,
    Cut,
    HistoryError,
    Node,
    Partition,
    Pause,
    World,
    begin,
    call,
    end,
    history,
    sleep,
)
from storm import Counter, adder, storm, world_of, written


def kinds(world, *wanted):
    return [event for event in world.trace if event.kind in wanted]


def test_a_reply_comes_after_two_latencies():
    world = world_of(Counter("n1"), latency=700)
    world.start("ann", adder, "n1", "n1")

    world.run()

    assert world.results == {"ann": [1, 2]}
    assert world.now == 2800


def test_ties_are_broken_by_the_order_of_asking():
    world, done = World(seed=1), []
    for name in "abc":
        world.after(5, done.append, name)

    world.run()

    assert done == ["a", "b", "c"]


def test_run_until_stops_there_and_can_go_on():
    world, done = World(seed=1), []
    world.after(10, done.append, "ten")
    world.after(11, done.append, "eleven")

    world.run(until=10)

    assert (done, world.now) == (["ten"], 10)
    world.run()
    assert (done, world.now) == (["ten", "eleven"], 11)


@pytest.mark.parametrize("delay", [-1, 0.5, None, True])
def test_a_delay_that_is_no_time_is_refused(delay):
    with pytest.raises(ValueError, match="round it to whole microseconds"):
        World(seed=1).after(delay, print)


@pytest.mark.parametrize("until", [10.5, "10"])
def test_an_end_that_is_no_time_is_refused(until):
    with pytest.raises(ValueError, match="round it to whole microseconds"):
        World(seed=1).run(until=until)


@given(st.integers())
def test_the_same_seed_gives_the_same_trace(seed):
    assert storm(seed).trace == storm(seed).trace


def test_the_trace_is_the_same_on_every_python():
    """CPython 3.11 to 3.14 and Pyodide 314 gave this."""
    traced = written(storm(1))

    assert hashlib.sha256(traced.encode()).hexdigest()[:16] == "94f2ac563ba58006"


def test_another_seed_gives_another_trace():
    assert storm(1).trace != storm(2).trace


def test_a_stream_is_not_moved_by_another():
    one, other = World(seed=7), World(seed=7)
    one.stream("clients").random()

    assert one.stream("faults").random() == other.stream("faults").random()


def test_a_latency_is_rounded_to_whole_microseconds():
    world = world_of(
        Counter("n1"), latency=lambda stream, *_: stream.paretovariate(1.5) * 100
    )
    world.start("ann", adder, "n1", "n1", "n1")

    world.run()

    times = {event.time for event in world.trace}
    assert {type(time) for time in times} == {int}
    assert len(times) == 7


@pytest.mark.parametrize("chance", [{"loss": 10}, {"duplication": -0.5}])
def test_what_is_no_probability_is_refused(chance):
    with pytest.raises(ValueError, match="give a probability, from 0 to 1"):
        World(seed=1, **chance)


def test_a_lost_message_leaves_the_caller_to_its_timeout():
    world = world_of(Counter("n1"), loss=1)
    world.start("ann", partial(adder, "n1", timeout=5_000))

    world.run()

    assert world.results["ann"] == [None]
    assert world.now == 5_000


def test_a_doubled_message_arrives_twice_and_is_answered_once():
    world = world_of(Counter("n1"), duplication=1)
    world.start("ann", adder, "n1")

    world.run()

    assert world.results["ann"] == [1]
    assert len([e for e in kinds(world, "receive") if e.who == "n1"]) == 2


def test_a_late_reply_is_not_taken_for_another_call():
    class Slow(Counter):
        def on_message(self, request, message):
            self.total += 1
            self.set_timer(str(self.total), 3_000 if self.total == 1 else 100)
            self.owed = [*getattr(self, "owed", []), (request, self.total)]

        def on_timer(self, name):
            owed = [pair for pair in self.owed if str(pair[1]) == name]
            self.reply(*owed[0])

    world = world_of(Slow("n1"), latency=100)
    world.start("ann", partial(adder, "n1", "n1", timeout=2_900, rest=190))

    world.run()

    assert world.results["ann"] == [None, 2]


def test_a_call_to_many_returns_when_enough_have_answered():
    def asker():
        replies = yield call(["n1", "n2", "n3"], 1, quorum=2, timeout=9_000)
        return replies

    slow = [Pause("n1", at=0, duration=8_000)]
    world = world_of(Counter("n1"), Counter("n2"), Counter("n3"), faults=slow)
    world.start("ann", asker)

    world.run()

    assert world.results["ann"] == {"n2": 1, "n3": 1}


def test_a_call_to_many_returns_what_came_before_the_timeout():
    def asker():
        return (yield call(["n1", "n2"], 1, timeout=9_000))

    world = world_of(Counter("n1"), Counter("n2"), faults=[Crash("n1", at=0)])
    world.start("ann", asker)

    world.run()

    assert world.results["ann"] == {"n2": 1}


def test_a_cut_link_delivers_nothing():
    world = world_of(Counter("n1"), faults=[Cut("ann", "n1", at=0, until=10_000)])
    world.start("ann", partial(adder, "n1", "n1", timeout=10_000, rest=1))

    world.run()

    assert world.results["ann"] == [None, 1]


def test_a_cut_takes_what_is_on_its_way():
    world = world_of(Counter("n1"), faults=[Cut("ann", "n1", at=500, until=600)])
    world.start("ann", partial(adder, "n1", timeout=5_000))
    world.run()
    assert world.results["ann"] == [1]

    world = world_of(Counter("n1"), faults=[Cut("ann", "n1", at=500, until=1_500)])
    world.start("ann", partial(adder, "n1", timeout=5_000))
    world.run()
    assert world.results["ann"] == [None]


def test_a_one_way_cut_lets_requests_through_and_loses_replies():
    cut = Cut("n1", "ann", at=0, one_way=True)
    node = Counter("n1")
    world = world_of(node, faults=[cut])
    world.start("ann", partial(adder, "n1", timeout=5_000))

    world.run()

    assert node.total == 1
    assert world.results["ann"] == [None]


class Beeper(Node):
    beeps = 0
    disk = ()

    def on_start(self):
        self.set_timer("beep", 1_000)

    def on_timer(self, name):
        self.beeps += 1
        self.disk = (*self.disk, self.clock())
        self.set_timer("beep", 1_000)


@pytest.mark.parametrize(
    ("durable", "beeps", "disk"),
    [
        (("disk", "beeps"), 4, (1_000, 2_000, 6_500, 7_500)),
        ((), 2, (6_500, 7_500)),
        (("disk",), 2, (1_000, 2_000, 6_500, 7_500)),
    ],
)
def test_a_restarted_node_has_what_is_durable_and_nothing_else(durable, beeps, disk):
    node = Beeper("n1")
    node.durable = durable
    world = world_of(node, faults=[Crash("n1", at=2_500, restart=5_500)])

    world.run(until=8_000)

    assert (node.beeps, node.disk) == (beeps, disk)


def test_a_crashed_node_gets_no_message_and_no_timer():
    node = Beeper("n1")
    world = world_of(node, faults=[Crash("n1", at=2_500)])
    world.start("ann", partial(adder, "n1", timeout=500), delay=3_000)

    world.run(until=8_000)

    assert node.beeps == 2
    assert world.results["ann"] == [None]
    assert len(kinds(world, "lost")) == 1


def test_a_pause_loses_nothing_and_delays_everything():
    node = Counter("n1")
    world = world_of(node, faults=[Pause("n1", at=500, duration=9_500)])
    world.start("ann", adder, "n1")
    world.start("bob", adder, "n1")

    world.run()

    assert world.results == {"ann": [1], "bob": [2]}
    assert {e.time for e in kinds(world, "receive") if e.who == "n1"} == {10_000}


def test_a_paused_client_wakes_up_late():
    world = world_of(Counter("n1"), faults=[Pause("ann", at=100, duration=50_000)])
    world.start("ann", partial(adder, "n1", rest=10))

    world.run()

    assert world.now == 50_110
    assert world.results["ann"] == [1]


def test_an_alarm_that_waits_behind_the_reply_does_not_end_the_next_call():
    node = Counter("n1")
    pause = Pause("ann", at=500, duration=9_500)
    world = world_of(node, faults=[pause])
    world.start("ann", partial(adder, "n1", "n1", timeout=3_000))

    world.run()

    assert world.results["ann"] == [1, 2]


def test_a_timer_stopped_during_a_pause_does_not_ring():
    class Careful(Node):
        rung = 0

        def on_start(self):
            self.set_timer("alarm", 1_200)

        def on_message(self, request, message):
            self.cancel_timer("alarm")

        def on_timer(self, name):
            self.rung += 1

    node = Careful("n1")
    world = world_of(node, faults=[Pause("n1", at=500, duration=5_000)])
    world.start("ann", partial(adder, "n1", timeout=10))

    world.run()

    assert node.rung == 0


def test_a_skewed_clock_jumps_and_timers_do_not():
    node = Beeper("n1")
    world = world_of(node, faults=[ClockJump("n1", at=1_500, by=10_000)])

    world.run(until=2_000)

    assert node.disk == (1_000, 12_000)
    assert world.clock("n1") == 12_000


def test_a_message_is_a_copy():
    class Keeper(Node):
        def on_message(self, request, message):
            message.append("mine")

    sent = ["yours"]

    def ann():
        yield call("n1", sent, timeout=5_000)

    world = world_of(Keeper("n1"))
    world.start("ann", ann)
    world.run()

    assert sent == ["yours"]


def test_operations_are_read_off_the_trace():
    def ann():
        yield begin("write", 1)
        yield sleep(20)
        yield end()
        yield begin("read")
        yield end((yield call("n1", 5)))
        yield begin("read")
        yield call("n1", 5, timeout=10)

    world = world_of(Counter("n1"))
    world.start("ann", ann)
    world.run()

    first, second, third = history(world.trace)
    assert (first.name, first.args, first.call, first.ret) == ("write", (1,), 0, 20)
    assert (second.name, second.result, second.call, second.ret) == (
        "read",
        5,
        20,
        2020,
    )
    assert (third.call, third.ret) == (2020, None)


@pytest.mark.parametrize(
    "fault",
    [
        Crash("n9", at=0),
        Pause("n9", at=0, duration=1),
        ClockJump("n9", at=0, by=1),
        Cut("n1", ["n1", "n9"]),
    ],
)
def test_an_unknown_node_in_a_fault_is_named(fault):
    world = world_of(Counter("n1"), faults=[fault])

    with pytest.raises(ValueError, match="no 'n9' in this world, only n1"):
        world.run()


@pytest.mark.parametrize(
    "fault",
    [
        lambda: Crash("n1", at=5, restart=4),
        lambda: Pause("n1", at=5, duration=-1),
        lambda: Cut("n1", "n2", at=5, until=4),
        lambda: Partition({"n1"}, {"n2"}, at=5, until=4),
    ],
)
def test_a_fault_that_ends_before_it_begins_is_refused(fault):
    with pytest.raises(ValueError, match="ends at 4, before it begins at 5: mend the"):
        fault()


def test_a_cut_begins_at_once_if_no_time_is_given():
    world = world_of(Counter("n1"), faults=[Cut("ann", "n1")])
    world.start("ann", partial(adder, "n1", timeout=500))

    world.run()

    assert [event.time for event in kinds(world, "cut", "lost")] == [0, 0]
    assert world.results == {"ann": [None]}


def test_an_unknown_destination_is_named_although_the_message_is_lost():
    world = world_of(Counter("n1"), loss=1)

    with pytest.raises(ValueError, match="no 'n9' in this world, only n1"):
        world.nodes["n1"].send("n9", "hello")


def test_an_unknown_destination_is_named():
    world = world_of(Counter("n1"))
    world.start("ann", adder, "n9")

    with pytest.raises(ValueError, match="no 'n9' in this world, only n1, ann"):
        world.run()


def test_a_list_that_all_nodes_of_a_class_would_share_is_refused():
    class Logger(Node):
        log = []

    class Fresh(Logger):
        def __init__(self, name):
            super().__init__(name)
            self.log = []

    with pytest.raises(TypeError, match=r"class Logger would share log = \[\]: set"):
        World(seed=1).add(Logger("n1"))
    World(seed=1).add(Fresh("n1"))


def test_what_cannot_be_copied_is_named_with_who_has_it():
    locked = Node("n1")
    locked.lock = threading.Lock()

    with pytest.raises(TypeError, match=r"'n1': .*lock.*: keep to plain data"):
        World(seed=1).add(locked)

    world = world_of(Node("n2"), Node("n3"))
    with pytest.raises(TypeError, match=r"'n2': .*lock.*: keep to plain data"):
        world.nodes["n2"].send("n3", [threading.Lock()])


def test_a_name_is_given_once():
    with pytest.raises(ValueError, match="there is a 'n1' already"):
        world_of(Counter("n1"), Counter("n1"))


@pytest.mark.parametrize("wrong", [None, "n1", 42, ("call", "n1")])
def test_a_client_that_yields_something_unknown_is_named(wrong):
    def odd():
        yield wrong

    world = World(seed=1)
    world.start("ann", odd)

    with pytest.raises(TypeError, match=r"client 'ann' yielded .*: yield call"):
        world.run()


def test_a_node_may_have_a_method_to_take_something():
    class Locks(Node):
        holder = None

        def take(self, who):
            self.holder = self.holder or str(who)
            return self.holder == who

        def on_message(self, request, message):
            self.reply(request, self.take(request.source))

    world = world_of(Locks("n1"))
    world.start("ann", adder, "n1")
    world.run()

    assert world.results == {"ann": [True]}


def test_a_generator_in_place_of_its_function_is_named():
    with pytest.raises(TypeError, match=r"'ann' is a generator already .*start\('ann'"):
        World(seed=1).start("ann", adder("n1"))


def test_a_function_that_yields_nothing_is_no_client():
    with pytest.raises(TypeError, match=r"'ann' is no generator function: .* yield"):
        World(seed=1).start("ann", print, "hello")


def test_an_operation_that_was_not_begun_cannot_end():
    def ann():
        yield end()

    world = World(seed=1)
    world.start("ann", ann)
    world.run()

    with pytest.raises(HistoryError, match=r"ann: end of nothing: yield begin"):
        history(world.trace)


def test_a_span_stands_in_the_trace_at_its_own_start():
    world = world_of(Counter("n1"))
    world.span("n1", "planned", 1_500, 9_000)
    world.start("ann", adder, "n1")
    world.run()
    world.span("n1", "told afterwards", 500, 1_200)

    times = [event.time for event in world.trace]

    assert times == sorted(times)
    assert [(e.time, e.what, e.until) for e in kinds(world, "span")] == [
        (500, "told afterwards", 1_200),
        (1_500, "planned", 9_000),
    ]


def test_a_note_stands_in_the_trace():
    world = world_of(Counter("n1"))
    world.after(5, world.note, "n1", "thinks")

    world.run()

    assert [(e.time, e.who, e.what) for e in world.trace] == [(5, "n1", "thinks")]


class Notebook(Node):
    durable = ("read",)

    def __init__(self, name):
        super().__init__(name)
        self.read = []

    def on_start(self):
        self.read.append("started")

    def on_message(self, request, message):
        self.read.append(list(message))
        message.append("seen")


def teller(*words, rest=0):
    for word in words:
        yield call("n1", [word], timeout=100)
        yield sleep(rest)


def test_a_doubled_message_is_two_copies_and_the_trace_keeps_what_was_sent():
    node = Notebook("n1")
    world = world_of(node, duplication=1)
    world.start("ann", teller, "x")
    world.run()

    assert node.read == ["started", ["x"], ["x"]]
    assert {str(event.what) for event in kinds(world, "send", "receive")} == {"['x']"}


def test_a_node_that_crashed_twice_starts_when_both_crashes_are_over():
    node = Beeper("n1")
    faults = [Crash("n1", at=1_500, restart=4_000), Crash("n1", at=2_000)]
    world = world_of(node, faults=faults)
    world.run(until=9_000)

    assert node.beeps == 1
    assert not kinds(world, "restart")


def test_a_crash_loses_what_waited_for_the_end_of_a_pause():
    node = Notebook("n1")
    pause = Pause("n1", at=500, duration=10_000)
    world = world_of(node, faults=[pause, Crash("n1", at=2_000, restart=3_000)])
    world.start("ann", teller, "x")
    world.run()

    assert node.read == ["started", "started"]
    assert [event.time for event in kinds(world, "lost")] == [2_000]


def test_what_comes_to_a_crashed_node_is_lost_even_if_it_is_paused_meanwhile():
    node = Notebook("n1")
    pause = Pause("n1", at=500, duration=10_000)
    world = world_of(node, faults=[Crash("n1", at=100, restart=3_000), pause])
    world.start("ann", partial(teller, "x", "y", rest=3_500))
    world.run()

    assert node.read == ["started", "started", ["y"]]


def test_a_client_starts_again_with_a_new_call_of_its_function():
    """The reply to the call before the crash comes late, and is not taken."""
    node = Counter("n1")
    crash = Crash("ann", at=1_500, restart=1_900)
    world = world_of(node, faults=[crash])
    world.start("ann", adder, "n1", "n1")

    world.run()

    assert node.total == 3
    assert world.results == {"ann": [2, 3]}
    assert [e.time for e in kinds(world, "start")] == [0, 1_900]


def test_an_operation_that_a_crash_cut_short_was_never_answered():
    def ann():
        yield begin("write", 1)
        yield call("n1", 1)
        yield end()

    world = world_of(Counter("n1"), faults=[Crash("ann", at=500, restart=5_000)])
    world.start("ann", ann)
    world.run()

    assert [(o.call, o.ret) for o in history(world.trace)] == [
        (0, None),
        (5_000, 7_000),
    ]


def test_a_client_that_crashes_for_good_has_no_result():
    world = world_of(Counter("n1"), faults=[Crash("ann", at=500)])
    world.start("ann", adder, "n1")

    world.run()

    assert world.results == {}


def test_nodes_that_are_added_together_know_each_other():
    class Greeter(Node):
        heard = ()

        def on_start(self):
            self.send("b" if self.name == "a" else "a", self.name)

        def on_message(self, request, message):
            self.heard = (*self.heard, message)

    world = world_of(Greeter("a"), Greeter("b"))
    world.run()

    assert [node.heard for node in world.nodes.values()] == [("b",), ("a",)]


@pytest.mark.parametrize(
    ("nodes", "need"), [([], None), (["n1"], 2), (["n1"], -1), (["n1", "n1"], None)]
)
def test_a_call_that_can_never_be_answered_is_refused(nodes, need):
    with pytest.raises(ValueError, match=r"nodes needed, but . asked"):
        call(nodes, "hello", quorum=need)


def test_the_nodes_of_a_set_are_called_in_alphabetical_order():
    """The order of a set of strings is another in each run of Python."""
    names = [f"n{number}" for number in range(10)]

    assert call(set(names), "hello").destinations == tuple(names)


def test_nodes_to_call_may_come_from_a_generator():
    def ann():
        return (yield call((name for name in ("n1", "n2")), 5))

    world = world_of(Counter("n1"), Counter("n2"))
    world.start("ann", ann)
    world.run()

    assert world.results == {"ann": {"n1": 5, "n2": 5}}


def test_a_client_may_do_much_without_waiting():
    def ann():
        for value in range(2_000):
            yield begin("write", value)
            yield end()

    world = world_of()
    world.start("ann", ann)
    world.run()

    assert len(history(world.trace)) == 2_000


def test_what_comes_in_during_a_pause_keeps_its_order():
    class Listener(Node):
        heard = ()

        def on_message(self, request, message):
            self.heard = (*self.heard, message)

        def on_start(self):
            self.set_timer("bell", 2_000)

        def on_timer(self, name):
            self.heard = (*self.heard, name)

    def talker():
        for word in ("one", "two", "three"):
            yield call("n1", word, timeout=700)

    node = Listener("n1")
    pauses = [Pause("n1", at=500, duration=3_000), Pause("n1", at=900, duration=9_000)]
    world = world_of(node, faults=pauses)
    world.start("ann", talker)

    world.run()

    assert node.heard == ("one", "two", "bell", "three")
    assert {e.time for e in kinds(world, "receive", "timer") if e.who == "n1"} == {
        9_900
    }
