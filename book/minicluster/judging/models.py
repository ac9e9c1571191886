"""Models: what one copy of the data would answer.

A model has `names` (the operations and their numbers of arguments), `initial` (the
state before all operations), `apply` and `part`. Two more methods may be left out. They
tell the search what it cannot see by itself, so that it tries less: `effect` and
`can_become`.
"""

from dataclasses import dataclass
from typing import Any

from .history import HistoryError


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of an operation before the state is known.

    Each field may stay as it is when nothing is known.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (7,), call=0, ret=1)
    >>> CasRegister().effect(write).leaves
    (7,)
    """

    # (state,): in this state only its answer is right; in this state only it does
    # anything, if it was never answered.
    needs: tuple[Any, ...] = ()
    # (state,): the state after it, if its answer is right or it does anything.
    leaves: tuple[Any, ...] = ()
    # Its answer is right in every state.
    always_right: bool = False
    # Where its answer is right, it leaves the state as it is.
    only_looks: bool = False


class CasRegister:
    """One value: `read()`, `write(v)`, and `cas(old, new)` answering True or False.

    >>> from minicluster import Operation
    >>> CasRegister().apply(1, Operation("ann", "cas", (1, 2), True))
    (True, 2)
    """

    names = {"read": 0, "write": 1, "cas": 2}

    def __init__(self, initial=None):
        self.initial = initial

    def apply(self, state, operation):
        """Return whether the answer is right in a state, and the state after it."""
        if operation.name == "read":
            return operation.result == state, state
        if operation.name == "write":
            return True, operation.args[0]
        old, new = operation.args
        swaps = state == old
        return operation.result == swaps, new if swaps else state

    def part(self, operation):
        """Return what an operation is about: each part is checked by itself."""

    def effect(self, operation):
        """Return what is known of an operation; refuse a cas with another answer."""
        if operation.name == "read":
            return Effect(needs=(operation.result,), only_looks=True)
        if operation.name == "write":
            return Effect(leaves=operation.args, always_right=True)
        old, new = operation.args
        if operation.ret is None:
            return Effect(needs=(old,), leaves=(new,))
        if not isinstance(operation.result, bool):
            raise HistoryError(f"{operation}: the answer to a cas is True or False")
        if operation.result:
            return Effect(needs=(old,), leaves=(new,))
        return Effect(only_looks=True)

    def can_become(self, state, wanted):
        """Say whether a state can be the wanted one, now or later, if none is set anew.

        A state is set anew by operations whose effect has `leaves`. Others may turn a
        yes into a no, never a no into a yes.
        """
        return state == wanted


class KeyValue:
    """Strings by key: `get(k)`, `put(k, v)`, `append(k, v)`; at first all are "".

    >>> from minicluster import Operation
    >>> KeyValue().apply("a", Operation("ann", "append", ("k", "b")))
    (True, 'ab')
    """

    names = {"get": 1, "put": 2, "append": 2}
    initial = ""

    def apply(self, state, operation):
        """Return whether the answer is right, and the string of this key after it."""
        if operation.name == "get":
            return operation.result == state, state
        _, value = operation.args
        return True, value if operation.name == "put" else state + value

    def part(self, operation):
        """Return the key."""
        return operation.args[0]

    def effect(self, operation):
        """Return what is known of an operation; refuse what is not a string."""
        if operation.name == "get":
            _refuse_other_than_string(operation, "answer", operation.result)
            return Effect(needs=(operation.result,), only_looks=True)
        _, value = operation.args
        _refuse_other_than_string(operation, "value", value)
        if operation.name == "put":
            return Effect(leaves=(value,), always_right=True)
        return Effect(always_right=True)

    def can_become(self, state, wanted):
        """Say whether appends can lead from a state to the wanted one: see above."""
        return wanted.startswith(state)


def _refuse_other_than_string(operation, what, value):
    answered = operation.ret is not None or what == "value"
    if answered and not isinstance(value, str):
        mend = "give a string (a key that was never put holds '')"
        raise HistoryError(f"{operation}: the {what} {value!r} is no string: {mend}")
