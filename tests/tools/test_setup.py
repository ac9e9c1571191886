"""The set-up makes an environment whose every Python finds the course's code."""

import shutil
import subprocess
import sys

import pytest
from building import ROOT

FOUND = "from importlib.util import find_spec; print(find_spec({!r}).origin)"


@pytest.fixture
def checkout(tmp_path):
    """Make a checkout with an environment of its own, set up with no package."""
    folder = tmp_path / "course"
    for name in ("tools", "extensions", "book/live"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    (folder / "none.txt").write_text("# no package\n")
    command = ["sh", "tools/setup.sh", "packages", "none.txt"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


def where(checkout, module):
    """Return the file of a module as the environment's Python finds it."""
    done = subprocess.run(
        [checkout / ".venv" / "bin" / "python", "-c", FOUND.format(module)],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_rooms_extensions_and_tools_are_found_from_anywhere(checkout):
    place = checkout.resolve()

    assert where(checkout, "live") == f"{place}/book/live/__init__.py"
    assert where(checkout, "lightpage") == f"{place}/extensions/lightpage/__init__.py"
    assert where(checkout, "serving") == f"{place}/tools/serving.py"


def test_a_checkout_that_moves_takes_its_code_along(checkout):
    moved = checkout.rename(checkout.with_name("moved"))

    assert where(moved, "serving") == f"{moved.resolve()}/tools/serving.py"
