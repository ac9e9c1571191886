"""Comparing and printing states: what `explore` merges and what a run shows."""

import copy
import gc
import types

PLAIN = (int, str, bool, float, bytes, type, types.NoneType)
PLAIN += (types.CodeType, types.BuiltinFunctionType, types.ModuleType)
MACHINERY = (types.FrameType, types.CodeType, types.FunctionType)


def _inside(generator):
    """Return where a generator stands, its variables, and what its loops hold."""
    frame = generator.gi_frame
    if frame is None:
        return ["finished"]
    names = frame.f_locals
    held = [part for part in gc.get_referents(generator) if part is not names]
    held = [part for part in held if not isinstance(part, MACHINERY)]
    return [frame.f_code, frame.f_lasti, dict(names), held]


PARTS = {
    tuple: list,
    list: list,
    dict: lambda value: [part for item in value.items() for part in item],
    types.CellType: gc.get_referents,
    types.FunctionType: lambda value: [
        value.__code__,
        value.__defaults__,
        value.__closure__,
    ],
    types.GeneratorType: _inside,
}


def freeze(value, seen=None):
    """Return a hashable picture of plain data, equal exactly when the data is equal.

    Two names for one list differ from two equal lists, since a change through one
    name shows through the other. A suspended generator is pictured by its position,
    its local variables and the values it holds half-way through an expression.

    >>> freeze({"stock": [1]}) == freeze({"stock": [1]})
    True
    >>> one = [1]
    >>> freeze([one, one]) == freeze([[1], [1]])
    False
    """
    seen, kind = {} if seen is None else seen, type(value)
    if kind is object or isinstance(value, PLAIN):
        return kind, value
    if kind in (set, frozenset):
        return kind, frozenset(freeze(item, seen) for item in value)
    if kind is not tuple:
        if id(value) in seen:
            return "the one met as number", seen[id(value)][0]
        seen[id(value)] = len(seen), value  # holding the value keeps its id its own
    try:
        parts = PARTS[kind](value) if kind in PARTS else value.__reduce_ex__(4)
    except TypeError as problem:
        raise TypeError(
            f"cannot compare a {kind.__name__} with another ({problem}): "
            "keep the state in plain data, or leave out merge=True"
        ) from None
    return (kind, *[freeze(part, seen) for part in parts])


def snapshot(state):
    """Return a copy of `state` that later steps leave alone (its text, at worst)."""
    try:
        return copy.deepcopy(state)
    except TypeError:
        return repr(state)


def describe(state):
    """Return `state` in one line of text.

    >>> describe({"stock": 1, "sold": ["ann"]})
    "stock=1 sold=['ann']"
    """
    state = getattr(state, "__dict__", state)
    if isinstance(state, dict):
        return " ".join(f"{name}={describe(value)}" for name, value in state.items())
    return repr(state)
