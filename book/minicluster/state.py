"""When are two states equal? `explore` and `reach` visit equal ones once."""

import gc
import types

PLAIN = (int, str, bool, float, bytes, object)
PLAIN += (types.NoneType, types.CodeType, types.ModuleType)


def freeze(value, seen=None):
    """Return a hashable picture of plain data: equal pictures mean equal data.

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
    if kind in PLAIN or isinstance(value, type):
        return kind, value
    if kind in (set, frozenset):
        return kind, frozenset(freeze(item, seen) for item in value)
    if id(value) in seen and kind is not tuple:
        return "the one met as number", seen[id(value)][0]
    seen[id(value)] = len(seen), value  # holding the value keeps its id its own
    return kind, *[freeze(part, seen) for part in _parts(value)]


def _parts(value):
    if type(value) in (list, tuple):
        return value
    if type(value) is dict:
        return [part for item in value.items() for part in item]
    if isinstance(value, types.FunctionType):
        kept = value.__defaults__, value.__kwdefaults__, value.__closure__
        return value.__code__, *kept
    if isinstance(value, types.CellType | types.GeneratorType):
        frame = getattr(value, "gi_frame", None)  # a finished generator has none
        names = frame and [frame.f_lasti, dict(frame.f_locals)]
        return [names, *[p for p in gc.get_referents(value) if p is not frame]]
    try:
        parts = value.__reduce_ex__(4)
        return [list(p) if hasattr(type(p), "__next__") else p for p in parts]
    except TypeError as problem:
        raise TypeError(f"{problem}: keep to plain data, or leave out merge") from None
