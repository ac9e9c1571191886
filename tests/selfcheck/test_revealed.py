"""A bet gives nothing away; what settles it holds all."""

import re
import shutil
from pathlib import Path

import pytest
from selfcheck import QuestionError, reveal, show
from selfcheck.course import open_course
from selfcheck.render import render
from selfcheck.revealed import render_reveal

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The small course with all forms of bets."""
    book = tmp_path_factory.mktemp("reveal") / "book"
    shutil.copytree(HERE / "data", book)
    shutil.copy(HERE / "more" / "section-c.yml", book / "quizzes")
    return book / "quizzes"


@pytest.fixture(scope="module")
def course(folder):
    return open_course(folder)


def bets(course):
    return [question for question in course.questions.values() if question.is_bet]


def bare(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_there_are_five_forms_of_bets(course):
    assert [(bet.id, bet.type) for bet in bets(course)] == [
        ("A1a", "numeric"),
        ("C1a", "curve"),
        ("C1b", "picture"),
        ("C1c", "order"),
        ("C1d", "single"),
    ]
    assert open_course(course.folder).problems == []


def test_a_bet_holds_neither_its_answer_nor_its_reasons(course):
    for bet in bets(course):
        html = render(bet, course)
        assert "data-right" not in html
        assert "data-value" not in html
        assert "sc-reasons" not in html
        assert "<details" not in html
        assert bet.explanation.split("\n")[0].replace("`", "") not in bare(html)
        assert "sc-true" not in html, "the curve itself is the answer"


def test_what_settles_a_bet_holds_result_reasons_explanation_and_sources(course):
    for bet in bets(course):
        html = render_reveal(bet, course)
        assert html.startswith(f'<div class="sc-reveal" data-reveal="{bet.id}" ')
        assert f'data-hash="{bet.hash}"' in html, "bet and reveal share their state"
        assert html.count("<details>") == 1
        assert "<details open" not in html, "a fold at rest"
        assert '<span class="sc-lead">The run shows</span>' in html
        for part in ("sc-reasons", "sc-explanation", "Sources: Lamport 1978"):
            assert part in html


@pytest.mark.parametrize(
    ("id", "result"),
    [
        ("A1a", "The run shows 4 of 6 orders ."),
        ("C1a", "The run shows 60 jugs at 10 (minutes)."),
        ("C1b", "The run shows “Bob first”."),
        ("C1c", "The run shows this order: Boil the water Pour it on the leaves Wait"),
        ("C1d", "The run shows “False, it turns sour”."),
    ],
)
def test_the_result_is_told_in_words(course, id, result):
    html = render_reveal(course.find(id), course)

    shown = re.search(r'<div class="sc-result">(.*?)</div>', html, re.S)[1]
    assert bare(shown).startswith(result)


def test_reveal_at_rest_is_html_and_a_short_text(folder):
    bundle = reveal("A1a", folder)._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"].startswith("What the run shows for A1a: Two cooks")


def test_only_a_bet_can_be_revealed(folder):
    with pytest.raises(QuestionError, match="`A1` is no bet; show it with `show`"):
        reveal("A1", folder)


def test_a_link_leads_to_the_notebook_when_live(course):
    bet = course.find("A1a")

    assert 'href="tea.html#six-orders"' in render_reveal(bet, course)
    assert 'href="tea.md#six-orders"' in render_reveal(bet, course, live=True)


def test_a_bet_of_several_answers_is_refused(folder, tmp_path):
    book = shutil.copytree(folder.parent, tmp_path / "book")
    file = book / "quizzes" / "section-c.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("    type: single\n    when: before", "    type: multiple\n"
                     "    when: before"),
        "utf-8",
    )  # fmt: skip

    told = [str(each) for each in open_course(file.parent).problems]

    assert next(each for each in told if "C1d" in each).endswith(
        "C1d: a bet has one answer; choose a type of curve, numeric, order, picture, "
        "single"
    )


def test_a_recall_says_so_and_is_counted(folder):
    question = show("C1e", folder).question

    assert question.is_recall
    assert not question.is_bet
    assert (
        '<p class="sc-name">From an earlier chapter</p>'
        in show("C1e", folder)._repr_html_()
    )


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("What do retries cost?", "What do retries cost?</a></p>"),
        ("Two right ones!", "Two right ones!</a></p>"),
        ("Mending", "Mending</a>.</p>"),
    ],
)
def test_a_heading_keeps_its_own_stop(folder, tmp_path, heading, link):
    book = shutil.copytree(folder.parent, tmp_path / "book")
    tea = book / "tea.md"
    text = tea.read_text("utf-8").replace("## Mending", f"(mending)=\n## {heading}")
    tea.write_text(text, "utf-8")
    course = open_course(book / "quizzes")

    assert link in render(course.find("A2"), course)
