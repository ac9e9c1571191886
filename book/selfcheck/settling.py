"""Rules for a chapter's notebook: each bet is settled, each question has its box.

They have the shape of the rules in ``tools/rules``: a function of a notebook that
returns its problems. `tools/notebook_rules.py` may list them among its own.
"""

import re

CALL = re.compile(r"\b(show|reveal|interview)\(([^)]*)\)")
ID = re.compile(r"""["'](\w+)["']""")


def calls_of(notebook):
    """Return (number of the cell, function, id) for each part of a question shown."""
    return [
        (number, call[1], id)
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
        for call in CALL.finditer(cell.source)
        for id in ID.findall(call[2])
    ]


def bets_are_settled(notebook):
    """Each bet is revealed in a later cell, and nothing is revealed that is no bet.

    Raises QuestionError if the course's questions cannot be read.
    """
    course = _course()
    calls = calls_of(notebook)
    revealed = {id: number for number, name, id in calls if name == "reveal"}
    problems = []
    for number, name, id in calls:
        question = course.questions.get(id)
        if question is None:
            continue  # the cell itself fails, and says so
        if name == "show" and question.is_bet and revealed.get(id, 0) <= number:
            problems.append(
                f'cell {number}: the bet {id} is never settled; put reveal("{id}") '
                "in a cell of its own under its run"
            )
    return problems


def questions_have_their_box(notebook):
    """Each question that answers one of the key stands beside its interview box."""
    course = _course()
    calls = calls_of(notebook)
    told = {id for _, name, id in calls if name == "interview"}
    return [
        f'cell {number}: {id} has no box; close the chapter with interview("{id}")'
        for number, name, id in calls
        if name == "show" and id in course.key.answers and id not in told
    ]


def _course():
    from .course import open_course

    return open_course()
