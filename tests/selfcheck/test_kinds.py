"""A new type of question is one module in Python: the rest finds it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selfcheck.kinds import KINDS
from selfcheck.source.schema import compose

ROOT = Path(__file__).resolve().parents[2]
TRUTH = '''
"""A claim that holds or does not."""

from dataclasses import dataclass

from ..question import TEXT, Question
from ..render import reason


@dataclass(frozen=True, kw_only=True)
class Truth(Question, kind="truth"):
    """A claim, and why it holds or does not."""

    holds: bool
    because: str

    OWN = {"holds": {"type": "boolean"}, "because": TEXT}
    REQUIRED = ("holds", "because")

    @staticmethod
    def rules(fields):
        if len(fields["because"]) < 20:
            yield ("because",), "says too little; say more"

    def asks(self):
        return (), {"holds": self.holds}

    def draw(self, course):
        reasons = [reason(str(self.holds), self.because, key="holds")]
        return ['<label class="sc-row">True?</label>'], reasons
'''
QUESTION = """
  - id: A5
    rev: 1
    type: truth
    topic: race
    section: tea#mending
    objective: Judge a claim
    level: explain
    stem: "A log prevents a lost update."
    holds: false
    because: "A log tells what happened; it does not stop it."
    explanation: "It only tells."
    sources: [lamport1978]
"""
SHOW = """
from pathlib import Path
from selfcheck import show
shown = show("A5", "quizzes")
print(type(shown.question).__name__, shown.question.holds, shown._repr_html_())
"""


@pytest.fixture
def book(tmp_path):
    """A small book whose room has one kind more."""
    shutil.copytree(ROOT / "tests" / "selfcheck" / "data", tmp_path / "book")
    for room in ("live", "selfcheck"):
        shutil.copytree(ROOT / "book" / room, tmp_path / "book" / room)
    kinds = tmp_path / "book" / "selfcheck" / "kinds"
    (kinds / "truth.py").write_text(TRUTH, "utf-8")
    with (tmp_path / "book" / "quizzes" / "section-a.yml").open("a") as file:
        file.write(QUESTION)
    return tmp_path / "book"


def run(book, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=book,
        env={"PYTHONPATH": str(book), "PATH": ""},
        capture_output=True,
        text=True,
    )


def test_a_question_of_a_new_kind_is_read_and_drawn(book):
    done = run(book, "-c", SHOW)

    assert done.stderr == ""
    assert done.stdout.startswith('Truth False <form class="sc-question"')
    assert 'data-type="truth"' in done.stdout


def test_its_fields_and_rules_are_checked(book):
    assert run(book, "-m", "selfcheck", "lint", "quizzes").returncode == 0
    file = book / "quizzes" / "section-a.yml"
    text = file.read_text("utf-8")
    for old, new, told in [
        ("holds: false", "holds: no one", "`holds` must be true or false"),
        ("    holds: false\n", "", "`holds` is missing; add it"),
        ('"A log tells what happened; it does not stop it."', "No.", "says too little"),
        ("type: truth", "type: single", "`options` is missing; add it"),
    ]:
        file.write_text(text.replace(old, new), "utf-8")
        assert told in run(book, "-m", "selfcheck", "lint", "quizzes").stdout


def test_the_published_schema_is_written_anew_with_it(book):
    file = book / "selfcheck" / "source" / "schema.json"
    before = file.read_text("utf-8")
    assert run(book, "-m", "selfcheck", "schema").returncode == 0
    assert '"truth"' in file.read_text("utf-8")

    (book / "selfcheck" / "kinds" / "truth.py").unlink()
    assert run(book, "-m", "selfcheck", "schema").returncode == 0
    assert file.read_text("utf-8") == before


def test_fields_of_one_kind_are_refused_in_all_others():
    cases = compose()["$defs"]["question"]["allOf"]

    assert len(cases) == len(KINDS)
    for case in cases:
        kind = KINDS[case["if"]["properties"]["type"]["const"]]
        refused = set(case["then"]["properties"])
        others = {name for other in KINDS.values() for name in other.OWN}
        assert refused == others - set(kind.OWN)
