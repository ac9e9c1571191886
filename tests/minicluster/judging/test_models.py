"""What a model tells beforehand has to be true of what it answers."""

import itertools

import pytest
from minicluster import (
    CasRegister,
    HistoryError,
    KeyValue,
    Operation,
    check_linearizable,
)

VALUES = [None, 0, 1]
STRINGS = ["", "a", "b", "ab", "aba"]


def register_operations():
    for ret in (5, None):
        for result in VALUES:
            yield Operation("ann", "read", (), result, 0, ret)
        for new in VALUES:
            yield Operation("ann", "write", (new,), None, 0, ret)
        for old, new in itertools.product(VALUES, VALUES):
            for result in (True, False):
                yield Operation("ann", "cas", (old, new), result, 0, ret)


def store_operations():
    for ret in (5, None):
        for text in STRINGS:
            yield Operation("ann", "get", ("k",), text, 0, ret)
            yield Operation("ann", "put", ("k", text), None, 0, ret)
            yield Operation("ann", "append", ("k", text), None, 0, ret)


ALL = [
    (CasRegister(), VALUES, list(register_operations())),
    (KeyValue(), STRINGS, list(store_operations())),
]
each_model = pytest.mark.parametrize(
    ("model", "states", "operations"), ALL, ids=["register", "store"]
)


@each_model
def test_an_effect_is_true_in_every_state(model, states, operations):
    for operation, state in itertools.product(operations, states):
        effect = model.effect(operation)
        right, after = model.apply(state, operation)
        if operation.ret is None:
            right = after != state
        if effect.always_right and operation.ret is not None:
            assert right
        if effect.only_looks and right:
            assert after == state
        if effect.needs and right:
            assert (state,) == effect.needs
        if effect.leaves and right:
            assert (after,) == effect.leaves


@each_model
def test_what_cannot_become_a_state_needs_an_operation_that_leaves_one(
    model, states, operations
):
    for operation, before, wanted in itertools.product(operations, states, states):
        right, after = model.apply(before, operation)
        if model.effect(operation).leaves or model.can_become(before, wanted):
            continue
        if right or operation.ret is None:
            assert not model.can_become(after, wanted)
    for state in states:
        assert model.can_become(state, state)


def test_a_store_tells_which_strings_appends_can_lead_to():
    assert KeyValue().can_become("a", "ab")
    assert not KeyValue().can_become("ab", "a")
    assert not CasRegister().can_become(1, 2)


@pytest.mark.parametrize(
    ("model", "operation", "message"),
    [
        (
            CasRegister(),
            Operation("ann", "cas", (1, 2), None, 0, 1),
            r"^ann: cas\(1, 2\) → None \[0, 1\]: the answer to a cas is True or False",
        ),
        (
            KeyValue(),
            Operation("ann", "get", ("k",), None, 0, 1),
            r"^ann: get\('k'\) → None \[0, 1\]: the answer None is no string: give a",
        ),
        (
            KeyValue(),
            Operation("ann", "put", ("k", 7), None, 0, 1),
            r"^ann: put\('k', 7\) \[0, 1\]: the value 7 is no string: give a string",
        ),
        (
            KeyValue(),
            Operation("ann", "append", ("k", 7), None, 0, None),
            r"^ann: append\('k', 7\), never answered .*: the value 7 is no string",
        ),
        (
            CasRegister(),
            Operation("ann", "write", ([7],), None, 0, 1),
            r"^ann: write\(\[7\]\) .*unhashable type: 'list': give a tuple instead",
        ),
        (
            KeyValue(),
            Operation("ann", "get", (["k"],), "", 0, 1),
            r"^ann: get\(\['k'\]\) .*unhashable type: 'list': give a key that can be",
        ),
        (
            CasRegister(),
            Operation("ann", "get", ("k",), 1, 0, 1),
            r"^ann: get\('k'\) → 1 \[0, 1\]: name and arguments as in {'read': 0,",
        ),
        (
            CasRegister(),
            Operation("ann", "write", (), None, 0, 1),
            r"^ann: write\(\) \[0, 1\]: name and arguments as",
        ),
    ],
)
def test_what_a_model_cannot_judge_is_named_with_its_mend(model, operation, message):
    with pytest.raises(HistoryError, match=message):
        check_linearizable([operation], model)


def test_an_operation_without_an_answer_needs_none():
    history = [
        Operation("ann", "cas", (None, 2), None, 0, None),
        Operation("bob", "read", (), 2, 1, 2),
    ]

    assert check_linearizable(history, CasRegister()).ok
    assert check_linearizable(
        [Operation("ann", "get", ("k",), None, 0, None)], KeyValue()
    ).ok


class Queue:
    """A model of a chapter: no more than has to be there."""

    names = {"enqueue": 1, "dequeue": 0}
    initial = ()

    def apply(self, state, operation):
        if operation.name == "enqueue":
            return True, (*state, *operation.args)
        head = state[0] if state else None
        return operation.result == head, state[1:]

    def part(self, operation):
        return None


def test_a_model_of_a_chapter_needs_four_attributes():
    history = [
        Operation("ann", "enqueue", (1,), None, 0, 10),
        Operation("bob", "enqueue", (2,), None, 5, 15),
        Operation("cy", "dequeue", (), 2, 20, 30),
        Operation("cy", "dequeue", (), 1, 40, 50),
    ]

    assert check_linearizable(history, Queue()).order == [
        history[1],
        history[0],
        *history[2:],
    ]
    again = Operation("cy", "dequeue", (), 1, 60, 70)
    assert check_linearizable([*history, again], Queue()).stuck == again


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (CasRegister, r"^CasRegister is a class: write CasRegister\(\)$"),
        (KeyValue, r"^KeyValue is a class: write KeyValue\(\)$"),
        ("register", "^str is no model: it has no names; see CasRegister$"),
    ],
)
def test_what_is_no_model_is_refused(model, message):
    with pytest.raises(TypeError, match=message):
        check_linearizable([], model)


class Forgetful(Queue):
    """It returns no state."""

    def apply(self, state, operation):
        return True


class Listed(Queue):
    """Its states are lists."""

    initial = []

    def apply(self, state, operation):
        return True, [*state, *operation.args]


@pytest.mark.parametrize(
    ("model", "error", "note"),
    [
        (
            Forgetful(),
            TypeError,
            "Forgetful.apply was given () and ann: enqueue(1) → None [0, 1]; it "
            "returns (is the answer right, the state after)",
        ),
        (
            Listed(),
            TypeError,
            "Listed has the state []: use tuples instead of lists and frozensets "
            "instead of sets",
        ),
    ],
)
def test_a_wrong_model_is_named_with_its_mend(model, error, note):
    history = [Operation("ann", "enqueue", (1,), None, 0, 1)]

    with pytest.raises(error) as caught:
        check_linearizable(history, model)

    assert caught.value.__notes__ == [note]
