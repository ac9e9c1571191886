"""Arguments that make no sense are refused before anything starts."""

import operator
from numbers import Real


def whole_number(name, value, least=0, most=None):
    """Return `value`, a whole number from `least` to `most` (None: without end).

    TypeError or ValueError names the argument and says what was given.

    >>> whole_number("count", 3, least=1)
    3
    >>> whole_number("count", -1, least=1)
    Traceback (most recent call last):
        ...
    ValueError: count must be 1 or more, not -1
    >>> whole_number("count", "3")
    Traceback (most recent call last):
        ...
    TypeError: count must be a whole number, not '3'
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    if most is not None and not least <= number <= most:
        raise ValueError(f"{name} must be from {least} to {most}, not {number}")
    if number < least:
        raise ValueError(f"{name} must be {least} or more, not {number}")
    return number


def seconds(name, value):
    """Return `value`, a time of 0 or more seconds.

    >>> seconds("deadline", 0.5)
    0.5
    >>> seconds("deadline", -1)
    Traceback (most recent call last):
        ...
    ValueError: deadline must be 0 s or more, not -1
    """
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be a number of seconds, not {value!r}")
    if not value >= 0:  # nor is "not a number" a time
        raise ValueError(f"{name} must be 0 s or more, not {value}")
    return value


def time_limit(name, value):
    """Return `value`, a time of more than 0 seconds: in no time nobody can answer.

    >>> time_limit("timeout", 0)
    Traceback (most recent call last):
        ...
    ValueError: timeout must be more than 0 s, not 0
    """
    if seconds(name, value) == 0:
        raise ValueError(f"{name} must be more than 0 s, not {value}")
    return value


def text(name, value):
    """Return `value`, a str.

    >>> text("key", 5)
    Traceback (most recent call last):
        ...
    TypeError: key must be a str, not 5
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {value!r}")
    return value
