"""The four session guarantees: by hand, and against their definition."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minicluster import (
    HistoryError,
    Operation,
    monotonic_reads,
    monotonic_writes,
    read_your_writes,
    writes_follow_reads,
)

ALL = [read_your_writes, monotonic_reads, monotonic_writes, writes_follow_reads]


def told(*words):
    """Make a history, one thing after another, from words such as "ann w1"."""
    history = []
    for time, word in enumerate(words):
        client, did = word.split()
        value = None if did[1:] == "-" else int(did[1:])
        args, result = ((), value) if did[0] == "r" else ((value,), None)
        name = {"r": "read", "w": "write"}[did[0]]
        history.append(Operation(client, name, args, result, 10 * time, 10 * time + 5))
    return history


@pytest.mark.parametrize(
    ("words", "order", "broken"),
    [
        (["ann w1", "ann r1", "bob r1"], [1], []),
        (["ann w1", "ann r-"], [1], [read_your_writes]),
        (["ann w1", "bob w2", "ann r2"], [1, 2], []),
        (["ann w1", "bob w2", "ann r2"], [2, 1], [read_your_writes]),
        (["ann w1", "ann w2", "ann r1"], [1, 2], [read_your_writes]),
        (["ann w1", "bob r1", "bob r-"], [1], [monotonic_reads]),
        (["ann w1", "cal w2", "bob r2", "bob r1"], [1, 2], [monotonic_reads]),
        (["ann w1", "ann w2"], [2, 1], [monotonic_writes]),
        (["ann w1", "bob r1", "bob w2"], [2, 1], [writes_follow_reads]),
    ],
)
def test_each_guarantee_is_broken_by_its_own_example(words, order, broken):
    history, order = told(*words), [(value,) for value in order]

    assert [check for check in ALL if not check(history, order).ok] == broken
    for check in broken:
        assert check(history, order).stuck == history[-1]


def test_without_an_order_writes_are_arranged_as_they_began():
    history = told("ann w1", "bob w2", "ann r1", "bob r1")

    assert read_your_writes(history).order == history[:2]
    assert read_your_writes(history).stuck == history[3]


def test_keys_have_orders_of_their_own():
    history = [
        Operation("ann", "put", ("x", "1"), None, 0, 1),
        Operation("ann", "put", ("y", "2"), None, 2, 3),
        Operation("ann", "get", ("x",), "1", 4, 5),
        Operation("ann", "get", ("y",), "", 6, 7),
    ]

    assert read_your_writes(history).stuck == history[3]
    assert read_your_writes(history[:3]).ok


@pytest.mark.parametrize(
    ("history", "message"),
    [
        (told("ann r7"), r"ann: read.* → 7 .*not in the order of the writes; add it"),
        (
            told("ann w1", "bob w1"),
            r"bob: write\(1\) .*: this was written before: vary the values",
        ),
        (
            [Operation("ann", "cas", (1, 2), True, 0, 1)],
            "ann: cas.*: call it read, get, write or put",
        ),
        (
            [Operation("ann", "write", (1,), None, 1, 0)],
            "returns before its call",
        ),
    ],
)
def test_a_history_that_tells_nothing_is_refused(history, message):
    for check in ALL:
        with pytest.raises(HistoryError, match=message):
            check(history)


def test_a_write_that_the_order_lacks_is_refused():
    with pytest.raises(HistoryError, match=r"bob: write\(2\).* not in the order"):
        monotonic_writes(told("ann w1", "bob w2"), order=[(1,)])


def test_an_order_with_a_write_twice_is_refused():
    with pytest.raises(
        HistoryError, match=r"^order=\[\(1,\), \(1,\)\] has a write twice"
    ):
        monotonic_writes(told("ann w1"), order=[(1,), (1,)])


def test_an_empty_order_is_an_order():
    assert monotonic_writes(told("ann r-"), order=[]).ok
    with pytest.raises(HistoryError, match=r"ann: write\(1\).* not in the order"):
        monotonic_writes(told("ann w1"), order=[])


def test_a_history_is_refused_even_if_it_is_broken_before():
    history = [*told("ann w1", "ann r-", "ann r7")]

    with pytest.raises(HistoryError, match=r"ann: read\(\) → 7 .* not in the order"):
        read_your_writes(history)


def test_what_was_never_answered_promises_nothing_and_stands_first():
    lost = Operation("ann", "write", (2,), None, 6, None)
    unread = Operation("ann", "read", (), 5, 40, None)
    history = [*told("ann w1"), lost, *told("bob r-", "ann r-")[1:], unread]

    verdict = read_your_writes([*history[:2], history[2]], order=[(1,)])

    assert (verdict.ok, verdict.stuck) == (False, history[2])
    assert verdict.order == [lost, history[0]]
    assert read_your_writes([lost, history[2], unread], order=[(1,), (2,)]).ok


def test_the_first_to_return_is_named_and_what_was_judged_is_counted():
    history = told("ann w1", "ann w2", "ann r1", "ann r-", "bob r1")

    verdict = read_your_writes(history)

    assert verdict.stuck == history[2]
    assert repr(verdict) == (
        "ann: read() → 1 [20, 25] fits nowhere\ncovered: 5 operations, 2 of them writes"
    )


def test_a_client_is_held_to_the_newest_version_it_has_come_to():
    history = told("ann w1", "bob w2", "ann r2", "ann r1", "ann r2")

    assert monotonic_reads(history).stuck == history[3]
    assert writes_follow_reads([*history[:3], *told(*["cy r-"] * 4, "ann w3")[4:]]).ok


def test_a_string_that_was_put_is_not_taken_for_nothing():
    history = [
        Operation("ann", "put", ("x", "1"), None, 0, 1),
        Operation("ann", "put", ("x", ""), None, 2, 3),
        Operation("ann", "get", ("x",), "", 4, 5),
    ]

    assert read_your_writes(history).ok


@st.composite
def histories(draw):
    """Two or three clients, three writes of different values, and their order."""
    values, operations = iter([1, 2, 3]), []
    for client in draw(st.sampled_from(["a", "ab", "abc"])):
        time = 0
        for wants_write in draw(st.lists(st.booleans(), max_size=4)):
            call = time + draw(st.integers(0, 3))
            ret = time = call + draw(st.integers(1, 4))
            ret = None if draw(st.integers(0, 5)) == 0 else ret
            new = next(values, None) if wants_write else None
            if new is None:
                seen = draw(st.sampled_from([None, 1, 2, 3]))
                operations.append(Operation(client, "read", (), seen, call, ret))
            else:
                operations.append(Operation(client, "write", (new,), None, call, ret))
    return operations, draw(st.permutations([(1,), (2,), (3,)]))


def broken_pairs(check, history, order):
    """Apply the definition: the pairs of one client that lead it back."""
    kinds = {
        read_your_writes: ("write", "read"),
        monotonic_reads: ("read", "read"),
        monotonic_writes: ("write", "write"),
        writes_follow_reads: ("read", "write"),
    }[check]

    def rank(operation):
        value = operation.result if operation.name == "read" else operation.args[0]
        return -1 if value is None else order.index((value,))

    done = [o for o in history if o.ret is not None]
    return [
        (a, b)
        for a, b in itertools.combinations(done, 2)
        if a.client == b.client and (a.name, b.name) == kinds and rank(b) < rank(a)
    ]


@settings(max_examples=300, deadline=None)
@given(histories(), st.sampled_from(ALL))
def test_a_guarantee_holds_when_no_pair_leads_back(case, check):
    history, order = case

    verdict = check(history, order)

    broken = broken_pairs(check, history, order)
    assert verdict.ok == (not broken)
    if broken:
        assert verdict.stuck.ret == min(later.ret for _, later in broken)
