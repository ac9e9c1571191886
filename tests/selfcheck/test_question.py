"""A reader's answer belongs to a question until the question changes."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from selfcheck.course import open_course

COURSE = open_course(Path(__file__).with_name("data") / "quizzes")
QUESTION = COURSE.questions["A1"]


@given(st.text())
def test_feedback_may_be_reworded_without_losing_an_answer(words):
    options = tuple(replace(option, why=words) for option in QUESTION.options)
    reworded = replace(
        QUESTION, options=options, explanation=words, hints=(words,), objective=words
    )

    assert reworded.hash == QUESTION.hash


@given(st.text().filter(lambda words: words != QUESTION.stem))
def test_another_stem_is_another_question(words):
    assert replace(QUESTION, stem=words).hash != QUESTION.hash


def test_another_right_answer_is_another_question():
    options = tuple(
        replace(option, correct=not option.correct) for option in QUESTION.options
    )

    assert replace(QUESTION, options=options).hash != QUESTION.hash
    number = COURSE.questions["A3"]
    assert replace(number, answer={"value": 0.5}).hash != number.hash


def test_a_raised_revision_is_another_question():
    assert replace(QUESTION, rev=2).hash != QUESTION.hash


def test_fields_may_change_places_without_losing_an_answer():
    number = COURSE.questions["A3"]
    turned = dict(reversed(number.answer.items()))

    assert list(turned) != list(number.answer)
    assert replace(number, answer=turned).hash == number.hash
