"""The checker against brute force, and by hand."""

import random
from collections import Counter

import pytest
from brute_force import (
    Bare,
    assert_is_a_witness,
    brute_force,
    crowd_without_answers,
    drawn_history,
    first_stuck,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minicluster import (
    CasRegister,
    HistoryError,
    KeyValue,
    Operation,
    check_linearizable,
)

value = st.integers(0, 2)
register_calls = st.one_of(
    st.tuples(st.just("read"), st.just(()), st.none() | value),
    st.tuples(st.just("write"), st.tuples(value), st.none()),
    st.tuples(st.just("cas"), st.tuples(st.none() | value, value), st.booleans()),
)
letter = st.sampled_from("ab")
key = st.sampled_from("xy")
store_calls = st.one_of(
    st.tuples(
        st.just("get"), st.tuples(key), st.sampled_from(["", "a", "ab", "ba", "b"])
    ),
    st.tuples(st.just("put"), st.tuples(key, letter), st.none()),
    st.tuples(st.just("append"), st.tuples(key, letter), st.none()),
)
string = st.sampled_from(["", "a", "b", "ab", "ba", "aa", "aba"])
string_calls = st.one_of(
    st.tuples(st.just("get"), st.just(("x",)), string),
    st.tuples(st.just("put"), st.tuples(st.just("x"), letter), st.none()),
    st.tuples(st.just("append"), st.tuples(st.just("x"), letter), st.none()),
)


@st.composite
def histories(draw, calls):
    operations = []
    for client in draw(st.sampled_from(["a", "ab", "abc"])):
        time = 0
        for name, args, result in draw(st.lists(calls, max_size=3)):
            call = time + draw(st.integers(0, 3))
            time = call + draw(st.integers(0, 4))
            answered = draw(st.sampled_from([True, True, True, True, False]))
            ret = time if answered else None
            result = result if answered else None
            operations.append(Operation(client, name, args, result, call, ret))
    return operations


def judge(history, model):
    """Return the verdict, after it was held against the definition."""
    verdict = check_linearizable(history, model)

    assert verdict.ok == brute_force(history, model)
    assert_is_a_witness(verdict.order, history, model, until=verdict.stuck)
    return verdict


@settings(max_examples=600, deadline=None)
@given(histories(register_calls))
def test_a_register_is_judged_as_by_brute_force(history):
    verdict = judge(history, CasRegister())

    assert verdict.stuck == first_stuck(history, CasRegister())


@settings(max_examples=400, deadline=None)
@given(histories(store_calls))
def test_a_store_is_judged_as_by_brute_force(history):
    verdict = check_linearizable(history, KeyValue())

    assert verdict.ok == brute_force(history, KeyValue())
    if verdict.ok:
        assert_is_a_witness(verdict.order, history, KeyValue())


@settings(max_examples=400, deadline=None)
@given(histories(string_calls))
def test_one_string_is_judged_as_by_brute_force(history):
    verdict = judge(history, KeyValue())

    assert verdict.stuck == first_stuck(history, KeyValue())


@settings(max_examples=300, deadline=None)
@given(histories(register_calls))
def test_a_model_that_tells_nothing_beforehand_is_judged_alike(history):
    told, bare = (
        check_linearizable(history, model)
        for model in (CasRegister(), Bare(CasRegister()))
    )

    assert (told.ok, told.stuck) == (bare.ok, bare.stuck)


@pytest.mark.parametrize(
    ("kind", "linearizable"),
    [("register", 321), ("unique", 268), ("store", 358)],
)
def test_long_histories_of_many_clients_are_judged_as_by_brute_force(
    kind, linearizable
):
    """These are histories of ours, played on a real copy and then led astray."""
    chance = random.Random(7)
    counts = Counter()
    for _ in range(500):
        clients = chance.randint(2, 6)
        history, model = drawn_history(chance, kind, operations=18, clients=clients)

        verdict = judge(history, model)

        assert verdict.stuck == first_stuck(history, model)
        counts[verdict.ok] += 1

    assert counts == {True: linearizable, False: 500 - linearizable}


@pytest.mark.parametrize(("kind", "linearizable"), [("register", 390), ("store", 942)])
def test_operations_without_an_answer_are_judged_as_by_brute_force(kind, linearizable):
    chance = random.Random(3)
    counts = Counter()
    for _ in range(1500):
        history, model = crowd_without_answers(chance, kind)

        verdict = check_linearizable(history, model)

        assert verdict.ok == brute_force(history, model)
        counts[verdict.ok] += 1

    assert counts == {True: linearizable, False: 1500 - linearizable}


@settings(max_examples=200, deadline=None)
@given(histories(register_calls), st.randoms(use_true_random=False))
def test_the_order_in_which_clients_are_listed_does_not_matter(history, chance):
    times = [time for o in history for time in (o.call, o.ret) if time is not None]
    assume(len(times) == len(set(times)))
    shuffled = list(history)
    chance.shuffle(shuffled)

    verdict, again = (check_linearizable(h, CasRegister()) for h in (history, shuffled))

    assert (verdict.ok, verdict.stuck) == (again.ok, again.stuck)


def test_a_failed_cas_has_no_effect_and_needs_another_value():
    write = Operation("ann", "write", (1,), None, 0, 1)
    failed = Operation("ann", "cas", (1, 2), False, 2, 3)
    read = Operation("ann", "read", (), 1, 4, 5)

    assert check_linearizable([write, failed], CasRegister()).stuck == failed
    assert check_linearizable(
        [write, failed._replace(args=(0, 2)), read], CasRegister()
    ).ok


@pytest.mark.parametrize(("seen", "ok"), [(1, True), (2, True), (3, False)])
def test_an_unanswered_write_may_take_effect_late_or_never(seen, ok):
    history = [
        Operation("ann", "write", (1,), None, 0, 1),
        Operation("bob", "write", (2,), None, 2, None),
        Operation("ann", "read", (), 1, 10, 11),
        Operation("ann", "read", (), seen, 20, 21),
    ]

    assert check_linearizable(history, CasRegister()).ok == ok


def test_an_unanswered_operation_cannot_take_effect_before_its_call():
    read = Operation("ann", "read", (), 2, 0, 1)
    write = Operation("bob", "write", (2,), None, 2, None)

    assert check_linearizable([read, write], CasRegister()).stuck == read


def test_at_one_moment_clients_overlap_but_a_client_keeps_its_order():
    write = Operation("ann", "write", (1,), None, 0, 10)
    stale = Operation("bob", "read", (), None, 10, 20)

    assert check_linearizable([write, stale], CasRegister()).ok
    assert not check_linearizable(
        [write, stale._replace(client="ann")], CasRegister()
    ).ok


def test_keys_are_checked_one_by_one():
    history = [
        Operation("ann", "put", ("x", "1"), None, 0, 1),
        Operation("ann", "append", ("x", "2"), None, 2, 3),
        Operation("bob", "get", ("x",), "12", 4, 5),
        Operation("bob", "get", ("y",), "", 6, 7),
        Operation("bob", "get", ("y",), "12", 8, 9),
    ]

    assert check_linearizable(history, KeyValue()).stuck == history[-1]
    assert check_linearizable(history[:-1], KeyValue()).ok


def test_an_empty_history_is_linearizable():
    verdict = check_linearizable([], CasRegister())

    assert (verdict.ok, verdict.order, verdict.stuck) == (True, [], None)


@pytest.mark.parametrize(
    ("history", "message"),
    [
        (
            [Operation("ann", "read", (), 1, 5, 3)],
            r"ann: read\(\) → 1 \[5, 3\] returns before its call: mend",
        ),
        (
            [
                Operation("ann", "read", (), 1, 0, 9),
                Operation("ann", "write", (1,), None, 5, 8),
            ],
            r"ann: write\(1\) \[5, 8\] begins before ann: read.* has ended: give",
        ),
        (
            [Operation("ann", "get", ("x",), "", 0, 1)],
            r"ann: get\('x'\) → '' \[0, 1\]: name and arguments as in {'read': 0,",
        ),
        (
            [Operation("ann", "write", (), None, 0, 1)],
            r"ann: write\(\) \[0, 1\]: name and arguments as",
        ),
    ],
)
def test_an_impossible_history_is_named(history, message):
    with pytest.raises(HistoryError, match=message):
        check_linearizable(history, CasRegister())
