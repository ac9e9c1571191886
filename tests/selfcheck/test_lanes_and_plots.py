"""Pictures of options and plots of curves: what fits, and what lint says if not."""

import re
import shutil
from pathlib import Path

import pytest
from selfcheck import lanes, plot
from selfcheck.course import open_course

HERE = Path(__file__).parent
CURVE = {
    "x": {"label": "minutes", "from": 0, "to": 30},
    "y": {"label": "jugs", "from": 0, "to": 100},
    "at": 10,
    "points": [[0, 100], [10, 60], [30, 20]],
}

# Each case: what is changed in section-c.yml (old text, new text), a text in the line
# that the message must name, the id, and the message.
BROKEN = {
    "a span that ends before it begins": (
        "{from: 0, to: 3, text: holds}",
        "{from: 3, to: 3, text: holds}",
        "{from: 3, to: 3",
        "C1: a span ends after it begins; mend `from` or `to`",
    ),
    "words that do not fit": (
        "{from: 0, to: 3, text: holds}",
        "{from: 0, to: 3, text: holds the jug in her hand}",
        "in her hand",
        "C1: does not fit its span; shorten it",
    ),
    "a name that does not fit": (
        "{name: Bob, spans: []}",
        "{name: Benedict, spans: []}",
        "Benedict",
        "C1: too long for its place; at most 7 letters",
    ),
    "an option without a picture": (
        re.compile(r"        picture: \{alt: \"Nobody pours\".*\n"),
        "",
        "- key: nobody",
        "C1b: option `nobody` has no `picture`; draw it",
    ),
    "a picture without words for those who cannot see it": (
        '{alt: "Nobody pours", lanes',
        "{lanes",
        "picture: {lanes",
        "C1b: `alt` is missing; add it",
    ),
    "a picture in a question of words": (
        'text: "False, no jug matters",',
        'text: "False, no jug matters", picture: {alt: "No", lanes: '
        "[{name: Ann, spans: []}]},",
        'picture: {alt: "No"',
        "C1d: a picture belongs in a question of type picture; change the type",
    ),
    "two right pictures": (
        "text: Nobody but one",
        "text: Nobody but one\n        correct: true",
        "- key: alone",
        "C1: 2 options are correct; mark exactly one",
    ),
    "an axis that falls": (
        "y: {label: warm jugs, from: 0, to: 100",
        "y: {label: warm jugs, from: 100, to: 0",
        "from: 100, to: 0",
        "C1a: an axis rises; mend `from` or `to`",
    ),
    "points out of order": (
        "[5, 80], [10, 60]",
        "[10, 60], [5, 80]",
        "points:",
        "C1a: x has to rise from point to point; put them in order",
    ),
    "a point off its axis": (
        "[30, 20]",
        "[31, 20]",
        "points:",
        "C1a: 31 is off the axis x; widen it",
    ),
    "no point where the mark stands": (
        "at: 10\n",
        "at: 11\n",
        "at: 11",
        "C1a: no point has x = 11; add it, it is the answer",
    ),
    "a reason that says too little": (
        "Milk cools more slowly than most people think, at least at first.",
        "Too low.",
        "Too low.",
        "C1a: says too little; give the reason, in 40 characters or more",
    ),
}


@pytest.fixture
def folder(tmp_path):
    """The small course with all forms of bets, to be broken."""
    shutil.copytree(HERE / "data", tmp_path / "book")
    shutil.copy(HERE / "more" / "section-c.yml", tmp_path / "book" / "quizzes")
    return tmp_path / "book" / "quizzes"


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_picture_or_plot_is_told_where_and_how(folder, what):
    old, new, marker, message = BROKEN[what]
    file = folder / "section-c.yml"
    text = file.read_text("utf-8")
    pattern = old if isinstance(old, re.Pattern) else re.compile(re.escape(old))
    changed, count = pattern.subn(lambda match: new, text, count=1)
    assert count == 1
    file.write_text(changed, "utf-8")
    line = changed[: changed.index(marker)].count("\n") + 1

    told = [str(problem) for problem in open_course(folder).problems]

    assert f"{file}:{line}: {message}" in told


def test_spans_share_one_scale_of_time():
    long, short = {"from": 0, "to": 8, "text": ""}, {"from": 2, "to": 4, "text": ""}

    assert lanes.box_of(long, 8).width == 4 * lanes.box_of(short, 8).width
    assert lanes.box_of(short, 8).x - lanes.LEFT == lanes.box_of(long, 8).width / 4


def test_a_client_keeps_one_colour_and_mark_through_a_question():
    """Its lease too, and where the other one comes first or alone."""
    question = open_course(HERE.parents[1] / "book" / "quizzes").find("A4c")
    faces = [question.face(option) for option in question.options]
    assert len(faces) == 3
    for face in faces:
        spans = re.findall(
            r'(\w+)</text><path[^>]*/><g style="[^"]*--actor-(\d).*?">'
            r'.*?sc-mark"[^>]* d="(.*?)"',
            face,
        )
        assert [(name, number) for name, number, _ in spans] == [
            ("1", "0"),  # of "lease 1", Ann's
            ("2", "1"),
            ("Ann", "0"),
            ("Bob", "1"),
        ]
        marks = {number: mark for _, number, mark in spans}
        assert [mark for _, _, mark in spans] == [marks["0"], marks["1"]] * 2
        assert marks["0"] != marks["1"]

    pour = [{"from": 0, "to": 1, "text": ""}]
    late = {"alt": "Bob pours", "lanes": [{"name": "Bob", "spans": pour}]}
    assert "--actor-1" in lanes.draw(late, ["Ann", "Bob"])


def test_a_plot_puts_values_where_they_belong():
    assert plot.across(CURVE, 0) == plot.LEFT
    assert plot.across(CURVE, 30) == plot.RIGHT
    assert plot.up(CURVE, 0) == plot.BOTTOM
    assert plot.up(CURVE, 100) == plot.TOP
    assert plot.up(CURVE, 50) == (plot.TOP + plot.BOTTOM) / 2


def test_only_the_true_plot_holds_the_curve():
    assert "polyline" not in plot.draw(CURVE, true=False)
    assert "60 at" not in plot.draw(CURVE, true=False), "nor its value in words"
    assert "60 at 10" in plot.draw(CURVE, true=True)


def test_another_picture_is_another_question(folder):
    before = open_course(folder).find("C1").hash
    file = folder / "section-c.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("{from: 3, to: 7", "{from: 2, to: 7"), "utf-8")

    assert open_course(folder).find("C1").hash != before
