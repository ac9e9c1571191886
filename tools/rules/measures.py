"""Measures of a chapter in the second form: short, few cells, narrow lines."""

import ast
import re

from chapters.parts import Role, main_line, parts_of, pieces_of
from chapters.reading_time import lines_in, minutes_of, words_in

MINUTES = 18
WORDS = 1300  # on the main line
CELLS = 8  # of visible code on the main line
LINES = 12  # of a visible cell, blank ones and the line %%task not counted
LOAD = re.compile(r"^%load_ext .*$", re.MULTILINE)
CHARACTERS = 60  # of a visible line: a phone shows about 45
LAB_CHARACTERS = 40  # of one in a lab, where what matters is often at its end


def reading_time_is_short(notebook):
    """A chapter takes at most 18 minutes, by the model of `chapters.reading_time`."""
    minutes = minutes_of(notebook)
    if minutes <= MINUTES:
        return []
    return [
        f"takes {minutes} minutes, at most {MINUTES}: fold what is not needed under "
        "`## Further: ...`"
    ]


def main_line_is_short(notebook):
    """The main line is everything outside "Further" folds and the sources."""
    words = len(words_in(main_line(parts_of(notebook))))
    return [f"{words} words on the main line, at most {WORDS}"] if words > WORDS else []


def visible_cells_are_few(notebook):
    """A reader sees at most eight cells of code on the main line."""
    seen = [piece for piece in main_line(parts_of(notebook)) if piece.shows_code]
    if len(seen) <= CELLS:
        return []
    return [f"{len(seen)} visible code cells, at most {CELLS}: tag some hide-input"]


def visible_cells_are_short(notebook):
    """The lines that matter are 3 to 12; the rest is folded."""
    problems = []
    for piece in visible_code(notebook):
        lines = [line for line in lines_in(piece) if not line.startswith("%%")]
        if len(lines) > LINES:
            problems.append(
                f"cell {piece.number}: {len(lines)} visible lines, at most {LINES}"
            )
    return problems


def visible_lines_are_narrow(notebook, most=CHARACTERS):
    """A visible line of code fits a narrow page."""
    return [
        f"cell {piece.number}: a line of {len(line)} characters, at most {most}: "
        f"{line.strip()[:30]!r}"
        for piece in visible_code(notebook)
        for line in piece.source.splitlines()
        if len(line) > most
    ]


def visible_lines_fit_a_phone(notebook):
    """A visible line of a lab is seen whole on a phone: nobody scrolls to repair it."""
    return visible_lines_are_narrow(notebook, LAB_CHARACTERS)


def no_cell_only_sets_up(notebook):
    """No visible cell holds imports alone: import where the name is used first."""
    return [
        f"cell {piece.number}: imports alone; put them where they are used"
        for piece in visible_code(notebook)
        if piece.role == Role.CODE and only_imports(piece.source)
    ]


def visible_code(notebook):
    """Return the pieces of code that a reader sees, in folded parts as well."""
    return [piece for piece in pieces_of(parts_of(notebook)) if piece.shows_code]


def only_imports(source):
    """Say whether some code does nothing but import or load an extension.

    >>> only_imports("import random"), only_imports("import random; random.random()")
    (True, False)
    >>> only_imports("%load_ext exercises")
    True
    >>> only_imports("print(")  # no Python: ruff names what is wrong
    False
    """
    loads = LOAD.findall(source)
    try:
        statements = ast.parse(LOAD.sub("", source)).body
    except SyntaxError:
        return False
    kinds = (ast.Import, ast.ImportFrom)
    if not statements:
        return bool(loads)
    return all(isinstance(each, kinds) for each in statements)
