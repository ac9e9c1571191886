"""A thread of cells: what a cell gives depends on the cells above it alone."""

import pytest
from runpage.in_page import Thread

CELLS = ["x = []", "x.append(1)\nprint(x)", "x.append(2)\nlen(x)"]


@pytest.fixture
def thread():
    return Thread()


def test_cells_above_run_once_and_in_silence(thread):
    assert thread.run(CELLS) == [{"value": "2"}]
    assert thread.done == CELLS


def test_a_cell_that_runs_again_starts_from_where_the_one_above_it_ended(thread):
    for _ in range(3):
        assert thread.run(CELLS) == [{"value": "2"}]
    assert thread.run(CELLS[:2]) == [{"text": "[1]\n"}]
    assert thread.run(CELLS) == [{"value": "2"}]


def test_each_cell_is_named_before_it_runs():
    begun = []
    thread = Thread(begin=begun.append)
    thread.run(CELLS)
    assert begun == [1, 2, 3]
    thread.run(CELLS)

    assert begun == [1, 2, 3, 1, 2, 3], "they run anew, and are named anew"


def test_an_edit_above_counts(thread):
    thread.run(CELLS)

    assert thread.run(["x = [0, 0]", *CELLS[1:]]) == [{"value": "4"}]


def test_an_error_above_names_its_cell_and_line(thread):
    (piece,) = thread.run(["x = 1", "y = 1\nz", "print(x)"])

    assert piece["above"] == 2
    assert piece["error"]["name"] == "NameError"
    assert piece["error"]["lines"] == [[2, 2, "z"]]


def test_after_an_error_nothing_half_done_is_left(thread):
    thread.run(["x = []", "x.append(1)\n1 / 0"])

    assert thread.run(["x = []", "len(x)"]) == [{"value": "0"}]


def test_what_was_printed_before_an_error_is_shown(thread):
    text, error = thread.run(["print(1)\nraise SystemExit(3)"])

    assert text == {"text": "1\n"}
    assert error["error"]["name"] == "SystemExit"


@pytest.mark.parametrize("source", ["def", "x = (", "print('a\nb')", "\0"])
def test_code_that_does_not_parse_is_an_error_with_its_line(thread, source):
    (piece,) = thread.run([source])

    assert piece["error"]["name"] in ("SyntaxError", "ValueError")


def test_an_endless_recursion_is_told_in_few_lines(thread):
    (piece,) = thread.run(["def f():\n    return f()\nf()"])

    assert piece["error"]["name"] == "RecursionError"
    assert len(piece["error"]["lines"]) == 6


def test_a_task_runs_without_the_cells_above_and_shows_its_verdict(thread):
    task = "%%task find-the-rule\ndef broken(shop):\n    return shop.stock < 0"
    (piece,) = thread.run(["1 / 0", task])

    assert piece["value"].startswith("Not yet.")
    assert 'data-play="find-the-rule"' in piece["html"]


def test_a_task_above_is_passed_over(thread):
    task = "%%task find-the-rule\nnot even Python"

    assert thread.run(["x = 5", task, "x"]) == [{"value": "5"}]


def test_a_task_that_is_not_there_is_an_error(thread):
    (piece,) = thread.run(["%%task no-such-task\npass"])

    assert "There is no task 'no-such-task'" in piece["error"]["text"]


def test_each_print_is_told_at_once():
    told = []
    Thread(told.append).run(["print('above')", "print(1)\nprint(2)"])

    assert "".join(told) == "1\n2\n"
