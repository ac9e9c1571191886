"""Every page's thread gives the stored output to the bit, in two bare Pythons.

One is this machine's, without any package; the other is Pyodide, as in the browser.
Both have the files that a page's Python has, and no others.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from building import ROOT, pages_of_the_book
from runpage import bundle
from runpage.runnable import runnable

SCRIPT = Path(__file__).with_name("models") / "run_threads.py"
RUN = ROOT / "tools" / "runpage" / "run.mjs"
NODE = [sys.executable, ROOT / "tools" / "node.py", "node"]


@cache
def shown_cells(name):
    """Return the code cells of a page whose code it shows, as they are stored."""
    path = ROOT / f"{name}.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"] if path.exists() else []
    return [
        cell
        for cell in cells
        if cell["cell_type"] == "code"
        and "remove-input" not in cell["metadata"].get("tags", [])
    ]


def thread_of(name):
    """Return (source, stored outputs) of the cells that a page can run."""
    cells = [("".join(cell["source"]), cell["outputs"]) for cell in shown_cells(name)]
    said = runnable([source for source, _ in cells])
    return [cell for cell, can_run in zip(cells, said, strict=True) if can_run]


THREADS = {name: thread_of(name) for name in pages_of_the_book()}
THREADS = {name: thread for name, thread in THREADS.items() if thread}


def as_stored(pieces):
    """Return what a cell showed in the form of a notebook's outputs."""
    return [piece.get("text", piece) for piece in pieces]


def stored(outputs):
    """Return a notebook's outputs in the same form."""
    told = []
    for output in outputs:
        if output["output_type"] == "stream":
            told.append("".join(output["text"]))
            continue
        data = {kind: "".join(text) for kind, text in output["data"].items()}
        piece = {"value": data["text/plain"], "html": data.get("text/html")}
        told.append({key: text for key, text in piece.items() if text is not None})
    return told


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with what a page's Python has, and the threads as a file beside it."""
    place = tmp_path_factory.mktemp("page")
    for path, text in bundle.course().items():
        file = place / "course" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    sources = {name: [source for source, _ in cells] for name, cells in THREADS.items()}
    (place / "threads.json").write_text(json.dumps(sources))
    return place


def report(*command):
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def bare(place):
    return report(
        *(sys.executable, "-I", "-S", SCRIPT),
        *(place / "threads.json", place / "course"),
    )


@pytest.fixture(scope="module")
def pyodide(place):
    if not bundle.is_possible():
        if os.environ.get("LOCKS_NO_SKIP") == "1":
            pytest.fail("run `make tools/runpage/node_modules`", pytrace=False)
        pytest.skip("Pyodide is not installed: run `make tools/runpage/node_modules`")
    return report(
        *(*NODE, RUN, SCRIPT, place, SCRIPT.parent),
        *("--", place / "threads.json", place / "course"),
    )


def test_the_two_pythons_are_those_that_are_meant(bare, pyodide):
    assert (bare["platform"], pyodide["platform"]) == (sys.platform, "emscripten")


@pytest.mark.parametrize("direction", ["onward", "back"])
@pytest.mark.parametrize("name", THREADS)
def test_a_bare_python_gives_the_stored_output(bare, name, direction):
    wanted = [stored(outputs) for _, outputs in THREADS[name]]

    assert [as_stored(pieces) for pieces in bare["pages"][name][direction]] == wanted


@pytest.mark.parametrize("direction", ["onward", "back"])
@pytest.mark.parametrize("name", THREADS)
def test_the_browsers_python_gives_the_stored_output(pyodide, name, direction):
    wanted = [stored(outputs) for _, outputs in THREADS[name]]

    assert [as_stored(pieces) for pieces in pyodide["pages"][name][direction]] == wanted


def test_every_chapter_has_a_thread_and_no_lab_has_one():
    notebooks = [n for n in pages_of_the_book() if (ROOT / f"{n}.ipynb").exists()]
    chapters = [name for name in notebooks if not name.startswith("book/lab-")]

    assert list(THREADS) == chapters


def test_all_cells_of_a_chapter_run_but_those_that_draw_tables():
    for name, thread in THREADS.items():
        sources = {source for source, _ in thread}
        for cell in shown_cells(name):
            source = "".join(cell["source"])
            assert source in sources or "pd." in source, f"{name}: {source}"
