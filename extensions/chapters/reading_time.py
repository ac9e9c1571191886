"""How long a reader needs for a page: the model, and the time that it gives.

Counted is the main line: what stands before the folds and the sources. Words are read
at 220 a minute, which is slow for prose and fit for a text to think about; a visible
line of code takes 5 seconds. What a reader does has times of its own (`TO_DO`): they
are estimates, not measurements. The code under "Your turn" is a task, in a lab too,
which has no `%%task`. Pictures and printed lines are not counted.
"""

import math

from chapters.parts import Role, main_line, parts_of
from chapters.words import words_of

WORDS_A_MINUTE = 220
SECONDS_A_LINE = 5
YOUR_TURN = "Your turn"  # how the heading of a task begins
TO_DO = {  # minutes for each
    Role.OPENER: 1.5,
    Role.BET: 0.5,
    Role.TASK: 3,
    Role.INTERVIEW: 1,
    Role.QUESTION: 1,
}


def minutes_of(notebook):
    """Return the whole minutes, at least 1, that a notebook's main line takes.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> prose = new_markdown_cell("word " * 440)
    >>> task = new_code_cell("%%task empty-ward" + chr(10) + "pass")
    >>> minutes_of(new_notebook(cells=[prose, task]))  # 2 + 3 + 2 lines
    6
    """
    parts = parts_of(notebook)
    pieces = main_line(parts)
    words = len(words_in(pieces))
    lines = sum(len(lines_in(piece)) for piece in pieces if piece.shows_code)
    to_do = sum(TO_DO.get(piece.role, 0) for piece in pieces)
    to_do += TO_DO[Role.TASK] * sum(map(is_task_of_a_lab, parts))
    return math.ceil(words / WORDS_A_MINUTE + lines * SECONDS_A_LINE / 60 + to_do)


def is_task_of_a_lab(part):
    """Say whether a part asks for code that a lab's own cell judges.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> cells = [new_markdown_cell("## Your turn"), new_code_cell("check(buy)")]
    >>> [is_task_of_a_lab(part) for part in parts_of(new_notebook(cells=cells))]
    [True]
    >>> cells[1].source = "%%task empty-ward"  # counted as what it is
    >>> [is_task_of_a_lab(part) for part in parts_of(new_notebook(cells=cells))]
    [False]
    """
    asks = part.heading.startswith(YOUR_TURN)
    has_code = any(piece.shows_code for piece in part.pieces)
    return asks and has_code and all(p.role != Role.TASK for p in part.pieces)


def words_in(pieces):
    """Return the words of the text among some pieces."""
    texts = [piece.source for piece in pieces if piece.role == Role.TEXT]
    return [word for text in texts for word in words_of(text)]


def lines_in(piece):
    """Return the lines of a piece of code that are not blank."""
    return [line for line in piece.source.splitlines() if line.strip()]


def answered_by(notebook):
    """Return the ids of the questions that a page answers, in its order.

    These are the ones with an interview box; a page that has none answers the questions
    that it asks. A question asked again from an earlier chapter has no box here.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> calls = ['show("A1")', 'interview("A3")', 'show("A3")']
    >>> drawn = {"tags": ["remove-input"]}
    >>> answered_by(new_notebook(cells=[
    ...     new_code_cell(call, metadata=drawn) for call in calls]))
    ['A3']
    """
    pieces = [piece for part in parts_of(notebook) for piece in part.pieces]
    for role in (Role.INTERVIEW, Role.QUESTION):
        asked = [piece.question for piece in pieces if piece.role == role]
        if asked:
            return list(dict.fromkeys(asked))
    return []
