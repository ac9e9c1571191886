"""The usual answers: quoted from the key, judged as it says, and sayable."""

import re
import shutil
from pathlib import Path

import pytest
from selfcheck import QuestionError, interview, show
from selfcheck.course import open_course
from selfcheck.interview_box import render_box
from selfcheck.source.answer_key import sentences

DATA = Path(__file__).with_name("data")
SOUND = DATA / "quizzes"
OWN = open_course()
IDS = [
    f"{letter}{number}"
    for letter, count in (("A", 8), ("B", 7), ("C", 8), ("D", 7))
    for number in range(1, count + 1)
]

# Each case: what is changed in section-a.yml (old text, new text), a text in the line
# that the message must name, and the message.
BROKEN = {
    "the field is missing": (
        re.compile(r"    usual:.*?(?=    sources)", re.S),
        "",
        "  - id: A1\n",
        "`usual` is missing; add it: phrase, verdict, corrected, say, follow_ups",
    ),
    "the phrase is not in the key": (
        "Two cooks are no problem",
        "Two cooks are no trouble",
        "no trouble",
        "these are not words of A1 in answer-key.yml; quote it",
    ),
    "the verdict is another one": (
        "verdict: false",
        "verdict: holds",
        "verdict: holds",
        "answer-key.yml says false; mend the one or the other",
    ),
    "the verdict is misspelt": (
        "verdict: false",
        "verdict: conditions",
        "verdict: conditions",
        "`verdict` is conditions, not one of holds, condition, false; "
        "did you mean condition?",
    ),
    "the correction is too long": (
        "One cook loses none.",
        "One cook loses none. Try it.",
        "One cook loses none.",
        "3 sentences; say it in two",
    ),
    "there is too much to say": (
        "I ask what the second write rests on.",
        "I ask. I wait. I think.",
        "I ask. I wait.",
        "4 sentences; say it in two or three",
    ),
    "a follow-up is missing": (
        re.compile(r"        - \{question: \"Is a log.*\n"),
        "",
        "follow_ups:",
        "`follow_ups` has 2, fewer than 3; add some",
    ),
    "there are too many follow-ups": (
        '        - {question: "Is a log',
        '        - {question: "Why?", answer: "So."}\n        - {question: "Is a log',
        "follow_ups:",
        "`follow_ups` has 4, more than 3; take some out",
    ),
    "a follow-up is no question": (
        "And with three cooks?",
        "And with three cooks.",
        "And with three",
        "is no question; end it with a question mark",
    ),
    "a field is unknown": (
        "verdict: false",
        "verdict: false\n      tone: calm",
        "      tone: calm",
        "`tone` is not a field here; remove it",
    ),
    "a follow-up has a broken formula": (
        "And with three cooks?",
        "And with $\\\\spoon$ cooks?",
        "And with $",
        r"the command `\spoon` is not known; mend the formula",
    ),
}


@pytest.fixture
def folder(tmp_path):
    """A sound copy of the small course, to be broken."""
    shutil.copytree(DATA, tmp_path / "book")
    return tmp_path / "book" / "quizzes"


def change(file, old, new):
    text = file.read_text("utf-8")
    pattern = old if isinstance(old, re.Pattern) else re.compile(re.escape(old))
    changed, count = pattern.subn(lambda match: new, text, count=1)
    assert count == 1, f"the sound file holds no {old!r}"
    file.write_text(changed, "utf-8")
    return changed


def lint(folder):
    return [str(problem) for problem in open_course(folder).problems]


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_usual_answer_is_told_where_and_how(folder, what):
    old, new, marker, message = BROKEN[what]
    file = folder / "section-a.yml"
    text = change(file, old, new)
    line = text[: text.index(marker)].count("\n") + 1

    assert f"{file}:{line}: A1: {message}" in lint(folder)


def test_a_usual_answer_that_the_key_lacks_is_told(folder):
    change(folder / "answer-key.yml", "  A1:", "  A7:")

    (told,) = lint(folder)

    assert "A1: answer-key.yml has no answer A1 that this could be; remove it" in told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  C: Milk\n", "", "there is no section C above; add its title"),
        ("verdict: holds", "verdict: hold", "`verdict` is hold, not one of holds"),
        ("  C2: {", "  see: {", "is not an id; write a letter and a number"),
        ("A: Tea and its making", "A: Tea", "answer-key.yml calls section A `Tea`;"),
        ('topic: "Cream", ', "", "`topic` is missing; add it"),
    ],
)
def test_a_broken_key_is_told(folder, old, new, message):
    file = folder / "answer-key.yml"
    change(file, old, new)

    assert any(message in told for told in lint(folder))


def test_without_a_key_no_question_needs_the_field(folder):
    change(folder / "section-a.yml", BROKEN["the field is missing"][0], "")
    (folder / "answer-key.yml").unlink()

    assert lint(folder) == []


def test_the_course_has_all_thirty_answers_in_order():
    assert list(OWN.key.answers) == IDS
    verdicts = [answer.verdict for answer in OWN.key.answers.values()]
    assert (verdicts.count("holds"), verdicts.count("false")) == (5, 3)
    assert OWN.key.answers["A1"].verdict == "false"
    assert list(OWN.key.titles) == ["A", "B", "C", "D"]


def test_every_usual_answer_of_the_course_can_be_said():
    told = [question for question in OWN.questions.values() if question.usual]

    assert {question.id for question in told} >= set(IDS[:8])
    for question in told:
        assert sentences(question.usual.corrected) == 2
        assert len(question.usual.say.split()) <= 65, "half a minute"


def test_the_box_holds_all_that_is_to_be_said():
    html = interview("A1", folder=SOUND)._repr_html_()

    assert html.count('data-usual="A1"') == 1
    assert "<h2>" not in html, "the page has the heading"
    heads = re.findall("<dt>(.*?)</dt>", html)
    assert heads == ["They say", "What is true", "Say this", "If they ask on"]
    assert "<q>Two cooks are no problem</q>" in html
    assert '<span class="sc-mark" data-verdict="false">false</span>' in html
    assert "lose a spoonful in <code>4</code> of 6 orders" in html
    assert html.count("<details><summary>") == 3
    assert "<h3>" not in html, "one question needs no name of its own"


def test_a_box_for_two_questions_names_both():
    html = interview("A3", "A4")._repr_html_()

    assert re.findall(r'data-usual="(\w+)"', html) == ["A3", "A4"]
    assert [head[:2] for head in re.findall("<h3>(.*?)</h3>", html)] == ["A3", "A4"]


def test_a_box_needs_no_kernel_and_stores_html_alone():
    bundle = interview("A1", folder=SOUND)._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"] == "In an interview: A1"
    assert "<script" not in bundle["text/html"]
    assert not re.search(r"\sid=", bundle["text/html"])


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ((), r'name the questions of the chapter: interview\("A1"\)'),
        (("A9",), "there is no question `A9`"),
        (("A1a",), "`A1a` has no field `usual`; add it to its file"),
    ],
)
def test_a_box_that_cannot_be_is_one_error(ids, message):
    with pytest.raises(QuestionError, match=message):
        interview(*ids, folder=SOUND)


def test_what_is_said_is_not_the_question(folder):
    """Words may be polished without a reader losing an answer."""
    before = show("A1", folder).question.hash
    change(folder / "section-a.yml", "I ask what", "I always ask what")

    assert show("A1", folder).question.hash == before


def test_a_phrase_with_signs_of_html_is_shown_as_it_is(folder):
    change(folder / "answer-key.yml", "Two cooks are no problem", "Two <b> & two")
    change(folder / "section-a.yml", "Two cooks are no problem", "Two <b> & two")
    course = open_course(folder)

    html = render_box([course.find("A1")], course)

    assert "<q>Two &lt;b&gt; &amp; two</q>" in html
