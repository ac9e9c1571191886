"""Build the real book once, however many test processes ask for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from contents.toc import files_in, read_toc
from filelock import FileLock
from runpage import bundle

ROOT = Path(__file__).resolve().parent.parent
# Without npm the site has no Run buttons; where nothing may be skipped that is a fault.
NEEDS_RUNNER = pytest.mark.skipif(
    not bundle.is_possible() and os.environ.get("LOCKS_NO_SKIP") != "1",
    reason="no Python in the page: run `make tools/runpage/node_modules`",
)


def build(root, output):
    """Run `jupyter-book build` with warnings as errors; return the pages' folder.

    The code is that of `root`, even where the environment belongs to another checkout.
    Fails the test that asked, with what the build complained about.
    """
    code = os.pathsep.join(str(root / name) for name in ("book", "extensions"))
    command = [Path(sys.executable).with_name("jupyter-book"), "build", root]
    command += ["--path-output", output, "-W", "-n", "--keep-going", "--all", "-q"]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "PYTHONPATH": code},
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"the book does not build:\n{done.stdout}", pytrace=False)
    return output / "_build" / "html"


def build_once(root, tmp_path_factory):
    """Build the book in the folder that all workers of a test run share.

    The first to come builds, under a file lock; the others wait and use it.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output = shared / "site"
    with FileLock(shared / "site.lock", timeout=300):
        if not output.exists():
            output.mkdir()
            build(root, output)
    pages = output / "_build" / "html"
    if not (pages / "book" / "index.html").exists():
        pytest.fail("the book does not build: another test shows why", pytrace=False)
    return pages


def pages_of_the_book():
    """List the addresses of all pages, in the order of `_toc.yml`; search is last."""
    return [file for _, file in files_in(read_toc(ROOT))] + ["search"]


def python_of(path):
    """Return the Python of a notebook's code cells, without the lines for Jupyter."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    plain = [source for source in sources if not source.startswith("%%")]
    lines = "\n".join(plain).splitlines()
    return "\n".join(line for line in lines if not line.startswith("%"))
