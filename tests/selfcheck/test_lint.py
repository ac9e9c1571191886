"""Every way to break a question file, and the message that tells how to mend it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from selfcheck.course import open_course
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
        "    topic: quorum\n    picture: x.svg",
        "picture: x.svg",
        "A3",
        "`picture` is not a field here; remove it",
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
        "`type` is multi, not one of multiple, numeric, order, single; "
        "did you mean multiple?",
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
        "a bet has `when: before` and an id with a letter at its end, such as A1a; "
        "mend the one or the other",
    ),
    "a bet on nothing": (
        "id: A1a",
        "id: A9a",
        "id: A9a",
        "A9a",
        "there is no A9 that this is a bet on; add it or rename this",
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
        r"latex2mathml does not know `\spoon`; mend the formula",
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


def test_the_right_answer_may_not_always_stand_in_one_place(folder):
    file = folder / "section-a.yml"
    course = yaml.safe_load(file.read_text("utf-8"))
    single = course["questions"][1]
    course["questions"] = [{**single, "id": f"A{n}"} for n in range(1, 7)]
    file.write_text(json.dumps(course, indent=1), "utf-8")

    told = [each for each in lint(folder) if "warning" not in each]

    assert told == [
        f"{file}:5: section-a: the right answer is option 2 in 6 of 6 questions; "
        "spread it over three places or more"
    ]


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


def test_the_command_prints_problems_and_fails(folder):
    change(folder / "section-a.yml", "hints:", "hint:")

    done = run("lint", str(folder))

    assert done.returncode == 1
    assert "A1: `hint` is not a field here; did you mean `hints`?" in done.stdout


def test_the_command_names_a_folder_that_does_not_exist(tmp_path):
    done = run("lint", str(tmp_path / "nowhere"))

    assert done.returncode == 1
    assert "there is no such folder" in done.stdout


def test_the_command_tells_its_usage():
    assert run("bake").returncode == 2
