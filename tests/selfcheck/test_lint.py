"""Every way to break a question file, and the message that tells how to mend it."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import jsonschema
import pytest
import yaml
from selfcheck.course import open_course
from selfcheck.render import render
from selfcheck.source.schema import PUBLISHED, SCHEMA

DATA = Path(__file__).with_name("data")
SOUND = DATA / "quizzes"
ROOT = Path(__file__).resolve().parents[2]

# Each case: what is changed in section-a.yml (old text, new text), a text in the line
# that the message must name, the id, and the message.
BROKEN = {
    "a bracket is left open": (
        "sources: [lamport1978, berenson1995]",
        "sources: [lamport1978",
        "  - id: A2",
        "section-a",
        "is not YAML: did not find expected ',' or ']'; mend the syntax here",
    ),
    "a tab indents": (
        "    rev: 1\n    type: multiple",
        "    rev: 1\n\t type: multiple",
        "\t type: multiple",
        "section-a",
        "is not YAML: found a tab character that violates indentation; "
        "mend the syntax here",
    ),
    "a key stands twice": (
        "    topic: quorum",
        "    topic: quorum\n    topic: race",
        "    topic: race\n    section: tea#mending\n    objective: Compute",
        "section-a",
        "`topic` stands twice in one place; keep one of the two",
    ),
    "an alias is used": (
        "    sources: [lamport1978]\n  - id: A1\n",
        "    sources: &both [lamport1978]\n    hints: *both\n  - id: A1\n",
        "&both",
        "section-a",
        "an alias (*name) is used; write the text out",
    ),
    "the file has another version": (
        "version: 1",
        "version: 2",
        "version: 2",
        "section-a",
        "`version` is 2; write version: 1",
    ),
    "the section is not a letter": (
        "section: A\n",
        "section: Tea\n",
        "section: Tea",
        "section-a",
        "`section` is not one capital letter, such as A",
    ),
    "there are no questions": (
        re.compile(r"questions:.*", re.S),
        "questions: []\n",
        "questions: []",
        "section-a",
        "`questions` has 0, fewer than 1; add some",
    ),
    "a required field is missing": (
        "    objective: Compute a share\n",
        "",
        "  - id: A3",
        "A3",
        "`objective` is missing; add it",
    ),
    "a field is misspelt": (
        "hints:",
        "hint:",
        "hint:",
        "A1",
        "`hint` is not a field here; did you mean `hints`?",
    ),
    "a field is unknown": (
        "    topic: quorum",
        "    topic: quorum\n    drawn-by: Ann",
        "drawn-by: Ann",
        "A3",
        "`drawn-by` is not a field here; remove it",
    ),
    "an option has no why": (
        ', why: "The second cook waits, so its read comes after the first write."',
        "",
        "{key: lock",
        "A2",
        "`why` is missing; add it",
    ),
    "a type is misspelt": (
        "type: multiple",
        "type: multi",
        "type: multi",
        "A2",
        "`type` is multi, not one of curve, multiple, numeric, order, picture, "
        "single; did you mean multiple?",
    ),
    "a field of another type": (
        "    answer: {value: 0.667",
        "    items: []\n    answer: {value: 0.667",
        "    items: []",
        "A3",
        "`items` does not belong in a question of this type; remove it",
    ),
    "an order without its belief": (
        "    misconception: one-bad-order\n    explanation",
        "    explanation",
        "  - id: A4",
        "A4",
        "`misconception` is missing; add it",
    ),
    "a text that YAML reads as a truth value": (
        'text: "A lock around read and write"',
        "text: yes",
        "text: yes",
        "A2",
        "`text` must be text; put it in quotes",
    ),
    "an empty text": (
        "    objective: Compute a share",
        '    objective: ""',
        'objective: ""',
        "A3",
        "`objective` is empty; write it or remove it",
    ),
    "a revision that is no number": (
        "    rev: 1\n    type: order",
        "    rev: one\n    type: order",
        "rev: one",
        "A4",
        "`rev` must be a whole number",
    ),
    "a revision below one": (
        "    rev: 1\n    type: order",
        "    rev: 0\n    type: order",
        "rev: 0",
        "A4",
        "`rev` is 0, below 1; raise it",
    ),
    "a key with capitals": (
        "{key: guard,",
        "{key: Guard,",
        "{key: Guard,",
        "A2",
        "`key` is not a key; use lower-case words and hyphens, such as late-write",
    ),
    "an id of another form": (
        "id: A4",
        "id: four",
        "id: four",
        "four",
        "`id` is not an id; write a letter and a number, such as A1 (a bet on it: A1a)",
    ),
    "an id that stands twice": (
        "id: A4",
        "id: A3",
        "id: A3\n    rev: 1\n    type: order",
        "A3",
        "`A3` stands twice (also in section-a.yml); change it",
    ),
    "an id of another section": (
        "id: A4",
        "id: B4",
        "id: B4",
        "B4",
        "`B4` is in section A; begin it with A",
    ),
    "a bet that is not before the run": (
        "    when: before\n",
        "",
        "id: A1a",
        "A1a",
        "a bet has `when: before`, a recall `when: later`, and both an id with a "
        "letter at its end, such as A1a; mend the one or the other",
    ),
    "a bet on nothing": (
        "id: A1a",
        "id: A9a",
        "id: A9a",
        "A9a",
        "there is no A9 that this belongs to; add it or rename this",
    ),
    "a section that is not a place": (
        "section: tea#six-orders\n    objective: Tell",
        "section: tea\n    objective: Tell",
        "section: tea\n",
        "A1",
        "`section` is not a place; write page#anchor",
    ),
    "a page that does not exist": (
        "section: tea#six-orders\n    objective: Tell",
        "section: tee#six-orders\n    objective: Tell",
        "tee#",
        "A1",
        "there is no page `tee`; did you mean tea?",
    ),
    "an anchor that does not exist": (
        "section: tea#six-orders\n    objective: Tell",
        "section: tea#six-order\n    objective: Tell",
        "six-order\n",
        "A1",
        "page `tea` has no anchor `six-order`; did you mean six-orders?",
    ),
    "a source that does not exist": (
        "[lamport1978, berenson1995]",
        "[lamport1987, berenson1995]",
        "lamport1987",
        "A1",
        "source `lamport1987` is not in references.bib; did you mean lamport1978?",
    ),
    "a misconception that does not exist": (
        "misconception: log-mends-all, pin",
        "misconception: log-mends, pin",
        "log-mends, pin",
        "A1",
        "misconception `log-mends` is not in misconceptions.yml; "
        "did you mean log-mends-all?",
    ),
    "a wrong option without a misconception": (
        ", misconception: log-mends-all, pin: last",
        ", pin: last",
        "pin: last",
        "A1",
        "wrong option `disk` names no misconception; add it",
    ),
    "a right option with a misconception": (
        "{key: order, correct: true,",
        "{key: order, correct: true, misconception: one-bad-order,",
        "{key: order",
        "A1",
        "a right option has a misconception; remove it",
    ),
    "no right option": (
        "{key: order, correct: true,",
        "{key: order, misconception: one-bad-order,",
        "    options:\n      - {key: simultaneous",
        "A1",
        "0 options are correct; mark exactly one",
    ),
    "two right options": (
        "{key: disk, text",
        "{key: disk, correct: true, text",
        "{key: disk",
        "A1",
        "2 options are correct; mark exactly one",
    ),
    "nothing wrong among many": (
        "{key: retry, text",
        "{key: retry, correct: true, text",
        "    options:\n      - {key: guard",
        "A2",
        "needs a right and a wrong option; mend `correct`",
    ),
    "two options": (
        re.compile(r"      - \{key: retry.*\n"),
        "",
        "    options:\n      - {key: guard",
        "A2",
        "`options` has 2, fewer than 3; add some",
    ),
    "an option twice": (
        "The tin keeps no log of its writes",
        "Both cooks act at the very **same** instant",
        "**same**",
        "A1",
        "text `Both cooks act at the very **same** instant` stands twice; change one",
    ),
    "a key twice": (
        "key: disk",
        "key: order",
        "{key: order, text",
        "A1",
        "key `order` stands twice; change one",
    ),
    "an option much longer than another": (
        "A lock around read and write",
        "A lock that is taken before the read and is given back only after the write",
        "{key: lock",
        "A2",
        "75 characters against 31 in the shortest option; "
        "keep lengths within a factor of 2",
    ),
    "none of the above": (
        "Writing once more after a while",
        "Really none of the above",
        "none of the above",
        "A2",
        "options are shuffled, so 'of the above' breaks; say what is meant",
    ),
    "a bare NOT": (
        "Which of these keep both spoonfuls?",
        "Which of these do NOT keep both spoonfuls?",
        "do NOT keep",
        "A2",
        "a bare NOT in the stem; ask for what is true, or write **not**",
    ),
    "a quiet not": (
        "Which of these keep both spoonfuls?",
        "Which of these does not keep both spoonfuls?",
        "does not keep",
        "A2",
        "a bare NOT in the stem; ask for what is true, or write **not**",
    ),
    "a why that says too little": (
        "The second cook waits, so its read comes after the first write.",
        "Incorrect! Incorrect! Incorrect! Sorry.",
        "Sorry.",
        "A2",
        "says too little; give the reason, in 40 characters or more",
    ),
    "an otherwise that says too little": (
        "Count the bad orders and divide by six: the count is four of six.",
        "Wrong, count once more from the start.",
        "Wrong, count",
        "A3",
        "says too little; give the reason, in 40 characters or more",
    ),
    "a guess that nobody can give": (
        '      - {value: 2, why: "Two orders keep',
        '      - {value: 7, why: "Two orders keep',
        "{value: 7",
        "A1a",
        "7 is no whole number from 0 to 6, as the unit has it; change it",
    ),
    "a guess that is the answer": (
        "{value: 0.5,",
        "{value: 0.67,",
        "{value: 0.67,",
        "A3",
        "guess 0.67 is the answer; remove or change it",
    ),
    "a guess twice": (
        "{value: 2,",
        "{value: 1,",
        "Two orders keep",
        "A1a",
        "guess 1 is also an earlier guess; remove or change it",
    ),
    "math that is not closed": (
        "$n = 5$",
        r"$\\frac{n$",
        "frac{n",
        "A1",
        r"the braces of `\frac{n` do not match; mend the formula",
    ),
    "math that nobody knows": (
        "$n = 5$",
        r"$\\spoon{5}$",
        "spoon{5}",
        "A1",
        r"the command `\spoon` is not known; mend the formula",
    ),
    "a language that nobody knows": (
        "lang: sql",
        "lang: teatime",
        "lang: teatime",
        "A1",
        "Pygments knows no language `teatime`; name another",
    ),
    "a link that nobody checks": (
        "Four of six.",
        "Four of six, see [there](tea.md).",
        "see [there]",
        "A3",
        "a link inside the text is not checked; use `section`",
    ),
    "a section file without a title": (
        "title: Tea and its making\n",
        "",
        "version: 1",
        "section-a",
        "`title` is missing; add it",
    ),
    "a title with a formula that nobody knows": (
        "title: Tea and its making",
        r"title: Tea and $\spoon$",
        "title: Tea and",
        "section-a",
        r"the command `\spoon` is not known; mend the formula",
    ),
    "a title in two paragraphs": (
        "title: Tea and its making",
        'title: "Tea\\n\\nand its making"',
        "title: ",
        "section-a",
        "a second paragraph would run together in one line here; "
        "write one paragraph, or use `explanation`",
    ),
    "a header field that nobody knows": (
        "section: A\n",
        "section: A\nauthor: Ann\n",
        "author: Ann",
        "section-a",
        "`author` is not a field here; remove it",
    ),
    "a number that YAML reads as octal": (
        "{value: 0.667, tolerance: 0.005}",
        "{value: 010}",
        "{value: 010}",
        "section-a",
        "YAML reads `010` as 8; write a number in plain digits, such as 10 or 0.5, "
        "or text in quotes",
    ),
    "a text that YAML reads as minutes": (
        'unit: "of 6 orders"',
        "unit: 1:30",
        "unit: 1:30",
        "section-a",
        "YAML reads `1:30` as 90; write a number in plain digits, such as 10 or 0.5, "
        "or text in quotes",
    ),
    "a number without an end": (
        "{value: 0.667, tolerance: 0.005}",
        "{value: 0.667, tolerance: .inf}",
        "tolerance: .inf",
        "section-a",
        "YAML reads `.inf` as inf; write a number in plain digits, such as 10 or 0.5, "
        "or text in quotes",
    ),
    "a number that is too large": (
        "{value: 0.667, tolerance: 0.005}",
        "{value: 1.0e+999}",
        "{value: 1.0e+999}",
        "section-a",
        "YAML reads `1.0e+999` as inf; write a number in plain digits, such as 10 or "
        "0.5, or text in quotes",
    ),
    "a text that YAML reads as a date": (
        'text: "A lock around read and write"',
        "text: 2026-11-26",
        "text: 2026-11-26",
        "section-a",
        "`2026-11-26` is read as datetime.date(2026, 11, 26); put it in quotes",
    ),
    "a guess at the edge of the tolerance": (
        "{value: 0.5,",
        "{value: 0.672,",
        "{value: 0.672,",
        "A3",
        "guess 0.672 is the answer; remove or change it",
    ),
    "two dollars that enclose words": (
        "A lock around read and write",
        "A lock, US$5 and EUR$ 3 a month",
        "{key: lock",
        "A2",
        "`$5 and EUR$` is set as one formula, with its words run together; "
        r"write \$ for a dollar, \text{...} for words",
    ),
    "a code block in the stem": (
        'stem: "Which of these keep both spoonfuls?"',
        "stem: |\n      Which keep both?\n\n      ```python\n      n -= 1\n      ```",
        "stem: |\n      Which",
        "A2",
        "a code block would run together in one line here; use `code:`",
    ),
    "a list in an option": (
        'text: "A lock around read and write"',
        'text: "A lock\\n\\n- read\\n- write"',
        "{key: lock",
        "A2",
        "a list would run together in one line here; "
        "write one paragraph, or use `explanation`",
    ),
    "two paragraphs in a hint": (
        "What did the second cook know when writing?",
        "What did the second cook know?\\n\\nAnd when?",
        "hints:",
        "A1",
        "a second paragraph would run together in one line here; "
        "write one paragraph, or use `explanation`",
    ),
    "a heading in the explanation": (
        "Only `0011` and `1100` are safe.",
        "# Only\n\n      `0011` and `1100` are safe.",
        "explanation: |",
        "A1a",
        "a heading would be one of the whole page; write it in **bold**",
    ),
    "a picture of another host": (
        "Count the bad orders and divide by six",
        "Count ![the orders](https://example.org/orders.png) and divide by six",
        "Count ![the",
        "A3",
        "a picture would be asked of another host; show it on the page itself",
    ),
    "an item twice": (
        'text: "Bob writes 4"',
        'text: "bob *reads* 5"',
        "bob *reads* 5",
        "A4",
        "text `bob *reads* 5` stands twice; change one",
    ),
    "a key of an item twice": (
        "key: bob-writes",
        "key: bob-reads",
        '{key: bob-reads, text: "Bob writes',
        "A4",
        "key `bob-reads` stands twice; change one",
    ),
    "an answer that is text": (
        "{value: 0.667,",
        "{value: two thirds,",
        "{value: two",
        "A3",
        "`value` must be a number",
    ),
    "a mark that is no truth value": (
        "{key: lock, correct: true,",
        "{key: lock, correct: maybe,",
        "{key: lock",
        "A2",
        "`correct` must be true or false",
    ),
    "hints that are no list": (
        'hints: ["Write down the six orders.", "What did the second cook know when '
        'writing?"]',
        "hints: Write down the six orders.",
        "hints: Write",
        "A1",
        "`hints` must be a list: `[...]` or lines that start with `- `",
    ),
    "an answer that is no mapping": (
        "answer: {value: 0.667, tolerance: 0.005}",
        "answer: 0.667",
        "answer: 0.667",
        "A3",
        "`answer` must be a mapping of `name: value`",
    ),
}
CATALOGUE = {
    "a misconception without a refutation": (
        '  because: "A record tells what happened; it does not stop it."\n',
        "",
        "log-mends-all:",
        "log-mends-all",
        "`because` is missing; add it",
    ),
    "a misconception that points nowhere": (
        "see: tea#mending",
        "see: tea#brewing",
        "tea#brewing",
        "log-mends-all",
        "page `tea` has no anchor `brewing`; put `(brewing)=` there",
    ),
    "a misconception with a strange name": (
        "log-mends-all:",
        "Log mends all:",
        "Log mends all:",
        "Log mends all",
        "this is not a key; use lower-case words and hyphens, such as late-write",
    ),
}


@pytest.fixture
def folder(tmp_path):
    """A sound copy of the small course, to be broken."""
    shutil.copytree(DATA, tmp_path / "book")
    return tmp_path / "book" / "quizzes"


def change(file, old, new):
    """Replace a text that stands there (once, or at its first place)."""
    text = file.read_text("utf-8")
    pattern = old if isinstance(old, re.Pattern) else re.compile(re.escape(old))
    changed, count = pattern.subn(lambda match: new, text, count=1)
    assert count == 1, f"the sound file holds no {old!r}"
    file.write_text(changed, "utf-8")
    return changed


def lint(folder):
    return [str(problem) for problem in open_course(folder).problems]


def test_the_sound_course_has_no_problem(folder):
    assert lint(folder) == []


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_question_file_is_told_where_and_how(folder, what):
    old, new, marker, id, message = BROKEN[what]
    file = folder / "section-a.yml"
    text = change(file, old, new)
    line = text[: text.index(marker)].count("\n") + 1
    expected = f"{file}:{line}: {id}: {message}"

    told = lint(folder)

    assert expected in told
    assert all(each.split(": ")[1] == id for each in told if "warning" not in each)


@pytest.mark.parametrize("what", CATALOGUE)
def test_a_broken_catalogue_is_told_where_and_how(folder, what):
    old, new, marker, id, message = CATALOGUE[what]
    file = folder / "misconceptions.yml"
    text = change(file, old, new)
    line = text[: text.index(marker)].count("\n") + 1

    assert f"{file}:{line}: {id}: {message}" in lint(folder)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Call `Lock.acquire()` before the read",
            "Call `lock.acquire()` before the read",
        ),
        ("At most $n$ of the replicas answer", "At most $N$ of the replicas answer"),
        ("Read `lock_id` before the write", "Read `lockid` before the write"),
        ("Use `count(*)` over the whole table", "Use `count()` over the whole table"),
        ("Wait until `n > 0` and then write", "Wait until $n > 0$ and then write"),
        ("Read it twice, then write it once", "Read it twice then write it once!"),
    ],
)
def test_options_that_a_reader_can_tell_apart_are_two(folder, one, other):
    change(folder / "section-a.yml", "A write that checks what was read", one)
    change(folder / "section-a.yml", "A lock around read and write", other)

    assert lint(folder) == []


@pytest.mark.parametrize(
    "text",
    [
        "id = $1 and version = $2 here",
        "It costs $5 before and $10 after",
        r"It costs \\$5, then US\\$6, not EUR\\$",
        "- one step back from the edge",
        "1. is done before 2.",
        "# is the sign of a comment here",
        "> is greater, ``` is a fence",
    ],
)
def test_what_lint_accepts_is_shown_as_it_is_written(folder, text):
    change(folder / "section-a.yml", "A lock around read and write", text)

    assert lint(folder) == []
    course = open_course(folder)
    html = render(course.find("A2"), course)
    row = re.search(r'value="lock"> <span>(.*?)</span></label>', html)[1]
    assert unescape(re.sub("<[^>]*>", "", row)) == text.replace("\\\\", "")


def test_a_dollar_that_is_shown_is_no_formula_to_jupyterlab(folder):
    change(folder / "section-a.yml", "A lock around", "For $1 and $2, a lock around")
    course = open_course(folder)
    html = render(course.find("A2"), course)

    assert "For <span>$</span>1 and <span>$</span>2, a lock around read" in html


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (b"<<<<<<< HEAD\n{}\n", "is not a notebook (line 1: Expecting value); open"),
        (b"", "is not a notebook (line 1: Expecting value); open the page and mend it"),
        (b"[]", "is not a notebook of format 4; save it anew in JupyterLab"),
        (b'{"cells": [3]}', "is not a notebook of format 4; save it anew in"),
        (
            b'{"worksheets": [], "nbformat": 3, "nbformat_minor": 0}',
            "is not a notebook of format 4; save it anew in JupyterLab",
        ),
        (b"\xe4", "is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_page_that_cannot_be_read_is_named(folder, write, told):
    (folder.parent / "notes.ipynb").write_bytes(write)
    file = folder / "section-a.yml"
    text = change(file, "section: tea#mending", "section: notes#mending")
    line = text[: text.index("notes#")].count("\n") + 1

    (problem,) = lint(folder)

    where = f"{file}:{line}: A2: page `notes` cannot be read: notes.ipynb"
    assert problem.startswith(f"{where} {told}")


def test_a_bibliography_that_cannot_be_read_is_named(folder):
    file = folder.parent / "references.bib"
    for content, told in [
        (b"\xe4", "'utf-8' codec can't decode byte 0xe4 in position 0"),
        (b"@misc{a, title={T}", "mend the bib"),
    ]:
        file.write_bytes(content)
        told_of = lint(folder)
        assert len(told_of) == 5
        assert all(str(file) in each and told in each for each in told_of)


def test_two_files_of_one_section_are_told(folder):
    (folder / "section-b.yml").write_text(
        (folder / "section-a.yml").read_text("utf-8").replace("id: A", "id: B"), "utf-8"
    )

    assert lint(folder)[0] == (
        f"{folder / 'section-b.yml'}:2: section-b: section A is in section-a.yml too; "
        "choose another letter"
    )


def test_items_that_are_too_many_only_warn(folder):
    file = folder / "section-a.yml"
    item = re.search(r"      - \{key: bob-writes.*\n", file.read_text("utf-8"))[0]
    more = [item.replace("bob", who).replace("Bob", who) for who in ("cy", "di", "ed")]
    change(file, item, "".join([item, *more[:2]]))
    assert lint(folder) == []

    change(file, more[1], "".join(more[1:]))

    (problem,) = open_course(folder).problems
    assert (problem.text, problem.warning) == (
        "more than 6 items to order; use fewer",
        True,
    )


def test_options_may_differ_in_length_by_a_factor_of_two(folder):
    change(folder / "section-a.yml", "A write that checks what was read", "n" * 40)
    change(folder / "section-a.yml", "A lock around read and write", "A lock")
    change(folder / "section-a.yml", "Writing once more after a while", "Writing twice")
    assert lint(folder) == [], "20 characters are short, 40 are twice as many"

    change(folder / "section-a.yml", "n" * 40, "n" * 41)
    assert "41 characters against 20 in the shortest option" in lint(folder)[0]


def test_text_that_is_no_markdown_is_left_alone(folder):
    """Code may hold what would be a broken formula or a link elsewhere."""
    change(
        folder / "section-a.yml",
        "SELECT stock FROM tin; -- reads 5",
        r"SELECT $\\frac{1$ FROM tin; -- [a](b)",
    )

    assert lint(folder) == []


def test_a_syntax_error_is_one_message(folder):
    change(folder / "section-a.yml", "options:", "options: {")

    told = [each for each in lint(folder) if "warning" not in each]

    assert len(told) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: section-a: is empty; write `version: 1` and questions"),
        (b"# Th\xe9\n", "1: section-a: is not UTF-8; save the file as UTF-8"),
        (b"- tea\n", "1: section-a: this must be a mapping of `name: value`"),
        (
            b"when: 2024-13-45\n",
            "1: section-a: `2024-13-45` cannot be read as a value; put it in quotes",
        ),
        (b"? [a]\n: b\n", "1: section-a: a key is not plain text; name it"),
    ],
)
def test_a_file_that_is_no_question_file_is_told(folder, content, message):
    file = folder / "section-a.yml"
    file.write_bytes(content)

    assert f"{file}:{message}" in lint(folder)


def without_usual(fields):
    return {name: value for name, value in fields.items() if name != "usual"}


def test_the_right_answer_may_not_always_stand_in_one_place(folder):
    file = folder / "section-a.yml"
    course = yaml.safe_load(file.read_text("utf-8"))
    single = without_usual(course["questions"][1])
    course["questions"] = [{**single, "id": f"A{n}"} for n in range(2, 8)]
    file.write_text(json.dumps(course, indent=1), "utf-8")

    told = [each for each in lint(folder) if "warning" not in each]

    assert told == [
        f"{file}:5: section-a: the right answer is option 2 in 6 of 6 questions; "
        "spread it over three places or more"
    ]


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([0, 1, 2, 0, 1, 2], None),
        ([0, 0, 0, 1, 1, 2], None),
        ([0, 0, 0, 1, 1, 1], "the right answer is option 1 in 3 of 6 questions"),
        ([2, 2, 2, 2, 0, 1], "the right answer is option 3 in 4 of 6 questions"),
        ([2, 2, 2, 2, 0], None),
    ],
)
def test_the_places_of_right_answers_are_spread(folder, places, message):
    file = folder / "section-a.yml"
    course = yaml.safe_load(file.read_text("utf-8"))
    single = without_usual(course["questions"][1])
    right, *wrong = sorted(single["options"], key=lambda each: "correct" not in each)
    course["questions"] = []
    for number, place in enumerate(places, 2):
        options = [*wrong[:place], right, *wrong[place:]]
        course["questions"].append({**single, "id": f"A{number}", "options": options})
    file.write_text(json.dumps(course, indent=1), "utf-8")

    told = [each for each in lint(folder) if "warning" not in each]

    assert len(told) == (message is not None)
    assert all(message in each for each in told)


def test_five_options_and_unused_misconceptions_only_warn(folder):
    file = folder / "section-a.yml"
    extra = re.search(r"      - \{key: retry.*\n", file.read_text("utf-8"))[0]
    more = extra + extra.replace("retry", "again").replace("after a", "for a")
    more += extra.replace("retry", "thrice").replace("once more", "thrice more")
    change(file, extra, more)
    unused = '\nnever:\n  says: "A."\n  because: "B."\n  see: tea#mending\n'
    catalogue = folder / "misconceptions.yml"
    catalogue.write_text(catalogue.read_text("utf-8") + unused, "utf-8")

    course = open_course(folder)

    assert course.errors == []
    assert [problem.text for problem in course.problems] == [
        "no question uses this misconception; use or remove it",
        "more than 4 options; drop the least plausible",
    ]
    assert course.find("A2").id == "A2"


def test_a_repaired_file_is_read_anew(folder):
    file = folder / "section-a.yml"
    sound = file.read_text("utf-8")
    change(file, "version: 1", "version: 2")
    assert lint(folder)

    file.write_text(sound + "\n", "utf-8")

    assert lint(folder) == []


def test_the_published_schema_is_a_schema_and_agrees_with_the_linter():
    validator = jsonschema.Draft202012Validator
    validator.check_schema(SCHEMA)
    course = yaml.safe_load((SOUND / "section-a.yml").read_text("utf-8"))
    whole = json.loads(PUBLISHED.read_text("utf-8"))

    assert whole == SCHEMA, "run `python -m selfcheck schema`"
    assert list(validator(whole).iter_errors(course)) == []
    for name in ("stem", "options", "sources"):
        broken = json.loads(json.dumps(course))
        del broken["questions"][1][name]
        assert list(validator(whole).iter_errors(broken))


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "selfcheck", *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "book"), "PATH": ""},
        capture_output=True,
        text=True,
    )


def test_the_command_passes_on_the_courses_own_questions():
    done = run("lint")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ questions, no errors\n", done.stdout)


def test_the_command_prints_problems_and_fails(folder):
    change(folder / "section-a.yml", "hints:", "hint:")

    done = run("lint", str(folder))

    assert done.returncode == 1
    assert "A1: `hint` is not a field here; did you mean `hints`?" in done.stdout
    assert "no errors" not in done.stdout


def test_the_command_names_a_folder_that_does_not_exist(tmp_path):
    done = run("lint", str(tmp_path / "nowhere"))

    assert done.returncode == 1
    assert "there is no such folder" in done.stdout


def test_the_command_tells_its_usage():
    for wrong in (["bake"], [], ["lint", "a", "b"], ["schema", "a"]):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("usage: python -m selfcheck lint [folder]")


def test_a_warning_alone_does_not_fail_the_command(folder):
    catalogue = folder / "misconceptions.yml"
    unused = '\nnever:\n  says: "A."\n  because: "B."\n  see: tea#mending\n'
    catalogue.write_text(catalogue.read_text("utf-8") + unused, "utf-8")

    done = run("lint", str(folder))

    assert done.returncode == 0
    assert "never: warning: no question uses this misconception" in done.stdout
    assert done.stdout.endswith("5 questions, no errors\n")
