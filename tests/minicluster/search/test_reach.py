"""Every state that nodes can reach."""

import pytest
from minicluster import (
    Crash,
    Cut,
    Node,
    Pause,
    World,
    call,
    reach,
    sleep,
    space_time,
)


class Coordinator(Node):
    """Two-phase commit (Gray, 1978): asks all, commits if all say yes."""

    yes = ()
    decision = None

    def on_start(self):
        for name in PARTICIPANTS:
            self.send(name, "vote?")

    def on_message(self, request, message):
        if self.decision is None:
            self.count(request.source, message)
            if message == "no" or len(self.yes) == len(PARTICIPANTS):
                self.decision = "abort" if message == "no" else "commit"
                for name in PARTICIPANTS:
                    self.send(name, self.decision)

    def count(self, source, message):
        if message == "yes" and source not in self.yes:
            self.yes = (*self.yes, source)


class Careless(Coordinator):
    def count(self, source, message):
        if message == "yes":
            self.yes = (*self.yes, source)


class Participant(Node):
    state = "working"

    def __init__(self, name, vote="yes"):
        super().__init__(name)
        self.vote = vote

    def on_message(self, request, message):
        if message == "vote?":
            self.state = "prepared" if self.vote == "yes" else "abort"
            self.reply(request, self.vote)
        elif self.state != "abort":
            self.state = message


PARTICIPANTS = ("p1", "p2")


def agree(world):
    ends = [world.nodes[name].state for name in PARTICIPANTS]
    return not ("commit" in ends and "abort" in ends)


def cluster(*nodes, **options):
    world = World(seed=1, **options)
    world.add(*nodes)
    return world


def commit(coordinator=Coordinator, vote="yes", **options):
    def make():
        participants = Participant("p1"), Participant("p2", vote)
        return cluster(*participants, coordinator("c"), **options)

    return make


FAULTS = {
    "none": {},
    "coordinator crashes": {"faults": [Crash("c", at=0)]},
    "participant crashes": {"faults": [Crash("p1", at=0)]},
    "it comes back": {"faults": [Crash("p2", at=0, restart=1)]},
    "messages are cut off": {"faults": [Cut("c", "p1", until=1)]},
    "every message is doubled": {"duplication": 1},
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("vote", ["yes", "no"])
def test_two_phase_commit_never_disagrees(vote, faults):
    found = reach(commit(vote=vote, **faults), agree)

    assert found.ok
    assert found.complete
    assert found.covered == f"all {found.states:,} states"


def test_the_states_of_two_phase_commit_are_counted():
    """An earlier search of our own, by copies of the nodes, counted the same."""
    calm = reach(commit(), agree).states
    crash = {who: commit(faults=[Crash(who, at=0)]) for who in ("p1", "p2", "c")}

    assert calm == 16
    assert {who: reach(make, agree).states for who, make in crash.items()} == {
        "p1": 39,
        "p2": 39,
        "c": 39,
    }


def test_a_vote_counted_twice_is_found_out():
    assert reach(commit(Careless, "no"), agree).ok
    found = reach(commit(Careless, "no", duplication=1), agree)

    assert not found.ok
    assert [str(e) for e in found.world.trace].count("c: receive yes from p1") == 2


def test_a_participant_that_decides_alone_is_found_out():
    class Impatient(Participant):
        def on_message(self, request, message):
            super().on_message(request, message)
            if self.state == "prepared":
                self.set_timer("patience", 1_000)

        def on_timer(self, name):
            if self.state == "prepared":
                self.state = "abort"

    found = reach(
        lambda: cluster(Participant("p1"), Impatient("p2"), Coordinator("c")), agree
    )

    assert not found.ok
    assert "p2: timer patience" in repr(found)
    assert not agree(found.world)
    assert len(space_time(found.world.trace).log) > 4


class Register(Node):
    value = 0

    def on_message(self, request, message):
        if message != "read":
            self.value = message
        self.reply(request, self.value)


def writer(register):
    yield call(register, 7)
    return "done"


@pytest.mark.parametrize(("durable", "ok"), [(("value",), True), ((), False)])
def test_a_restart_without_a_disk_forgets(durable, ok):
    def make():
        register = Register("disk")
        register.durable = durable
        world = cluster(register, faults=[Crash("disk", at=0, restart=1)])
        world.start("writer", writer, "disk")
        return world

    def kept(world):
        done = "writer" in world.results
        return not done or world.nodes["disk"].value == 7

    found = reach(make, kept)

    assert found.ok == ok
    if not ok:
        assert sorted(repr(found).splitlines()[1:-1]) == [
            "disk: crash",
            "disk: receive 7 from writer",
            "disk: restart",
            "writer: receive 7 from disk",
            "writer: timer wake",
        ]


def test_clients_are_searched_as_well():
    """Two clients add one to what they have read: explore finds the same 2 ends."""

    def adder():
        seen = yield call("n", "read")
        yield call("n", seen + 1)

    def make():
        world = cluster(Register("n"))
        world.start("ann", adder)
        world.start("bob", adder)
        return world

    ends = set()
    found = reach(
        make,
        lambda world: ends.add(world.nodes["n"].value) or world.nodes["n"].value < 3,
    )

    assert found.ok
    assert found.complete
    assert ends == {0, 1, 2}


def test_what_a_client_was_told_is_part_of_the_state():
    """Two readers and a writer: each reader may come before the write or after it."""

    def reader():
        return (yield call("n", "read"))

    def make():
        world = cluster(Register("n"))
        world.start("ann", reader)
        world.start("bob", reader)
        world.start("cal", writer, "n")
        return world

    ends = set()

    def note(world):
        results = world.results
        ends.add((results.get("ann"), results.get("bob")))
        return True

    assert reach(make, note).complete
    assert {(0, 0), (0, 7), (7, 0), (7, 7)} <= ends


def test_what_a_call_brought_is_forgotten_when_it_is_over():
    def asker():
        yield call(["a", "b", "c"], "hello", timeout=5)

    class Mute(Node):
        def on_message(self, request, message):
            if self.name == "a":
                self.reply(request, "hello")

    def make():
        world = cluster(Mute("a"), Mute("b"), Mute("c"))
        world.start("ann", asker)
        return world

    done = set()

    def note(world):
        ann = world.nodes["ann"]
        if "ann" in ann.world.results:
            done.add((ann.waiting, str(ann.replies)))
        return True

    assert reach(make, note).complete
    assert done == {(None, "{}")}


def test_the_order_of_two_faults_is_no_part_of_the_state():
    class Idle(Node):
        pass

    crashes = [Crash("a", at=0), Crash("b", at=0)]
    cuts = [Cut("a", "b"), Cut("b", "a", one_way=True)]
    for faults in (crashes, cuts):
        found = reach(
            lambda faults=faults: cluster(Idle("a"), Idle("b"), faults=faults),
            lambda world: True,
        )
        assert found.states == 4


def test_cuts_of_one_name_and_of_several_go_together():
    class Idle(Node):
        pass

    cuts = [Cut("a", ["b"], until=5), Cut(["a", "b"], "c"), Cut("a", "b")]

    found = reach(
        lambda: cluster(Idle("a"), Idle("b"), Idle("c"), faults=cuts),
        lambda world: True,
    )

    assert found.states == 3 * 2 * 2


def test_the_order_in_which_attributes_were_set_is_no_part_of_the_state():
    class Setter(Node):
        a = b = 0

        def on_start(self):
            for name in "ab" if self.name == "source" else "":
                self.send("sink", name)

        def on_message(self, request, message):
            setattr(self, message, 1)

    found = reach(lambda: cluster(Setter("sink"), Setter("source")), lambda world: True)

    assert found.states == 4


def test_a_limit_below_one_is_refused():
    with pytest.raises(ValueError, match="limit=0: give how many may be met"):
        reach(commit(), agree, limit=0)


@pytest.mark.parametrize("chance", [{"loss": 0.5}, {"duplication": 0.1}])
def test_nothing_is_left_to_chance(chance):
    with pytest.raises(ValueError, match="no chance in reach: make loss"):
        reach(commit(**chance), agree)


def test_a_crash_is_drawn_to_the_restart_that_follows():
    class Restless(Node):
        durable = ("starts",)
        starts = 0

        def on_start(self):
            self.starts += 1

    def make():
        return cluster(Restless("disk"), faults=[Crash("disk", at=0, restart=900)])

    found = reach(make, lambda world: world.nodes["disk"].starts < 2)

    assert space_time(found.world.trace).log == [
        "1 µs  disk: crash until 2 µs",
        "2 µs  disk: restart",
    ]


def test_a_timed_run_is_one_of_the_ways():
    states = []

    def all_three(world):
        states.append(tuple(world.nodes[p].state for p in PARTICIPANTS))
        return True

    world = commit()()
    world.run()

    reach(commit(), all_three)

    assert tuple(world.nodes[p].state for p in PARTICIPANTS) in states


class Sink(Node):
    got = ()

    def on_start(self):
        for word in "abc" if self.name == "source" else "":
            self.send("sink", word)

    def on_message(self, request, message):
        self.got = (*self.got, message)


def test_the_states_of_messages_in_every_order_are_counted():
    found = reach(lambda: cluster(Sink("sink"), Sink("source")), lambda world: True)

    assert found.states == 1 + 3 + 6 + 6


@pytest.mark.parametrize("faults", [[], [Pause("sink", at=0, duration=5)]])
def test_a_pause_adds_no_end(faults):
    ends = set()
    found = reach(
        lambda: cluster(Sink("sink"), Sink("source"), faults=faults),
        lambda world: ends.add(world.nodes["sink"].got) or True,
    )

    assert found.complete
    assert len(ends) == 1 + 3 + 6 + 6


def test_the_same_message_twice_on_its_way_is_one_state():
    class Twice(Node):
        got = 0

        def on_start(self):
            if self.name == "source":
                self.send("sink", "a")
                self.send("sink", "a")

        def on_message(self, request, message):
            self.got += 1

    found = reach(lambda: cluster(Twice("sink"), Twice("source")), lambda world: True)

    assert found.states == 3


def test_replies_to_two_calls_are_two_states():
    """The late reply to the first call is not the reply to the second."""
    results = []

    def ann():
        yield call("n", 1, timeout=5)
        results.append((yield call("n", 2, timeout=5)))
        yield sleep(1)

    class Echo(Node):
        def on_message(self, request, message):
            self.reply(request, message)

    def make():
        world = cluster(Echo("n"))
        world.start("ann", ann)
        return world

    assert reach(make, lambda world: True).complete
    assert set(results) == {None, 2}


def test_a_timer_that_returns_to_an_old_state_ends_the_search():
    class Beat(Node):
        def on_start(self):
            self.set_timer("beat", 1)

        def on_timer(self, name):
            self.set_timer("beat", 1)

    assert reach(lambda: cluster(Beat("n")), lambda world: True).states == 1


def test_a_limit_is_reported():
    class Clock(Node):
        ticks = 0

        def on_start(self):
            self.set_timer("tick", 1)

        def on_timer(self, name):
            self.ticks += 1
            self.set_timer("tick", 1)

    found = reach(lambda: cluster(Clock("c")), lambda world: True, limit=50)

    assert not found.complete
    assert found.covered == "50 states, the limit"


def test_the_clock_stands_still():
    class Reader(Node):
        times = ()

        def on_start(self):
            self.set_timer("read", 1_000)

        def on_timer(self, name):
            self.times = (*self.times, self.clock())

    found = reach(
        lambda: cluster(Reader("n")), lambda world: set(world.nodes["n"].times) < {1}
    )

    assert not found.ok
    assert found.world.nodes["n"].times == (0,)


def test_an_unknown_destination_is_named():
    class Lost(Node):
        def on_start(self):
            self.send("n9", 1)

    with pytest.raises(ValueError, match="no 'n9' in this world, only n"):
        reach(lambda: cluster(Lost("n")), lambda world: True)
