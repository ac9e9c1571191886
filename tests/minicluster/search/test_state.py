"""What counts as the same state: each test is a pair that must not be confused."""

from collections import Counter, OrderedDict, deque

import pytest
from minicluster import World, explore
from minicluster.cluster.actions import Request
from minicluster.search.state import freeze


def started(generator):
    next(generator)
    return generator


def test_a_generator_is_told_by_its_place():
    def idle():
        yield "idle"
        yield "idle"

    once, twice = started(idle()), started(started(idle()))

    assert freeze(once) == freeze(started(idle()))
    assert freeze(once) != freeze(twice)


def test_a_generator_is_told_by_which_variable_holds_a_value():
    def pay(in_stock):
        if in_stock:
            price = 5
        else:
            fine = 5
        in_stock = None
        yield "pay"
        yield locals(), price, fine

    assert freeze(started(pay(True))) == freeze(started(pay(True)))
    assert freeze(started(pay(True))) != freeze(started(pay(False)))


def test_a_generator_is_told_by_a_value_half_way_through_an_expression():
    def add(shop):
        shop["total"] = shop["stock"] + (yield "add")

    one, other = {"stock": 1}, {"stock": 2}
    first, second = started(add(one)), started(add(other))
    one["stock"] = other["stock"] = 3

    assert freeze(first) != freeze(second)


def test_a_finished_generator_is_no_other():
    def one():
        yield "one"

    done = one()
    list(done)

    assert freeze(done) != freeze(one())


def test_a_reply_to_one_call_is_not_a_reply_to_another():
    first, second = (Request("ann", "n1", "x", call, number=7) for call in (1, 2))

    assert freeze(first) != freeze(second)


def test_two_requests_with_the_same_contents_are_the_same():
    """A node that keeps one is in the same state, whatever the message's number."""
    first, second = (Request("ann", "n1", "x", 1, number) for number in (7, 8))

    assert freeze(first) == freeze(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [([1], (1,)), (1, True), ({1}, frozenset({1})), ({"a": 1}, {"a": 2}), ("1", 1)],
)
def test_other_data_is_another_state(one, other):
    assert freeze(one) != freeze(other)


def keyed(number):
    return lambda *, key=number: key


class Marked(list):
    def __init__(self, items, owner):
        super().__init__(items)
        self.owner = owner


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (deque([1]), deque([2, 3])),
        (OrderedDict(a=1), OrderedDict(a=2)),
        (Counter("a"), Counter("b")),
        (Marked([1], "ann"), Marked([1], "bob")),
        (keyed(1), keyed(2)),
        (iter([1, 2]), iter([1])),
    ],
)
def test_other_contents_are_another_state(one, other):
    assert freeze(one) != freeze(other)


@pytest.mark.parametrize(
    "make", [lambda: deque([1, 2]), lambda: Counter("ab"), lambda: Marked([1], "ann")]
)
def test_equal_contents_are_the_same_state(make):
    assert freeze(make()) == freeze(make())


def test_a_set_has_no_order_and_a_cycle_an_end():
    ring = []
    ring.append(ring)

    assert freeze({"ann", "bob"}) == freeze({"bob", "ann"})
    assert freeze(ring) != freeze([[]])


class Entry:
    """It is told from others by its address, which also orders a set."""

    def __init__(self, number):
        self.number = number


def test_two_names_for_one_set_are_no_two_sets():
    one = {1}

    assert freeze([one, one]) != freeze([{1}, {1}])


def test_the_order_of_objects_in_a_set_is_no_part_of_the_state():
    def first_of(entries):
        return freeze([set(entries), entries[0]])

    pictures = {first_of([Entry(number) for number in range(6)]) for _ in range(100)}

    assert len(pictures) == 1


def test_a_set_may_hold_what_holds_the_set():
    entry = Entry(1)
    entry.all = {entry}

    assert freeze(entry.all) == freeze(entry.all)


def test_a_search_that_merges_tells_one_set_from_two():
    def rename(shop):
        yield "make it one set"
        shop["bought"] = shop["seen"]
        yield "add"
        shop["seen"].add(2)

    def separate(shop):
        yield "make it two sets"
        shop["bought"] = set(shop["seen"])

    def look():
        yield "look"

    def race():
        shop = {"seen": {1}, "bought": {1}}
        clients = {"ann": rename(shop), "bob": separate(shop), "cal": look()}
        return shop, clients

    merged, plain = (
        explore(race, outcome=str, merge=merge).outcomes for merge in (True, False)
    )

    assert merged == plain


def test_a_client_may_be_half_way_through_an_iterator_and_use_a_module():
    def client(shop):
        import math

        for number, _ in enumerate(zip("ab", "cd", strict=True)):
            yield "step"
            shop["x"] += math.floor(number + 1.5)

    def race():
        shop = {"x": 0}
        return shop, {"ann": client(shop), "bob": client(shop)}

    merged, plain = (explore(race, outcome=str, merge=merge) for merge in (True, False))

    assert merged.schedules == plain.schedules == 6
    assert merged.outcomes == plain.outcomes == {"{'x': 6}": 6}


def test_a_world_counts_for_nothing():
    assert freeze(World(seed=1)) == freeze(World(seed=2))


def test_what_cannot_be_compared_is_named():
    def client(connection):
        yield "ask"
        yield "ask again"

    def race():
        connection = open(__file__)  # noqa: SIM115
        return {}, {"ann": client(connection)}

    with pytest.raises(TypeError, match=r"TextIOWrapper.*: keep to plain data, or"):
        explore(race, merge=True)
