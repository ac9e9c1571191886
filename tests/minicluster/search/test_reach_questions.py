"""What can be asked of a world: outcomes, a bound, histories; what is refused."""

import pytest
from minicluster import (
    Crash,
    Node,
    World,
    begin,
    call,
    end,
    history,
    reach,
    replay,
)
from register import Replica, linearizable, register


def test_a_read_after_a_read_goes_back_without_write_back():
    found = reach(register(write_back=False), linearizable)

    assert not found.ok
    told = [o.result for o in history(found.world.trace) if o.name == "read"]
    assert told == [7, 0]
    assert not linearizable(replay(register(write_back=False), found.shortest))


def test_begins_and_ends_are_part_of_the_state_and_their_times_are_not():
    """One reader and one writer: who began and who ended first makes the difference."""

    def marker(name):
        yield begin(name)
        yield end()

    def make(marks):
        world = World(seed=1)
        for name in marks:
            world.start(name, marker, name)
        return world

    assert reach(lambda: make("a"), lambda world: True).states == 2
    assert reach(lambda: make("ab"), lambda world: True).states == 5


def test_outcomes_count_the_ends_by_their_value():
    def reader_once():
        return (yield call("n", ("read",)))

    def make():
        world = World(seed=1)
        world.add(Replica("n"))
        world.start("ann", writer_of_n)
        world.start("bob", reader_once)
        return world

    def writer_of_n():
        yield call("n", ("write", 1, 7))

    found = reach(make, lambda world: True, outcome=lambda w: w.results["bob"])

    assert found.ends == 2
    assert found.outcomes == {(0, 0): 1, (1, 7): 1}


class Clock(Node):
    ticks = 0

    def on_start(self):
        self.set_timer("tick", 1)

    def on_timer(self, name):
        self.ticks += 1
        self.set_timer("tick", 1)


def clock():
    world = World(seed=1)
    world.add(Clock("c"))
    return world


def test_a_state_beyond_the_bound_is_judged_and_not_gone_on_from():
    def below_five(world):
        return world.nodes["c"].ticks < 5

    found = reach(clock, lambda world: True, bound=below_five)
    broken = reach(clock, below_five, bound=below_five)

    assert found.covered == "all 6 states within the bound"
    assert found.complete
    assert found.ends == 0
    assert not broken.ok
    assert broken.shortest == "0.0.0.0.0"


def test_an_invariant_that_does_not_hold_at_the_start_is_found_there():
    found = reach(clock, lambda world: world.nodes["c"].ticks > 0)

    assert (found.ok, found.states, found.shortest) == (False, 1, "")
    assert found.world.nodes["c"].ticks == 0


@pytest.mark.parametrize("schedule", ["1", "0.7", "0.x"])
def test_a_way_that_is_not_there_is_named(schedule):
    with pytest.raises(ValueError, match=r"step . of .* is no step here, there are 1"):
        replay(clock, schedule)


def test_what_a_node_raises_carries_the_way_to_it():
    class Fragile(Clock):
        def on_timer(self, name):
            super().on_timer(name)
            assert self.ticks < 3, "worn out"

    def make():
        world = World(seed=1)
        world.add(Fragile("c"))
        return world

    with pytest.raises(AssertionError, match="worn out") as caught:
        reach(make, lambda world: True)

    assert "schedule 0.0.0: replay(make, '0.0.0') shows it" in caught.value.__notes__


def test_what_an_invariant_raises_carries_the_way_to_it():
    def odd(world):
        return 1 // (2 - world.nodes["c"].ticks) < 9

    with pytest.raises(ZeroDivisionError) as caught:
        reach(clock, odd)

    assert any("'0.0'" in note for note in caught.value.__notes__)


def test_nodes_that_change_each_other_behind_the_network_are_refused():
    class Meddler(Clock):
        def on_timer(self, name):
            super().on_timer(name)
            self.world.nodes["other"].ticks += 1

    def make():
        world = World(seed=1)
        world.add(Meddler("c"), Node("other"))
        world.nodes["other"].ticks = 0
        return world

    with pytest.raises(ValueError, match=r"'other' was changed by a step of c: let"):
        reach(make, lambda world: world.nodes["c"].ticks < 9)


def test_nodes_that_read_each_other_behind_the_network_are_refused():
    class Peeper(Clock):
        seen = 0

        def on_timer(self, name):
            self.ticks = (self.ticks + 1) % 3
            self.seen = max(n.ticks for n in self.world.nodes.values() if n != self)
            self.set_timer("tick", 1)

    def make():
        world = World(seed=1)
        world.add(*[Peeper(name) for name in "abcd"])
        return world

    with pytest.raises(ValueError, match=r"timer 'tick' of .* had another effect befo"):
        reach(make, lambda world: True)


def test_a_node_that_is_added_in_the_middle_is_refused():
    class Breeder(Clock):
        def on_timer(self, name):
            self.world.add(Node("child"))

    def make():
        world = World(seed=1)
        world.add(Breeder("c"))
        return world

    with pytest.raises(ValueError, match="added in the middle of a search: let make"):
        reach(make, lambda world: True)


def test_what_a_node_draws_depends_on_its_state_alone():
    """Delays are drawn in a timed run; in a search they make no difference."""

    class Patient(Clock):
        def on_timer(self, name):
            self.ticks = min(self.ticks + 1, 3)
            self.set_timer("tick", self.stream.randrange(1, 1_000))

    def make():
        world = World(seed=1)
        world.add(Patient("a"), Patient("b"))
        return world

    assert reach(make, lambda world: True).states == 16


def test_a_client_that_starts_again_is_searched_as_well():
    def adder():
        version, value = yield call("n", ("read",))
        yield call("n", ("write", version + 1, value + 1))

    def make():
        world = World(seed=1, faults=[Crash("ann", at=0, restart=1)])
        world.add(Replica("n"))
        world.start("ann", adder)
        return world

    found = reach(make, lambda world: True, outcome=lambda w: w.nodes["n"].value)

    assert set(found.outcomes) == {1, 2}


def test_a_state_of_objects_that_cannot_be_pickled_is_copied():
    class Entry:
        def __init__(self, value):
            self.value = value

    class Log(Clock):
        def __init__(self, name):
            super().__init__(name)
            self.entries = []

        def on_timer(self, name):
            if len(self.entries) < 3:
                self.entries.append(Entry(len(self.entries)))
                self.set_timer("tick", 1)

    def make():
        world = World(seed=1)
        world.add(Log("c"))
        return world

    found = reach(make, lambda world: len(world.nodes["c"].entries) < 3)

    assert found.shortest == "0.0.0"
    assert [entry.value for entry in found.world.nodes["c"].entries] == [0, 1, 2]


def test_no_event_but_begins_and_ends_is_seen_by_an_invariant():
    kinds = set()

    def look(world):
        kinds.update(event.kind for event in world.trace)
        return True

    reach(register(write_back=False, times=1), look)

    assert kinds == {"begin", "end"}


def test_what_cannot_be_searched_is_named_with_who_holds_it():
    class Reader(Node):
        def on_start(self):
            self.set_timer("open", 1)

        def on_timer(self, name):
            self.file = open(__file__)  # noqa: SIM115

    def make():
        world = World(seed=1)
        world.add(Reader("n1"))
        return world

    with pytest.raises(TypeError, match=r"'n1': .*TextIO.*: keep to plain data$"):
        reach(make, lambda world: True)


def test_begins_and_ends_have_the_times_of_their_steps():
    """A reaction that is known is given the time of the step in which it happens."""
    late = []

    def look(world):
        late.extend(event for event in world.trace if event.time > world.now)
        return True

    reach(register(write_back=False, times=1), look)

    assert late == []


def test_a_client_is_told_by_its_variables_and_not_by_what_it_has_forgotten():
    """It reads 0 or 7 and keeps neither; a late reply changes nothing either."""

    def forgetful():
        yield call("n", ("read",), timeout=5)
        yield call("n", ("read",), timeout=5)

    def mindful():
        first = yield call("n", ("read",), timeout=5)
        yield call("n", ("read",), timeout=5)
        return first

    def writer_of_n():
        yield call("n", ("write", 1, 7))

    def states(client):
        def make():
            world = World(seed=1)
            world.add(Replica("n"))
            world.start("ann", client)
            world.start("bob", writer_of_n)
            return world

        return reach(make, lambda world: True).states

    assert (states(forgetful), states(mindful)) == (100, 134)
