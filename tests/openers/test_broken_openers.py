"""A broken opener stops the build and `make lint` with its file, line and mend."""

import sys

import pytest
from openers import FOLDER, OpenerError, draw, two_buyers
from openers.__main__ import main


def line_of(words, file="two_buyers.py"):
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_a_goal_that_cannot_be_reached_is_named_with_its_line(monkeypatch, capsys):
    monkeypatch.setattr(two_buyers, "sold_twice", lambda shop: False)

    assert main(["lint", "two-buyers"]) == 1
    line = line_of("return play(")
    assert capsys.readouterr().out == (
        f"book/openers/two_buyers.py:{line}: two-buyers: no move leads to a bad state, "
        "so the goal cannot be reached; take a race that has one, or another question\n"
    )


@pytest.mark.parametrize(
    ("limit", "told"),
    [("STATES", "has 14 states, more than 3; "), ("BYTES", "of data")],
)
def test_too_large_a_graph_is_named_with_its_line(monkeypatch, limit, told):
    monkeypatch.setattr(sys.modules["explorable.play"], f"MOST_{limit}", 3)

    with pytest.raises(OpenerError, match=told) as caught:
        draw("two-buyers")
    line = line_of("return play(")
    assert str(caught.value).startswith(
        f"book/openers/two_buyers.py:{line}: two-buyers"
    )


def test_an_opener_that_draws_another_is_named(monkeypatch):
    monkeypatch.setattr("openers.count_ignored.opener", two_buyers.opener)

    with pytest.raises(OpenerError, match=r"count_ignored.py:1: draws 'two-buyers'"):
        draw("count-ignored")


def test_a_name_that_there_is_not_gets_those_there_are():
    with pytest.raises(OpenerError, match="no opener 'nothing', only count-ignored, "):
        draw("nothing")


def test_every_opener_is_drawn(capsys):
    assert main(["lint"]) == 0
    assert capsys.readouterr().out.endswith(" openers, every goal is reached\n")
