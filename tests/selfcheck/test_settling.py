"""A chapter settles its bets and closes with its box; each rule names the cell."""

import nbformat
import pytest
from selfcheck.settling import bets_are_settled, questions_have_their_box


def notebook(*sources):
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_markdown_cell("# Race")]
    made.cells += [nbformat.v4.new_code_cell(source) for source in sources]
    return made


@pytest.mark.parametrize(
    ("sources", "problems"),
    [
        (['show("A1a")', "run()", 'reveal("A1a")'], 0),
        (['show("A1a")', "run()"], 1),
        (['reveal("A1a")', 'show("A1a")'], 1),
        (['show("A1a")', 'reveal("A1b")'], 1),
        (['show("A1")'], 0),
        (["show('A1a')\nshow('A1b')", "reveal('A1b')"], 1),
    ],
)
def test_each_bet_is_settled_in_a_later_cell(sources, problems):
    told = bets_are_settled(notebook(*sources))

    assert len(told) == problems
    if told:
        assert "the bet A1a is never settled; put reveal(" in told[0]


def test_the_cell_of_the_bet_is_named():
    (problem,) = bets_are_settled(notebook("run()", 'show("A1a")'))

    assert problem.startswith("cell 3: ")


@pytest.mark.parametrize(
    ("sources", "problems"),
    [
        (['show("A1")', 'interview("A1")'], 0),
        (['show("A3")', 'show("A4")', 'interview("A3", "A4")'], 0),
        (['show("A3")', 'show("A4")', 'interview("A3")'], 1),
        (['show("A1a")'], 0),
    ],
)
def test_each_question_of_the_key_has_its_box(sources, problems):
    told = questions_have_their_box(notebook(*sources))

    assert len(told) == problems
    assert all('has no box; close the chapter with interview("A4")' in t for t in told)
