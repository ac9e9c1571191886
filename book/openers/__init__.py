"""The openers: one file for each, with the race or world that the reader plays.

An opener's functions stand in its chapter as well, word for word; a test compares them.
Each file has `found()`, which searches, and `opener()`, which draws what was found; a
test replays every move.
"""

import traceback
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent


class OpenerError(Exception):
    """An opener that cannot be drawn: its file, its line and what to do."""


def opener_names():
    """Return the name of each opener with that of its module.

    >>> opener_names()["two-buyers"]
    'two_buyers'
    """
    return {
        path.stem.replace("_", "-"): path.stem
        for path in sorted(FOLDER.glob("*.py"))
        if not path.stem.startswith("__")
    }


def draw(name):
    """Return the opener of a name, drawn.

    Raises OpenerError, with file and line, for a name that there is not, a file that
    does not run, a goal that cannot be reached, and a graph that is too large.

    >>> draw("two-buyers")
    Play: two-buyers (14 states, 4 moves at least)
    """
    names = opener_names()
    if name not in names:
        raise OpenerError(f"there is no opener {name!r}, only {', '.join(names)}")
    file = f"{names[name]}.py"
    try:
        drawn = import_module(f"openers.{names[name]}").opener()
    except Exception as error:
        line = _line_in(file, error)
        raise OpenerError(f"book/openers/{file}:{line}: {error}") from error
    if drawn.name != name:
        mend = f"call it {name!r}, or the file by its name"
        raise OpenerError(f"book/openers/{file}:1: draws {drawn.name!r}; {mend}")
    return drawn


def _line_in(file, error):
    """Return the last line of an opener's file that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if Path(frame.filename).name == file]
    return own[-1] if own else getattr(error, "lineno", None) or 1
