"""The first cell of a chapter: it takes nothing but the standard library."""

import subprocess
import sys
from pathlib import Path

import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
# -I and -S: no packages are installed, as in the core of Pyodide.
BARE = [sys.executable, "-I", "-S", "-c"]
CELL = """
import sys
sys.path.insert(0, sys.argv[1])
from types import SimpleNamespace
from explorable import knobs, step_through
from selfcheck import QuestionError, progress, progress_chart, show
figure = knobs(lambda n: n // 2 + 1, n=range(3, 8))
drawing = SimpleNamespace(svg='<svg><g data-step="1"></g></svg>', log=["Ann reads"])
print(figure._repr_mimebundle_()["text/plain"])
print(step_through(drawing, name="race")._repr_mimebundle_()["text/plain"])
"""


def run(code, *arguments):
    return subprocess.run(
        [*BARE, code, *arguments], capture_output=True, text=True, timeout=60
    )


def test_the_environment_is_bare():
    """Or the tests below would show nothing."""
    assert "No module named 'yaml'" in run("import yaml").stderr


def test_a_chapter_begins_with_the_standard_library_alone():
    done = run(CELL, BOOK)

    assert done.stderr == ""
    assert done.stdout == "Knobs: n (5 settings)\nStep through: race (1 steps)\n"


@pytest.mark.parametrize("room", ["selfcheck", "explorable"])
def test_a_room_without_the_room_live_is_whole_at_rest(room, tmp_path):
    (tmp_path / room).symlink_to(BOOK / room)

    done = run(f"import sys; sys.path.insert(0, sys.argv[1]); import {room}", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
