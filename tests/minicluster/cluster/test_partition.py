"""Groups that cannot reach each other."""

import itertools

import pytest
from minicluster import Node, Partition, World


class Greeter(Node):
    heard = ()

    def on_start(self):
        self.set_timer("greet", 1_000)

    def on_timer(self, name):
        for other in "abcd":
            if other != self.name:
                self.send(other, self.name)

    def on_message(self, request, message):
        self.heard = (*self.heard, message)


def who_hears_whom(partition):
    world = World(seed=1, latency=100, faults=[partition])
    world.add(*[Greeter(name) for name in "abcd"])
    world.run()
    return {name: "".join(sorted(node.heard)) for name, node in world.nodes.items()}


def test_messages_pass_within_a_group_alone():
    heard = who_hears_whom(Partition({"a"}, {"b", "c"}, {"d"}))

    assert heard == {"a": "", "b": "c", "c": "b", "d": ""}


def test_who_is_in_no_group_reaches_everybody():
    heard = who_hears_whom(Partition({"a"}, {"b"}))

    assert heard == {"a": "cd", "b": "cd", "c": "abd", "d": "abc"}


@pytest.mark.parametrize(
    ("at", "until", "cut"),
    [(0, 999, False), (0, 1_000, True), (1_100, None, True), (1_101, None, False)],
)
def test_it_lasts_from_at_to_until_and_takes_what_is_on_its_way(at, until, cut):
    heard = who_hears_whom(Partition("a", list("bcd"), at=at, until=until))

    assert heard["a"] == ("" if cut else "bcd")


def test_the_order_of_a_set_is_no_matter():
    orders = itertools.permutations(["n1", "n2", "n3"])

    told = {str(Partition(set(order), ["n9", "n4"])) for order in orders}

    assert told == {"n1, n2, n3 | n9, n4"}


def test_begin_and_end_stand_in_the_trace():
    world = World(seed=1, faults=[Partition({"a"}, {"b"}, at=5, until=9)])
    world.add(Node("a"), Node("b"))
    world.run()

    assert [(e.time, e.kind, e.what) for e in world.trace] == [
        (5, "cut", "a | b"),
        (9, "heal", "a | b"),
    ]


@pytest.mark.parametrize("groups", [({"a"},), (), ({"a"}, set())])
def test_fewer_than_two_groups_are_refused(groups):
    with pytest.raises(ValueError, match="two groups or more, none empty"):
        Partition(*groups)


def test_a_name_in_two_groups_is_refused():
    with pytest.raises(ValueError, match=r"a \| b, a: 'a' is in two groups"):
        Partition(["a"], ["b", "a"])


def test_an_unknown_name_is_named():
    world = World(seed=1, faults=[Partition({"a"}, {"z"})])
    world.add(Node("a"))

    with pytest.raises(ValueError, match="no 'z' in this world, only a"):
        world.run()
