"""A course is read once, and again as soon as anything that it was made of changes."""

import shutil
from pathlib import Path

import pytest
from selfcheck import QuestionError, reveal, show
from selfcheck.course import open_course

DATA = Path(__file__).with_name("data")


@pytest.fixture
def book(tmp_path):
    """A copy of the small course; the folder that holds its pages."""
    return Path(shutil.copytree(DATA, tmp_path / "book"))


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_course_that_has_not_changed_is_not_read_twice(book):
    assert open_course(book / "quizzes") is open_course(book / "quizzes")


def test_a_new_entry_of_the_bibliography_is_seen(book):
    quizzes = book / "quizzes"
    change(quizzes / "section-a.yml", "[lamport1978]", "[lamport1978, new2024]")
    with pytest.raises(QuestionError, match="`new2024` is not in ref"):
        show("A1a", quizzes)

    with (book / "references.bib").open("a") as file:
        file.write("@misc{new2024, author={A. B}, title={Time}, year={2024}}\n")

    assert "B 2024, <cite>Time</cite>" in reveal("A1a", quizzes)._repr_html_()


def test_a_new_anchor_of_a_page_is_seen(book):
    quizzes = book / "quizzes"
    change(quizzes / "section-a.yml", "section: tea#mending", "section: tea#more")
    with pytest.raises(QuestionError, match="has no anchor `more`"):
        show("A2", quizzes)

    change(book / "tea.md", "## Mending", "(more)=\n## Mending")

    assert show("A2", quizzes).question.section == "tea#more"


def test_a_page_that_was_missing_is_seen(book):
    quizzes = book / "quizzes"
    change(quizzes / "section-a.yml", "section: tea#mending", "section: pot#mending")
    with pytest.raises(QuestionError, match="there is no page `pot`"):
        show("A2", quizzes)

    shutil.copy(book / "tea.md", book / "pot.md")

    assert show("A2", quizzes).question.section == "pot#mending"


def test_a_heading_that_is_reworded_is_seen(book):
    quizzes = book / "quizzes"
    assert ">The six <code>orders</code></a>" in show("A1", quizzes)._repr_html_()

    change(book / "tea.md", "## The six `orders`", "## All six `orders`")

    assert ">All six <code>orders</code></a>" in show("A1", quizzes)._repr_html_()


def test_a_new_file_and_a_file_that_is_gone_are_seen(book):
    quizzes = book / "quizzes"
    assert list(open_course(quizzes).titles) == ["A"]
    text = (quizzes / "section-a.yml").read_text("utf-8")
    more = quizzes / "section-b.yml"
    more.write_text(
        text.replace("section: A", "section: B").replace("id: A", "id: B"), "utf-8"
    )

    assert list(open_course(quizzes).titles) == ["A", "B"]
    more.unlink()
    assert list(open_course(quizzes).titles) == ["A"]


def test_a_misconception_that_is_added_is_seen(book):
    quizzes = book / "quizzes"
    change(
        quizzes / "section-a.yml", "misconception: one-bad-order", "misconception: x"
    )
    with pytest.raises(QuestionError, match="misconception `x` is not in"):
        show("A1a", quizzes)

    with (quizzes / "misconceptions.yml").open("a") as file:
        file.write('x:\n  says: "A."\n  because: "B."\n  see: tea#mending\n')

    assert show("A1a", quizzes).question.id == "A1a"


def test_a_source_is_linked_by_its_address_rather_than_its_number(book):
    with (book / "references.bib").open("a") as file:
        file.write(
            "@misc{both, author={A. B}, title={T}, year={2024}, doi={10.1/2}, "
            "url={https://example.org/t}}\n"
        )
    sources = open_course(book / "quizzes").book.sources

    assert sources["both"] == (
        'B 2024, <a href="https://example.org/t"><cite>T</cite></a>'
    )
