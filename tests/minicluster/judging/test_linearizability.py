"""The checker against recorded verdicts, against brute force, and by hand."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minicluster import (
    CasRegister,
    HistoryError,
    KeyValue,
    Operation,
    check_linearizable,
)
from recorded import FOLDER, cases

RECORDED = cases()


@pytest.mark.skipif(not RECORDED, reason=f"no recorded histories in {FOLDER}")
def test_all_recorded_verdicts_are_there():
    etcd = [name for name in RECORDED if name.startswith("etcd")]

    assert (len(etcd), len(RECORDED) - len(etcd)) == (102, 6)
    assert sum(RECORDED[name][2] for name in etcd) == 23


@pytest.mark.parametrize("name", RECORDED or [None])
def test_the_checker_agrees_with_the_recorded_verdict(name):
    if name is None:
        pytest.skip(f"no recorded histories in {FOLDER}")
    history, model, expected = RECORDED[name]

    verdict = check_linearizable(history, model)

    assert verdict.ok == expected
    if expected:
        assert_is_a_witness(verdict.order, history, model)


def precedes(a, b):
    """Say whether a must stand before b; both are (place in the history, operation)."""
    if a[1].ret is None:
        return False
    return a[1].ret < b[1].call or (a[1].client == b[1].client and a[0] < b[0])


def brute_force(history, model, until=None):
    """Decide by trying every order that real time allows.

    With `until` an order need only take what was answered up to that operation.
    """
    ordered = list(enumerate(sorted(history, key=lambda o: o.call)))
    answered = sorted((o for _, o in ordered if o.ret is not None), key=lambda o: o.ret)
    places = [place for place, o in enumerate(answered) if o is until]
    wanted = answered[: places[0] + 1] if places else answered

    def go(left, states):
        if not any(o is want for _, o in left for want in wanted):
            return True
        for pair in left:
            if any(precedes(other, pair) for other in left if other is not pair):
                continue
            operation = pair[1]
            part = model.part(operation)
            state = states.get(part, model.initial)
            right, after = model.apply(state, operation)
            if operation.ret is None or right:
                rest = [other for other in left if other is not pair]
                if go(rest, {**states, part: after}):
                    return True
        return False

    return go(ordered, {})


def assert_is_a_witness(order, history, model):
    states = {}
    placed = {id(operation): place for place, operation in enumerate(order)}
    for operation in order:
        part = model.part(operation)
        state = states.get(part, model.initial)
        right, states[part] = model.apply(state, operation)
        assert operation.ret is None or right
    ordered = list(enumerate(sorted(history, key=lambda o: o.call)))
    for pair in ordered:
        assert pair[1].ret is None or id(pair[1]) in placed
    for a in ordered:
        for b in ordered:
            both = id(a[1]) in placed and id(b[1]) in placed
            of_one_part = model.part(a[1]) == model.part(b[1])
            earlier = a[1].ret is not None and a[1].ret < b[1].call
            if both and (earlier or (of_one_part and precedes(a, b))):
                assert placed[id(a[1])] < placed[id(b[1])]


def first_stuck(history, model):
    """Return the first operation, by return, that no order of right answers passes."""
    ordered = sorted(history, key=lambda o: o.call)
    answered = sorted((o for o in ordered if o.ret is not None), key=lambda o: o.ret)
    return next((o for o in answered if not brute_force(ordered, model, o)), None)


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


@settings(max_examples=600, deadline=None)
@given(histories(register_calls))
def test_a_register_is_judged_as_by_brute_force(history):
    model = CasRegister()

    verdict = check_linearizable(history, model)

    assert verdict.ok == brute_force(history, model)
    assert verdict.stuck == first_stuck(history, model)
    if verdict.ok:
        assert_is_a_witness(verdict.order, history, model)


@settings(max_examples=400, deadline=None)
@given(histories(store_calls))
def test_a_store_is_judged_as_by_brute_force(history):
    verdict = check_linearizable(history, KeyValue())

    assert verdict.ok == brute_force(history, KeyValue())
    if verdict.ok:
        assert_is_a_witness(verdict.order, history, KeyValue())


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
    assert check_linearizable([], CasRegister()) == (True, [], None)


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
