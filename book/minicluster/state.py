"""Comparing and printing states: what `explore` merges and what a run shows."""

import copy
import gc
from types import CellType, CodeType, FrameType, FunctionType, GeneratorType, MethodType

ATOMS = (
    type,
    CodeType,
    type(gc),
    type(len),
    type(None),
    type(...),
    type(NotImplemented),
)


def freeze(*values):
    """Return a hashable picture of plain data, equal exactly when the data is equal.

    Two names for one list differ from two equal lists, since a change through one
    name shows through the other. A suspended generator is pictured by its position,
    its local variables and the values it holds half-way through an expression.

    >>> freeze({"stock": [1]}) == freeze({"stock": [1]})
    True
    >>> one = [1]
    >>> freeze(one, one) == freeze([1], [1])
    False
    """
    seen = {}
    return tuple(_freeze(value, seen) for value in values)


def _freeze(value, seen):
    kind = type(value)
    if kind is int or kind is str or isinstance(value, ATOMS):
        return value
    if kind in (bool, float, bytes, complex):
        return kind, repr(value)
    if kind is tuple:
        return (tuple, *[_freeze(item, seen) for item in value])
    if kind is frozenset:
        return kind, frozenset(_freeze(item, seen) for item in value)
    if id(value) in seen:
        return "the one met as number", seen[id(value)][0]
    seen[id(value)] = len(seen), value  # holding the value keeps its id its own
    if kind is list:
        parts = value
    elif kind is dict:
        parts = [part for item in value.items() for part in item]
    elif kind is set:
        return kind, frozenset(_freeze(item, seen) for item in value)
    elif kind is CellType:
        parts = [value.cell_contents] if value != CellType() else []
    elif kind is FunctionType:
        parts = [value.__code__, value.__defaults__, value.__closure__]
    elif kind is MethodType:
        parts = [value.__func__, value.__self__]
    elif kind is GeneratorType:
        parts = _generator_parts(value)
    else:
        try:
            if kind is object:
                raise TypeError("it has no content")
            parts = value.__reduce_ex__(4)
        except TypeError as problem:
            raise TypeError(
                f"cannot compare a {kind.__name__} with another ({problem}): "
                "keep the state in plain data, or leave out merge=True"
            ) from None
    return (kind, *[_freeze(part, seen) for part in parts])


def _generator_parts(generator):
    frame = generator.gi_frame
    if frame is None:
        return ["finished"]
    names = frame.f_locals
    # The garbage collector also sees what an unfinished expression or loop holds.
    held = [
        part
        for part in gc.get_referents(generator)
        if part is not names
        and not isinstance(part, FrameType | CodeType | FunctionType)
    ]
    return [frame.f_code, frame.f_lasti, dict(names), held]


def snapshot(state):
    """Return a copy of `state` that later steps leave alone (its text, at worst)."""
    try:
        return copy.deepcopy(state)
    except TypeError:
        return repr(state)


def describe(state):
    """Return `state` in one line of text.

    >>> from types import SimpleNamespace
    >>> describe(SimpleNamespace(stock=1, sold=["ann"]))
    "stock=1 sold=['ann']"
    """
    if hasattr(state, "__dict__"):
        state = vars(state)
    if isinstance(state, dict):
        return " ".join(f"{name}={describe(value)}" for name, value in state.items())
    return repr(state)
