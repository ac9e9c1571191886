"""Operations and histories: what is made of a trace, and what is refused."""

import dataclasses

import pytest
from minicluster import HistoryError, Operation, World, begin, end, history, sleep
from minicluster.judging.history import by_return, in_order
from minicluster.judging.verdict import Verdict


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        (Operation("ann", "write", (1,), None, 0, 20), "ann: write(1) [0, 20]"),
        (Operation("ann", "put", ("k", "v"), None, 0, 2), "ann: put('k', 'v') [0, 2]"),
        (
            Operation("ann", "append", ("k", ""), None, 0, 2),
            "ann: append('k', '') [0, 2]",
        ),
        (Operation("bob", "read", (), None, 10, 30), "bob: read() → None [10, 30]"),
        (Operation("bob", "cas", (1, 2), True, 0, 0), "bob: cas(1, 2) → True [0, 0]"),
        (Operation("cy", "read"), "cy: read(), never answered [0, None]"),
        (Operation("cy", "write", (1,)), "cy: write(1), never answered [0, None]"),
    ],
)
def test_an_operation_is_told_in_words(operation, text):
    assert str(operation) == text


def test_an_operation_cannot_be_changed_but_copied_with_a_change():
    read = Operation("ann", "read", (), 1, 0, 5)

    assert read._replace(ret=9) == dataclasses.replace(read, ret=9)
    assert read._replace(ret=9) == Operation("ann", "read", (), 1, 0, 9)
    assert len({read, Operation("ann", "read", (), 1, 0, 5)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        read.ret = 9
    with pytest.raises(TypeError, match="when"):
        read._replace(when=9)


def test_a_history_has_operations_in_order_of_their_calls():
    def client(first, then):
        yield sleep(first)
        yield begin("put", "k", first)
        yield sleep(then)
        yield end("done")
        yield begin("get", "k")

    world = World(seed=1)
    world.start("ann", client, 10, 50)
    world.start("bob", client, 20, 5)
    world.run()

    assert history(world.trace) == [
        Operation("ann", "put", ("k", 10), "done", 10, 60),
        Operation("bob", "put", ("k", 20), "done", 20, 25),
        Operation("bob", "get", ("k",), None, 25, None),
        Operation("ann", "get", ("k",), None, 60, None),
    ]


def test_an_end_without_a_begin_names_the_mend():
    def ann():
        yield end("done")

    world = World(seed=1)
    world.start("ann", ann)
    world.run()

    with pytest.raises(
        HistoryError, match=r"ann: end .*of nothing: yield begin\(\.\.\."
    ):
        history(world.trace)


def test_operations_are_put_in_order_of_calls_and_of_returns():
    slow = Operation("ann", "read", (), 1, 0, 9)
    quick = Operation("bob", "read", (), 1, 2, 3)
    lost = Operation("cy", "read", (), None, 1)

    assert in_order(iter([quick, lost, slow])) == [slow, lost, quick]
    assert by_return([slow, lost, quick]) == [quick, slow]


def test_a_client_may_begin_as_its_last_one_ends_or_after_one_without_an_answer():
    operations = [
        Operation("ann", "read", (), 1, 5, 5),
        Operation("ann", "read", (), 1, 5, 9),
        Operation("ann", "write", (2,), None, 9),
        Operation("ann", "read", (), 1, 10, 11),
    ]

    assert in_order(operations) == operations


@pytest.mark.parametrize(
    ("operations", "message"),
    [
        (
            [Operation("ann", "read", (), 1, 5, 3)],
            r"^ann: read\(\) → 1 \[5, 3\] returns before its call: mend the times$",
        ),
        (
            [
                Operation("ann", "read", (), 1, 0, 9),
                Operation("ann", "write", (1,), None, 5, 8),
            ],
            r"^ann: write\(1\) \[5, 8\] begins before ann: read\(\) → 1 \[0, 9\] has "
            "ended: give one of them to another client$",
        ),
        (
            [Operation("ann", "read", (), 1, None, 3)],
            r"^ann: read\(\) → 1 \[None, 3\] was never called: give the time of its",
        ),
        (
            [("ann", "read", (), 1, 0, 3)],
            r"^\('ann', 'read', .*\) is not an Operation: write Operation\(client,",
        ),
        (
            [Operation("ann", "write", [1], None, 0, 3)],
            r"^ann: write has the arguments \[1\]: give a tuple$",
        ),
    ],
)
def test_an_impossible_history_names_the_operation_and_the_mend(operations, message):
    with pytest.raises(HistoryError, match=message):
        in_order(operations)


def test_a_verdict_says_what_was_found_and_what_it_covers():
    read = Operation("ann", "read", (), 1, 0, 9)

    assert repr(Verdict(True, [read], None, "all")) == (
        "the answers are right\ncovered: all"
    )
    assert repr(Verdict(False, [], read, "all")) == (
        "ann: read() → 1 [0, 9] fits nowhere\ncovered: all"
    )
    assert repr(Verdict(None, [], None, "some")) == "undecided\ncovered: some"
    assert repr(Verdict(True)) == "the answers are right\ncovered: "
    assert Verdict(True).order == []
    assert Verdict(True).order is not Verdict(True).order
