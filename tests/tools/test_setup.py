"""The set-up makes an environment whose every Python finds the course's code."""

import shutil
import subprocess
import sys

import pytest
from building import ROOT

FOUND = "from importlib.util import find_spec; print(find_spec({!r}).origin)"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Make a checkout with an environment of its own, set up with no package."""
    folder = tmp_path_factory.mktemp("checkout") / "course"
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
    try:
        assert where(moved, "serving") == f"{moved.resolve()}/tools/serving.py"
    finally:
        moved.rename(checkout)


@pytest.fixture
def bare(tmp_path):
    """Make a folder of programs as on a bare machine, where the user is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "id").write_text("#!/bin/sh\necho 1000\n")
    (folder / "id").chmod(0o755)
    return folder


def see_to_browsers(path):
    """Run the set-up of browsers with a PATH; return what it said."""
    done = subprocess.run(
        ["/bin/sh", "tools/setup.sh", "browser"],
        cwd=ROOT,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    return done.stderr


def test_browsers_that_may_not_be_installed_are_named_in_one_line(bare):
    said = see_to_browsers(bare)

    assert said.startswith("skipped: the browser tests that need what is not here.")
    assert said.count("\n") == 1
    for name in (
        "chromium chromium-driver",
        "firefox-esr",
        "webkit2gtk-driver",
        "xvfb",
    ):
        assert name in said


def test_a_stub_that_does_not_start_is_no_browser(bare):
    for name in ("chromium", "firefox"):
        (bare / name).write_text("#!/bin/sh\nexit 1\n")
        (bare / name).chmod(0o755)

    assert "chromium chromium-driver firefox-esr" in see_to_browsers(bare)
    (bare / "firefox").write_text("#!/bin/sh\necho Mozilla Firefox\n")
    assert "firefox-esr" not in see_to_browsers(bare)


# Stands in for the environment's Python: notes what it is asked, has npm when the file
# `npm` is there, and gets it by pip where the file `wheel` is there.
PYTHON = """#!/bin/sh
case "$*" in
*"npm --version") test -f npm ;;
*"pip install"*)
    echo pip >>asked
    if test -f wheel; then touch npm; else echo "ERROR: not found" >&2; exit 1; fi ;;
*"npm ci --prefix tools/runpage "*)
    echo ci >>asked
    mkdir tools/runpage/node_modules ;;
*) exit 9 ;;
esac
"""


@pytest.fixture
def from_npm(tmp_path):
    """Set up a folder from npm on a machine that has some files; give what was said."""
    (tmp_path / "tools" / "runpage").mkdir(parents=True)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    (tmp_path / "asked").touch()

    def run(*has):
        for name in has:
            (tmp_path / name).touch()
        words = [ROOT / "tools" / "setup.sh", "from_npm", "runpage", "Running"]
        done = subprocess.run(
            ["/bin/sh", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        made = (tmp_path / "tools" / "runpage" / "node_modules").exists()
        asked = (tmp_path / "asked").read_text().split()
        return asked, made, done.stdout + done.stderr

    return run


def test_a_system_with_npm_is_given_no_other(from_npm):
    assert from_npm("npm", "wheel") == (["ci"], True, "")


def test_where_the_system_has_no_npm_pip_gets_it(from_npm):
    assert from_npm("wheel") == (["pip", "ci"], True, "")


def test_where_npm_is_not_to_be_had_that_is_one_line_and_no_fault(from_npm):
    assert from_npm() == (
        ["pip"],
        False,
        "skipped: Running. Install nodejs 18 or later, and npm; run make again.\n",
    )
