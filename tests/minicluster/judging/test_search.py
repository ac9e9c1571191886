"""The search: its limit, what it finds in time, and the sets that it reckons with."""

import random
import tracemalloc

import pytest
from brute_force import Bare, assert_is_a_witness, drawn_history
from hypothesis import given
from hypothesis import strategies as st
from minicluster import CasRegister, KeyValue, Operation, check_linearizable
from minicluster.judging.numbering import (
    bits_below,
    lowest,
    lowest_missing,
    number_by_return,
    numbers_in,
    set_of,
)

numbers = st.sets(st.integers(0, 70))


@given(numbers)
def test_sets_are_whole_numbers(chosen):
    as_int = set_of(chosen)

    assert numbers_in(as_int) == sorted(chosen)
    assert lowest(as_int) == min(chosen, default=-1)
    assert lowest_missing(as_int) == min(set(range(72)) - chosen)
    assert numbers_in(bits_below(len(chosen))) == list(range(len(chosen)))


def test_a_part_says_what_may_come_next():
    first = Operation("ann", "write", (1,), None, 0, 10)
    at_once = Operation("ann", "write", (2,), None, 10, 10)
    meanwhile = Operation("bob", "write", (3,), None, 10, 20)
    lost = Operation("ann", "write", (4,), None, 10, None)
    late = Operation("cy", "write", (5,), None, 11, 12)

    part = number_by_return([first, at_once, meanwhile, lost, late])

    assert part.operations == [first, at_once, late, meanwhile, lost]
    assert part.answered == 4
    assert [numbers_in(part.may_come(placed)) for placed in (0, 0b1, 0b11, 0b111)] == [
        [0, 3],
        [1, 3],
        [2, 3, 4],
        [3, 4],
    ]


def crowd(wrong):
    """Twenty clients write and swap few values at once; at last one reads."""
    history = [
        Operation(
            number, "cas", (number % 4, (number * 7 + 1) % 5), True, 0, 100 + number
        )
        for number in range(20)
    ]
    history.append(Operation("ann", "write", (0,), None, 0, 90))
    return [*history, Operation("ann", "read", (), 9 if wrong else 0, 200, 201)]


def test_at_its_limit_a_verdict_is_undecided_and_says_so():
    verdict = check_linearizable(crowd(wrong=True), Bare(CasRegister()), limit=300)

    assert (verdict.ok, verdict.stuck) == (None, None)
    assert repr(verdict) == (
        "undecided\ncovered: 22 operations, 1 part, 300 states, which is the limit: "
        "raise it, or judge a shorter history"
    )
    assert_is_a_witness(verdict.order, verdict.order, CasRegister())


def test_the_limit_bounds_what_is_met_in_all_parts_together():
    parts = [
        operation._replace(name="put", args=(key, str(operation.client)), client=client)
        for key in "abc"
        for operation in crowd(wrong=True)[:-2]
        for client in [(key, operation.client)]
    ]
    reads = [Operation(key, "get", (key,), "?", 300, 301) for key in "abc"]

    verdict = check_linearizable([*parts, *reads], Bare(KeyValue()), limit=250)

    assert verdict.covered.startswith("63 operations, 3 parts, 250 states, which")
    # Two parts have no turn at all.
    verdict = check_linearizable([*parts, *reads], Bare(KeyValue()), limit=50)
    assert verdict.covered.startswith("63 operations, 3 parts, 50 states, which")
    assert {operation.args[0] for operation in verdict.order} == {"a"}


def test_what_was_decided_within_the_limit_is_decided():
    history = [Operation("ann", "write", (v,), None, v, v) for v in (1, 2, 1)]

    verdict = check_linearizable(history, CasRegister(), limit=4)

    assert (verdict.ok, verdict.covered) == (True, "3 operations, 1 part, 4 states")
    assert check_linearizable(history, CasRegister(), limit=3).ok is None
    assert check_linearizable(history[:1], CasRegister(), limit=1).covered == (
        "1 operation, 1 part, 0 states"
    )


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(limit):
    with pytest.raises(ValueError, match=rf"^limit={limit}: give the number of states"):
        check_linearizable([], CasRegister(), limit=limit)


def test_memory_is_bounded_by_the_limit():
    history = crowd(wrong=True)
    peaks = []
    for limit in (1_000, 2_000):
        tracemalloc.start()
        assert check_linearizable(history, Bare(CasRegister()), limit=limit).ok is None
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 3_000_000
    assert peaks[1] < 2.5 * peaks[0]


@pytest.mark.parametrize("kind", ["register", "unique"])
@pytest.mark.parametrize("seed", range(5))
def test_one_wrong_read_of_twenty_clients_is_found(kind, seed):
    """A hundred operations, played on a real register; the read comes half way."""
    chance = random.Random(seed)
    history, model = drawn_history(chance, kind, operations=100, clients=20, astray=0)
    assert check_linearizable(history, model).ok
    reads = [o for o in history[50:] if o.name == "read" and o.ret is not None]
    wrong = reads[0]._replace(result=-1)

    verdict = check_linearizable(
        [wrong if operation is reads[0] else operation for operation in history], model
    )

    assert (verdict.ok, verdict.stuck) == (False, wrong)
    assert wrong not in verdict.order
    assert_is_a_witness(verdict.order, history, model, until=wrong)


def test_a_hard_part_does_not_hold_up_a_wrong_one():
    hard = [
        operation._replace(name="put", args=("x", str(operation.client)))
        for operation in crowd(wrong=True)[:-2]
    ]
    hard.append(Operation("ann", "get", ("x",), "?", 300, 301))
    wrong = Operation("bob", "get", ("y",), "?", 0, 1)

    verdict = check_linearizable([*hard, wrong], Bare(KeyValue()), limit=1_000)

    assert verdict.stuck == wrong
    assert verdict.covered == "22 operations, 2 parts, 101 states"
