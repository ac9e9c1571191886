"""Every interleaving: the counts the chapters show, and the two ways to count them."""

from collections import Counter
from math import factorial
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minicluster import ScheduleError, When, World, explore, lanes, lattice, replay
from minicluster.interleavings.replay import describe


def buyer(shop):
    yield "read"
    seen = shop.stock
    yield "write"
    shop.stock = seen - 1


def careful(shop):
    yield "check"
    enough = shop.stock > 0
    yield "take"
    if enough:
        shop.stock -= 1
        shop.sold += 1


def slow(shop):
    yield "read"
    seen = shop.stock
    yield "check"
    enough = seen > 0
    yield "write"
    if enough:
        shop.stock = seen - 1
        shop.sold += 1


def crowd(client, count, stock):
    def race():
        shop = SimpleNamespace(stock=stock, sold=0)
        return shop, {f"buyer {n}": client(shop) for n in range(count)}

    return race


@pytest.mark.parametrize("merge", [False, True])
@pytest.mark.parametrize(
    ("count", "bad", "total"), [(2, 4, 6), (3, 84, 90), (4, 2496, 2520)]
)
def test_buyers_lose_updates(count, bad, total, merge):
    race = crowd(buyer, count, stock=9)

    found = explore(race, bad=lambda shop: shop.stock != 9 - count, merge=merge)

    assert (found.bad_schedules, found.schedules) == (bad, total)
    assert found.complete
    assert total == factorial(2 * count) / 2**count


@pytest.mark.parametrize("merge", [False, True])
def test_the_last_item_is_sold_twice_and_three_times(merge):
    def sold(shop):
        return shop.sold

    two = explore(crowd(careful, 2, 1), lambda s: s.sold > 1, outcome=sold, merge=merge)
    three = explore(
        crowd(careful, 3, 1), lambda s: s.sold > 1, outcome=sold, merge=merge
    )

    assert (two.bad_schedules, two.schedules) == (4, 6)
    assert (three.bad_schedules, three.schedules) == (72, 90)
    assert three.outcomes == {1: 18, 2: 36, 3: 36}


def test_one_reader_is_enough_for_a_wrong_total():
    def writer(bank):
        yield "take from a"
        bank["a"] -= 30
        yield "give to b"
        bank["b"] += 30

    def reader(bank):
        yield "read a"
        total = bank["a"]
        yield "read b"
        bank["seen"] = total + bank["b"]

    def race():
        bank = {"a": 50, "b": 50, "seen": None}
        return bank, {"reader": reader(bank), "writer": writer(bank)}

    found = explore(
        race, bad=lambda bank: bank["seen"] != 100, outcome=lambda b: b["seen"]
    )

    assert (found.bad_schedules, found.schedules) == (2, 6)
    assert sorted(found.outcomes) == [70, 100, 130]


def test_write_skew_leaves_nobody_on_call():
    def doctor(hospital, name):
        yield "count who is on call"
        enough = sum(hospital.values()) >= 2
        yield "go home"
        if enough:
            hospital[name] = False

    def race():
        hospital = {"ann": True, "bob": True}
        return hospital, {name: doctor(hospital, name) for name in ("ann", "bob")}

    found = explore(race, bad=lambda hospital: not any(hospital.values()))

    assert (found.bad_schedules, found.schedules) == (4, 6)


@pytest.mark.parametrize("merge", [False, True])
@pytest.mark.parametrize(
    ("bound", "bad", "total"), [(0, 0, 24), (1, 144, 312), (2, 1656, 2424)]
)
def test_one_bad_switch_is_enough(bound, bad, total, merge):
    race = crowd(slow, 4, stock=1)

    found = explore(race, lambda shop: shop.sold > 1, preemptions=bound, merge=merge)

    assert (found.bad_schedules, found.schedules) == (bad, total)
    assert f"at preemption bound {bound}" in found.covered


def locker(locks, first, second):
    yield When(f"take {first}", lambda: locks[first])
    locks[first] = False
    yield When(f"take {second}", lambda: locks[second])
    locks[second] = False
    yield "give both back"
    locks[first] = locks[second] = True


def table(*orders):
    def race():
        locks = {"x": True, "y": True}
        names = ("ann", "bob", "cal")
        return locks, {
            name: locker(locks, *order)
            for name, order in zip(names, orders, strict=False)
        }

    return race


@pytest.mark.parametrize("merge", [False, True])
def test_locks_taken_in_opposite_orders_can_deadlock(merge):
    found = explore(table("xy", "yx"), merge=merge)

    assert (found.deadlocks, found.bad_schedules, found.schedules) == (2, 2, 4)
    assert found.shortest == "01"
    assert replay(table("xy", "yx"), "01").enabled == ()


def test_one_order_for_all_locks_never_deadlocks():
    assert explore(table("xy", "xy", "xy")).deadlocks == 0


def test_four_clients_of_four_steps_are_counted_exactly():
    def worker(shop):
        yield "look"
        yield "read"
        seen = shop.stock
        yield "think"
        yield "write"
        shop.stock = seen - 1

    found = explore(crowd(worker, 4, 9), lambda shop: shop.stock != 5, merge=True)

    assert found.schedules == 63_063_000 == factorial(16) // factorial(4) ** 4
    assert found.complete


def test_the_shortest_bad_schedule_replays_to_a_bad_state():
    race = crowd(buyer, 2, stock=5)
    found = explore(race, bad=lambda shop: shop.stock != 3)

    run = replay(race, found.shortest)

    assert found.shortest == "0110"
    assert run.state.stock == 4
    assert [step.label for step in run.steps] == ["read", "read", "write", "write"]
    assert [step.state for step in run.steps] == [
        f"stock={stock} sold=0" for stock in (5, 5, 4, 4)
    ]


def test_a_broken_invariant_is_shown_at_once():
    race = crowd(careful, 2, stock=1)

    found = explore(race, invariant=lambda shop: shop.sold < 1)

    assert found.bad_schedules == found.schedules == 6
    assert found.shortest == "00"


def test_all_lists_the_schedules_in_order():
    found = explore(crowd(buyer, 2, 5), bad=lambda shop: shop.stock != 3)

    assert list(found.all) == [
        ("0011", False),
        ("0101", True),
        ("0110", True),
        ("1001", True),
        ("1010", True),
        ("1100", False),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"limit": -1}, "limit=-1: give"), ({"preemptions": -1}, "preemptions=-1: allow")],
)
def test_a_bound_that_bounds_nothing_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        explore(crowd(buyer, 2, 9), lambda s: True, **options)


def test_a_limit_is_reported():
    found = explore(crowd(buyer, 4, 9), lambda s: True, limit=100)
    merged = explore(crowd(buyer, 4, 9), lambda s: True, limit=100, merge=True)

    assert not found.complete
    assert found.covered.startswith("only 100 schedules")
    assert found.covered.endswith("stopped at limit=100")
    assert not merged.complete
    assert "through 100 states" in merged.covered
    assert explore(crowd(buyer, 2, 9), lambda s: True, limit=6).complete


def test_a_printed_run_fits_72_columns():
    race = crowd(buyer, 3, stock=10**60)

    lines = repr(replay(race, "012012")).splitlines()

    assert len(lines) == 7
    assert max(map(len, lines)) <= 72


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        ("0x", r"position 2 of '0x': 'x' cannot move here, only 0 \(buyer 0\) and 1"),
        ("07", r"position 2 of '07': '7' cannot move here, only 0 \(buyer 0\) and 1"),
        ("000", r"position 3 of '000': '0' cannot move here, only 1 \(buyer 1\)"),
        ("00110", r"position 5 of '00110': '0' cannot move here, only nobody"),
    ],
)
def test_a_schedule_that_does_not_fit_is_named(schedule, message):
    with pytest.raises(ScheduleError, match=message):
        replay(crowd(buyer, 2, 5), schedule)


def test_that_nothing_bad_was_found_is_said_where_it_is_drawn_or_replayed():
    """The first repair that a reader tries leaves the picture below without a run."""
    race = crowd(buyer, 1, 5)
    shortest = explore(race, bad=lambda shop: False).shortest

    with pytest.raises(ScheduleError, match="the search found no bad one"):
        lanes(race, shortest, values=["stock"])
    for again in (race, World, 0):
        with pytest.raises(ScheduleError, match="the search found no bad one"):
            replay(again, shortest)


def test_a_client_that_waits_is_named():
    with pytest.raises(ScheduleError, match=r"'1' cannot move here, only 0 \(ann\)"):
        replay(table("xy", "xy"), "01")


def test_a_client_that_yields_something_unknown_is_named():
    def odd(shop):
        yield 42

    with pytest.raises(TypeError, match=r"client 'buyer 0' yielded 42: yield a name"):
        explore(crowd(odd, 1, 1))


def test_a_function_in_place_of_a_client_is_named():
    with pytest.raises(TypeError, match=r"client 'ann' is <function buyer.*: call it"):
        explore(lambda: ({}, {"ann": buyer}))


@pytest.mark.parametrize("merge", [False, True])
def test_a_client_that_spins_is_refused(merge):
    def spinner(shop):
        while shop.stock:
            yield "look"

    with pytest.raises(ScheduleError, match=r"than 500 steps, .*'buyer .': .*When"):
        explore(crowd(spinner, 2, 1), merge=merge)


@pytest.mark.parametrize(
    ("clients", "options"), [(3, {}), (2, {"merge": True}), (2, {"limit": 3})]
)
def test_a_lattice_of_what_it_cannot_show_is_refused(clients, options):
    with pytest.raises(ScheduleError, match="two clients and all of at most"):
        lattice(explore(crowd(buyer, clients, 5), **options))


def test_a_lattice_shows_clients_whose_steps_depend_on_the_schedule():
    def taker(shop, name):
        yield "look"
        if shop.stock:
            shop.stock -= 1
            yield "take"
            shop.sold = name

    def race():
        shop = SimpleNamespace(stock=1, sold=None)
        return shop, {name: taker(shop, name) for name in ("ann", "bob")}

    drawing = lattice(explore(race, bad=lambda shop: shop.sold == "bob"))

    assert ">ann 2 take<" in drawing.svg
    assert ">bob 2 take<" in drawing.svg
    assert drawing.log == ["bob: look", "bob: take", "ann: look"]


def test_one_schedule_is_over_before_the_next_begins():
    """What is shared may be a database outside: a new race wipes the one before."""
    outside = SimpleNamespace()

    def race():
        outside.stock = 5
        return outside, {name: buyer(outside) for name in ("ann", "bob", "cal")}

    found = explore(race, bad=lambda shop: shop.stock != 2)

    assert (found.bad_schedules, found.schedules) == (84, 90)
    assert found.all == explore(crowd(buyer, 3, 5), lambda shop: shop.stock != 2).all


def test_a_schedule_in_a_deadlock_lets_go_of_what_it_holds():
    holding = []

    def taker(shop, name, mine, other):
        holding.append(name)
        try:
            yield When(f"take {mine}", lambda: shop[mine])
            shop[mine] = False
            yield When(f"take {other}", lambda: shop[other])
            shop[mine] = True
        finally:
            holding.remove(name)

    def race():
        assert holding == []
        shop = {"a": True, "b": True}
        return shop, {
            "ann": taker(shop, "ann", "a", "b"),
            "bob": taker(shop, "bob", "b", "a"),
        }

    assert explore(race).deadlocks == 2


def counted(race, calls):
    def counting():
        calls.append(1)
        return race()

    return counting


def test_a_limit_bounds_the_work_of_merging():
    calls = []
    race = counted(crowd(slow, 12, 1), calls)

    found = explore(race, merge=True, limit=100)

    assert not found.complete
    assert len(calls) < 300


def test_merging_finds_a_client_that_spins_at_once():
    def waiter(shop):
        tries = 0
        while not shop.sold:
            yield "try"
            tries += 1

    def race():
        shop = SimpleNamespace(stock=9, sold=0)
        clients = {f"buyer {n}": buyer(shop) for n in range(3)}
        return shop, {**clients, "waiter": waiter(shop)}

    calls = []
    with pytest.raises(ScheduleError, match=r"500 steps, the last by 'waiter'"):
        explore(counted(race, calls), merge=True)

    assert len(calls) < 100


def test_a_bare_yield_is_no_end():
    def odd(shop):
        yield
        shop.stock -= 1

    with pytest.raises(TypeError, match=r"client 'buyer 0' yielded None: yield a name"):
        explore(crowd(odd, 2, 5))


def test_counts_are_numbers_even_of_one_schedule():
    found = explore(crowd(buyer, 1, 5), bad=lambda shop: True)

    assert repr((found.bad_schedules, found.deadlocks)) == "(1, 0)"
    assert found.outcomes == {}


def test_a_client_of_500_steps_ends_and_one_of_501_spins():
    def walker(shop, steps):
        for _ in range(steps):
            yield "walk"

    def race(steps):
        return lambda: ({}, {"ann": walker({}, steps)})

    assert explore(race(500)).schedules == 1
    with pytest.raises(ScheduleError, match="more than 500 steps"):
        explore(race(501))


@pytest.mark.parametrize(
    ("state", "words"),
    [({"a": 1}, "a=1"), (Counter(a=1), "a=1"), (SimpleNamespace(a=[1]), "a=[1]")],
)
def test_a_state_is_described_by_its_parts(state, words):
    assert describe(state) == words


# Random small programs: what a client does at each step.
ACTIONS = ("read", "write", "add", "swap", "wait", "loop")


def steps(program):
    return len(program) + program.count("loop")


programs = st.lists(
    st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3), min_size=1, max_size=3
).filter(lambda programs: sum(map(steps, programs)) <= 9)  # 9! / 3!^3 = 1,680 schedules


def run_program(shared, number, program):
    seen = 0
    box = shared["box"]
    for action in program:
        if action == "loop":
            for item in [number, number]:  # the loop's place shows in no variable
                yield "loop"
                shared["x"] += item
            continue
        waits = action == "wait"
        yield When("wait", lambda: shared["x"] % 2 == 0) if waits else action
        if action == "read":
            seen = shared["x"]
        elif action == "write":
            shared["x"] = seen + 1
        elif action == "add":
            box.append(number)
        elif action == "swap":
            box, shared["box"] = shared["box"], list(box)


def race_of(programs):
    def race():
        shared = {"x": 0, "box": []}
        return shared, {
            f"client {n}": run_program(shared, n, program)
            for n, program in enumerate(programs)
        }

    return race


@settings(max_examples=150, deadline=None)
@given(programs, st.sampled_from([None, 0, 1, 2]), st.booleans())
def test_merging_equal_states_changes_no_count(programs, preemptions, watch):
    race = race_of(programs)
    asked = {
        "bad": lambda shared: shared["x"] > 2 or len(shared["box"]) % 2 == 1,
        "invariant": (lambda shared: shared["x"] < 3) if watch else None,
        "outcome": lambda shared: (shared["x"], tuple(shared["box"])),
        "preemptions": preemptions,
    }

    plain, merged = explore(race, **asked), explore(race, **asked, merge=True)

    assert merged.schedules == plain.schedules
    assert merged.bad_schedules == plain.bad_schedules
    assert merged.deadlocks == plain.deadlocks
    assert merged.outcomes == plain.outcomes
    assert merged.shortest == plain.shortest


@settings(max_examples=50, deadline=None)
@given(programs)
def test_every_schedule_listed_can_be_replayed(programs):
    race = race_of(programs)
    found = explore(race, bad=lambda shared: shared["x"] > 1)

    listed = list(found.all)

    assert len(listed) == len({schedule for schedule, _ in listed}) == found.schedules
    for schedule, bad in listed[:20]:
        assert (replay(race, schedule).state["x"] > 1) == bad
