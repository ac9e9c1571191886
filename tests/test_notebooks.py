"""Every notebook of the book keeps the rules, and comes from one run."""

import os
import subprocess
import sys

import notebook_rules
import pytest
from normal_form import normalise, text_of
from refresh_notebooks import read
from rules import prose

NOTEBOOKS = sorted(prose.BOOK.glob("*.ipynb"))
# A draft keeps the rules of the template; nothing else is asked of it.
FINISHED = [path for path in NOTEBOOKS if not path.name.startswith("draft-")]
# nbval runs every notebook, with a random hash seed, and compares every output; the
# form of what is stored is held for all below. So two stand for all.
REFRESHED = [
    prose.BOOK / f"{name}.ipynb"
    for name in ("template-chapter", "who-waits-for-for-update")
]
REFRESH = prose.BOOK.parent / "tools" / "refresh_notebooks.py"


def named(path):
    return path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_the_notebook_keeps_every_rule(path):
    assert notebook_rules.problems_of(path) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_is_stored_as_a_refresh_stores_it(path):
    stored, notebook = read(path)

    assert text_of(normalise(notebook)) == stored


@pytest.mark.parametrize("path", REFRESHED, ids=named)
def test_another_hash_seed_changes_nothing_and_neither_does_a_refresh(path):
    # The stored outputs come from another run, with Python's own random seed.
    done = subprocess.run(
        [sys.executable, REFRESH, "--check", path],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"{path.name}: unchanged\n", done.stderr


def test_the_toc_lists_every_notebook_but_the_template():
    toc = (prose.BOOK.parent / "_toc.yml").read_text("utf-8")
    missing = [path.stem for path in FINISHED if f"book/{path.stem}\n" not in toc]

    assert [name for name in missing if not name.startswith("template-")] == []
