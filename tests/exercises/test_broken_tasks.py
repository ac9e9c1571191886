"""A broken task stops `make lint` with its file, its line and its mend."""

import shutil
import subprocess
import sys

import pytest
from building import ROOT

FILE = "book/exercises/tasks/order_the_locks.py"


@pytest.fixture
def lint(tmp_path):
    """Return a function that lints a copy of the task whose text was changed."""
    for room in ("exercises", "explorable", "live", "minicluster"):
        shutil.copytree(ROOT / "book" / room, tmp_path / "book" / room)
    path = tmp_path / FILE

    def run(old, new, name="order-the-locks"):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return subprocess.run(
            [sys.executable, "-m", "exercises", "lint", name],
            cwd=tmp_path / "book",
            env={},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def line_of(words):
    lines = (ROOT / FILE).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_a_repair_that_fails_is_named_with_its_line(lint):
    done = lint("sorted([source, target])", "[source, target]")

    first = done.stdout.splitlines()[0]
    assert done.returncode == 1
    assert first.startswith(f"{FILE}:{line_of('sort the rows')}: order-the-locks: ")
    assert "the repair 'sort the rows' is refused (" in first
    assert first.endswith("mend the repair, or the judge")


def test_a_trick_that_passes_is_named_with_its_line(lint):
    starter = "    yield from lock(bank, source)\n    yield from lock(bank, target)\n"
    right = (
        "    for row in sorted([source, target]):\n        yield from lock(bank, row)\n"
    )
    done = lint(
        f'STARTER = """\ndef transfer(bank, source, target, amount):\n{starter}',
        f'STARTER = """\ndef transfer(bank, source, target, amount):\n{right}',
    )

    assert done.returncode == 1
    assert "passes (" in done.stdout
    assert "give the judge a rule or a run that it breaks" in done.stdout


def test_a_task_that_lacks_a_hint_is_named(lint):
    done = lint("hints=(", "hints=()[:0] + (")
    assert done.returncode == 0, "the change by itself is harmless"

    done = lint("hints=()[:0] + (", 'hints=("One more.",) + (')
    line = line_of("hints=(")
    assert done.stdout.startswith(
        f"{FILE}:{line}: order-the-locks: has 3 hints; give 2"
    )


def test_a_file_that_does_not_parse_is_named_with_its_line(lint):
    done = lint("CIRCLE = {", "CIRCLE = {{")

    assert done.returncode == 1
    assert f"{FILE}:{line_of('CIRCLE = {')}: order-the-locks: cannot be opened" in (
        done.stdout
    )


def test_a_name_that_there_is_not_gets_those_there_are(lint):
    done = lint("CIRCLE", "CIRCLE", name="nothing")

    assert done.stdout.startswith(
        "there is no task 'nothing'; name one of find-the-rule"
    )
