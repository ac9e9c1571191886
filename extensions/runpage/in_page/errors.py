"""An error as the reader needs it: the lines of the cells, none of the runner's."""

import re
import traceback

NAME = re.compile(r"<cell (\d+)>")
MOST_FRAMES = 6  # of an endless recursion
MOST_WORDS = 400  # characters of an error's own text


def name_of(number):
    """Return the file name under which a cell is compiled.

    >>> name_of(3)
    '<cell 3>'
    """
    return f"<cell {number}>"


def told(error, sources):
    r"""Return what is said of an error: its name, its text, and where it happened.

    Each line is (number of the cell, number of the line in it, the line itself); the
    last one is where it happened. Lines outside of the cells are left out.

    >>> sources = ["def halve(x):\n    return x / 0", "halve(1)"]
    >>> names = {}
    >>> exec(compile(sources[0], name_of(1), "exec"), names)
    >>> try:
    ...     exec(compile(sources[1], name_of(2), "exec"), names)
    ... except ZeroDivisionError as error:
    ...     told(error, sources)["lines"]
    [[2, 1, 'halve(1)'], [1, 2, '    return x / 0']]
    """
    text = str(error).partition("\n")[0]
    if isinstance(error, SyntaxError) and NAME.fullmatch(error.filename or ""):
        text, places = error.msg, [(error.filename, error.lineno or 1)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(frame.filename, frame.lineno) for frame in frames]
    lines = [_line(name, number, sources) for name, number in places]
    lines = [line for line in lines if line]
    if len(lines) > MOST_FRAMES:
        lines = lines[: MOST_FRAMES // 2] + lines[-MOST_FRAMES // 2 :]
    if len(text) > MOST_WORDS:
        text = f"{text[:MOST_WORDS]} …"
    return {"name": type(error).__name__, "text": text, "lines": lines}


def _line(name, number, sources):
    cell = NAME.fullmatch(name)
    if cell is None:
        return None
    lines = sources[int(cell[1]) - 1].splitlines()
    return [int(cell[1]), number, lines[number - 1] if number <= len(lines) else ""]
