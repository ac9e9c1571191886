"""When are two states equal? The searches visit equal ones once."""

import gc
import types

UNCHANGING = (int, str, bool, float, bytes, object, types.NoneType)
NAMED = (types.CodeType, types.ModuleType)  # told by which one it is


def freeze(value):
    """Return a hashable picture of plain data: equal pictures mean equal data.

    Two names for one list differ from two equal lists, since a change through one
    name shows through the other. A suspended generator is pictured by its position,
    its local variables and the values it holds half-way through an expression. Raises
    TypeError for what cannot be pictured, such as an open file.

    >>> freeze({"stock": [1]}) == freeze({"stock": [1]})
    True
    >>> one = [1]
    >>> freeze([one, one]) == freeze([[1], [1]])
    False
    """
    return _picture(value, {})


def _picture(value, met):
    """Return the picture; `met` holds what has been pictured already, by its id."""
    kind = type(value)
    if kind in UNCHANGING or kind in NAMED or isinstance(value, type):
        return kind, value
    if kind is frozenset:  # it cannot change, so it does not matter which one it is
        return kind, frozenset([_picture(item, met) for item in _in_order(value, met)])
    if kind is tuple:
        return kind, *[_picture(item, met) for item in value]
    if id(value) in met:
        number, _ = met[id(value)]
        return "the one met as number", number
    met[id(value)] = len(met), value  # holding the value keeps its id its own
    if kind is set:
        return kind, frozenset([_picture(item, met) for item in _in_order(value, met)])
    return kind, *[_picture(part, met) for part in _parts(value)]


def _in_order(items, met):
    """Return the items of a set so that the same ones are met first each time."""
    if all(type(item) in UNCHANGING for item in items):
        return items
    return sorted(items, key=lambda item: repr(_picture(item, dict(met))))


def _parts(value):
    """Return what a value is made of."""
    kind = type(value)
    if kind is list:
        return value
    if kind is dict:
        return [part for item in value.items() for part in item]
    if isinstance(value, types.FunctionType):
        kept = value.__defaults__, value.__kwdefaults__, value.__closure__
        return value.__code__, *kept
    if isinstance(value, types.CellType):
        return gc.get_referents(value)
    if isinstance(value, types.GeneratorType):
        return _parts_of_generator(value)
    return _parts_of_object(value)


def _parts_of_generator(generator):
    """Return position, variables, and what is held half-way through an expression."""
    frame = generator.gi_frame
    if frame is None:  # it is finished
        return [None, *gc.get_referents(generator)]
    place = [frame.f_lasti, dict(frame.f_locals)]
    held = [part for part in gc.get_referents(generator) if part is not frame]
    return [place, *held]


def _parts_of_object(value):
    """Return what would be written to a file to make the object again."""
    try:
        parts = value.__reduce_ex__(4)
    except TypeError as problem:
        raise TypeError(f"{problem}: keep to plain data") from None
    return [list(part) if hasattr(type(part), "__next__") else part for part in parts]
