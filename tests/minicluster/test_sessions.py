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
    ("words", "broken"),
    [
        (["ann w1", "ann r1", "bob r1"], []),
        (["ann w1", "ann r-"], [read_your_writes]),
        (["ann w1", "bob w2", "ann r2"], []),
        (["ann w1", "ann w2", "ann r1"], [read_your_writes]),
        (["ann w1", "bob r1", "bob r-"], [monotonic_reads]),
        (["ann w1", "ann w2", "bob r2", "bob r1"], [monotonic_reads, monotonic_writes]),
        (
            ["ann w1", "bob r1", "bob w2", "cal r2", "cal r1"],
            [monotonic_reads, writes_follow_reads],
        ),
    ],
)
def test_each_guarantee_is_broken_by_its_own_example(words, broken):
    history = told(*words)

    assert [check for check in ALL if not check(history).ok] == broken
    for check in broken:
        assert check(history).stuck == history[-1]


def test_keys_have_orders_of_their_own():
    history = [
        Operation("ann", "put", ("x", "1"), None, 0, 1),
        Operation("ann", "put", ("y", "2"), None, 2, 3),
        Operation("ann", "get", ("y",), "", 4, 5),
    ]

    assert read_your_writes(history).stuck == history[2]
    assert read_your_writes(history[:2]).ok


@pytest.mark.parametrize(
    ("history", "message"),
    [
        (told("ann r7"), "ann: read.* -> 7 .*nobody wrote this"),
        (
            told("ann w1", "bob w1"),
            "bob: write.* writes what ann: write.* vary the values",
        ),
        (
            [Operation("ann", "cas", (1, 2), True, 0, 1)],
            "ann: cas.* are told from read",
        ),
        (
            [Operation("ann", "write", (1,), None, 1, 0)],
            "return stands before the call",
        ),
    ],
)
def test_a_history_that_tells_nothing_is_refused(history, message):
    for check in ALL:
        with pytest.raises(HistoryError, match=message):
            check(history)


def test_what_was_asked_before_anything_was_written_is_the_oldest():
    history = told("ann r-", "ann w1", "bob r1", "bob r-")

    assert monotonic_reads(history[:3]).ok
    assert monotonic_reads(history).stuck == history[3]


def test_a_value_read_before_its_write_began_is_judged_all_the_same():
    history = told("bob r1", "ann w1", "ann r-", "bob r1")

    assert read_your_writes(history).stuck == history[2]


@st.composite
def histories(draw):
    """Two or three clients, at most three writes of different values."""
    operations, values = [], iter([1, 2, 3])
    for client in draw(st.sampled_from(["a", "ab", "abc"])):
        time = 0
        for wants_write in draw(st.lists(st.booleans(), max_size=3)):
            call = time + draw(st.integers(0, 3))
            ret = time = call + draw(st.integers(0, 4))
            if draw(st.integers(0, 5)) == 0:
                ret = None
            new = next(values, None) if wants_write else None
            if new is None:
                operations.append(Operation(client, "read", (), None, call, ret))
            else:
                operations.append(Operation(client, "write", (new,), None, call, ret))
    writes = [o for o in operations if o.name == "write"]

    def visible(read):
        return [None, *[w.args[0] for w in writes if w.call <= read.ret]]

    reads = [
        o._replace(result=draw(st.sampled_from(visible(o))))
        if o.name == "read" and o.ret is not None
        else o
        for o in operations
    ]
    return reads


def satisfied(check, history):
    """Apply the definition: does some order of the writes keep the promise?"""
    ordered = sorted(history, key=lambda o: o.call)
    ordered = [o for o in ordered if o.name == "write" or o.ret is not None]
    writes = [o for o in ordered if o.name == "write"]

    def version(o, rank):
        return rank[o.result if o.name == "read" else o.args[0]]

    kinds = {
        read_your_writes: ("write", "read"),
        monotonic_reads: ("read", "read"),
        monotonic_writes: ("write", "write"),
        writes_follow_reads: ("read", "write"),
    }[check]
    for arranged in itertools.permutations(writes):
        rank = {o.args[0]: n for n, o in enumerate(arranged, start=1)} | {None: 0}
        sessions = [
            (a, b)
            for a, b in itertools.combinations(ordered, 2)
            if a.client == b.client and a.ret is not None
        ]
        good = all(
            version(a, rank) <= version(b, rank)
            for a, b in sessions
            if (a.name, b.name) == kinds and b.ret is not None
        )
        if check in (read_your_writes, monotonic_reads):
            evidence = all(
                rank[a.args[0]] < rank[b.args[0]]
                for a in writes
                for b in writes
                if a.ret is not None and a.ret < b.call
            )
        else:
            evidence = all(
                version(a, rank) <= version(b, rank)
                for a, b in sessions
                if a.name == b.name == "read" and None not in (a.result, b.result)
            )
        if good and evidence:
            return True
    return False


@settings(max_examples=300, deadline=None)
@given(histories(), st.sampled_from(ALL))
def test_a_guarantee_holds_when_some_order_keeps_it(history, check):
    verdict = check(history)

    assert verdict.ok == satisfied(check, history)
    if not verdict.ok:
        ordered = sorted(history, key=lambda o: o.call)
        done = sorted((o for o in ordered if o.ret is not None), key=lambda o: o.ret)
        place = next(n for n, o in enumerate(done) if o is verdict.stuck)
        assert not satisfied(check, until(history, done, place + 1))
        assert place == 0 or satisfied(check, until(history, done, place))


def until(history, done, count):
    """Return what was known of a history after so many returns."""
    late = done[count:]
    begun = [o for o in history if o.call <= done[count - 1].ret]
    return [o._replace(ret=None) if any(o is x for x in late) else o for o in begun]
