"""Every state that nodes can reach."""

import pytest
from minicluster import Node, reach, space_time


class Coordinator(Node):
    """Two-phase commit (Gray, 1978): asks all, commits if all say yes."""

    yes = ()
    decision = None

    def on_start(self):
        for name in PARTICIPANTS:
            self.send(name, "vote?")

    def on_message(self, source, message):
        if self.decision is None:
            self.count(source, message)
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

    def on_message(self, source, message):
        if message == "vote?":
            self.state = "prepared" if self.vote == "yes" else "abort"
            self.send(source, self.vote)
        elif self.state != "abort":
            self.state = message


PARTICIPANTS = ("p1", "p2")


def agree(nodes):
    ends = [nodes[name].state for name in PARTICIPANTS]
    return not ("commit" in ends and "abort" in ends)


@pytest.mark.parametrize("faults", [None, {"crash": 1}, {"drop": 1, "duplicate": 1}])
@pytest.mark.parametrize("vote", ["yes", "no"])
def test_two_phase_commit_never_disagrees(vote, faults):
    def make():
        return [Coordinator("c"), Participant("p1"), Participant("p2", vote)]

    found = reach(make, agree, faults=faults)

    assert found.ok
    assert found.complete
    assert f"{found.states:,} states" in found.covered


def test_a_vote_counted_twice_is_found_out():
    def make():
        return [Careless("c"), Participant("p1"), Participant("p2", "no")]

    assert reach(make, agree).ok
    found = reach(make, agree, faults={"duplicate": 1})
    assert not found.ok
    assert ("duplicate", "yes", "from", "p1", "to", "c") in found.path


def test_a_participant_that_decides_alone_is_found_out():
    class Impatient(Participant):
        def on_message(self, source, message):
            super().on_message(source, message)
            if self.state == "prepared":
                self.set_timer("patience", 1_000)

        def on_timer(self, name):
            if self.state == "prepared":
                self.state = "abort"

    found = reach(lambda: [Coordinator("c"), Participant("p1"), Impatient("p2")], agree)

    assert not found.ok
    assert found.path[-1][0] in ("timer", "deliver")
    assert any(action[:2] == ("timer", "patience") for action in found.path)
    assert not agree(found.nodes)
    assert len(space_time(found.trace).log) >= len(found.path)


class Register(Node):
    value = 0
    written = False

    def on_start(self):
        if self.name == "writer" and not self.written:
            self.written = True
            self.send("disk", 7)

    def on_message(self, source, message):
        self.value = message
        self.send("writer", "done")


class Writer(Register):
    done = False

    def on_message(self, source, message):
        self.done = True


def kept(nodes):
    return not nodes["writer"].done or nodes["disk"].value == 7


@pytest.mark.parametrize(
    ("keep", "ok"), [(True, True), (["value"], True), ([], False), (False, False)]
)
def test_a_restart_without_a_disk_forgets(keep, ok):
    def make():
        return [Writer("writer"), Register("disk")]

    found = reach(make, kept, faults={"restart": 1}, keep=keep)

    assert found.ok == ok
    if not ok:
        assert found.path == [
            ("deliver", 7, "from", "writer", "to", "disk"),
            ("deliver", "done", "from", "disk", "to", "writer"),
            ("restart", "disk"),
        ]


def test_the_states_of_messages_in_every_order_are_counted():
    class Sink(Node):
        got = ()

        def on_start(self):
            for word in "abc" if self.name == "source" else "":
                self.send("sink", word)

        def on_message(self, source, message):
            self.got = (*self.got, message)

    found = reach(lambda: [Sink("source"), Sink("sink")], lambda nodes: True)

    assert found.states == 1 + 3 + 6 + 6


def test_the_same_message_twice_on_its_way_is_one_state():
    class Twice(Node):
        got = 0

        def on_start(self):
            if self.name == "source":
                self.send("sink", "a")
                self.send("sink", "a")

        def on_message(self, source, message):
            self.got += 1

    found = reach(lambda: [Twice("source"), Twice("sink")], lambda nodes: True)

    assert found.states == 3


def test_a_limit_is_reported():
    class Clock(Node):
        ticks = 0

        def on_start(self):
            self.set_timer("tick", 1)

        def on_timer(self, name):
            self.ticks += 1
            self.set_timer("tick", 1)

    found = reach(lambda: [Clock("c")], lambda nodes: True, limit=50)

    assert not found.complete
    assert found.covered == "50 states, no faults; stopped at limit=50"


def test_an_unknown_fault_is_named():
    with pytest.raises(ValueError, match="no fault 'fire' here: choose among drop"):
        reach(lambda: [Node("n")], lambda nodes: True, faults={"fire": 1})


def test_an_unknown_destination_is_named():
    class Lost(Node):
        def on_start(self):
            self.send("n9", 1)

    with pytest.raises(ValueError, match="n sends to 'n9', but there is n"):
        reach(lambda: [Lost("n")], lambda nodes: True)
