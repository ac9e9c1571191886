"""Edits of cells that are kept, linked to and reset; and runs where something lacks."""

import json

import pytest
from building import ROOT

from .cells import COUNT, PAGE, Cells, offering

CODES = "[...document.querySelectorAll('[data-run] .cell_input pre')]"
SOURCES = f"return {CODES}.map((code) => code.textContent)"
PYTHON = "return performance.getEntriesByType('resource').map((each) => each.name)"
KEY = f"locks-and-quorums:edits:{PAGE}"


@pytest.fixture
def cells(reader):
    """Open the page of a race; give its cells."""
    reader.has_size(1280, 800)
    reader.open(PAGE)
    return Cells(reader)


def test_the_page_shows_the_stored_code_and_loads_nothing_of_python(cells):
    sources = [text.removesuffix("\n") for text in cells.reader.run(SOURCES)]
    notebook = ROOT / PAGE.replace(".html", ".ipynb")
    stored = json.loads(notebook.read_text("utf-8"))["cells"]

    assert len(sources) > 10
    assert set(sources) <= {"".join(cell["source"]) for cell in stored}
    assert [name for name in cells.reader.run(PYTHON) if "/run/" in name] == []


def test_a_link_shows_its_code_and_runs_nothing(reader):
    reader.open(PAGE + offering(COUNT, "print('<script>alert(1)</script>')"))
    cells = Cells(reader)
    reader.wait("the offer", lambda: reader.count(".run-notice button"))

    assert reader.text(".run-notice pre") == "print('<script>alert(1)</script>')"
    assert cells.yours(COUNT) == ""
    assert [name for name in reader.run(PYTHON) if "pyodide" in name] == []
    reader.click(".run-notice button", "Leave it")
    assert reader.count(".run-notice") == 0


@pytest.mark.parametrize("hash", ["", "x", "e30", "A" * 40_000])
def test_a_damaged_link_changes_nothing_and_is_told(reader, hash):
    reader.open(f"{PAGE}#edit={hash}")

    Cells(reader).wait(0, "The link to an edited cell is damaged")


def test_an_edit_is_kept_over_a_visit_and_reset(cells):
    cells.take(COUNT, "print('mine')")
    cells.reader.open(PAGE.replace("when-is-it-a-race", "index"))
    cells.reader.open(PAGE)
    cells.wait(COUNT, "You have edited this cell")
    cells.edit(COUNT)
    assert cells.holds(COUNT) == "print('mine')"
    cells.reset()
    assert "BUYERS" in cells.holds(COUNT)
    cells.reader.reload()

    assert cells.said(COUNT) == ""


def test_an_edit_of_an_older_page_is_shown_beside_the_new_text(cells):
    old = {str(COUNT): {"book": "print('the older page')", "mine": "print('mine')"}}
    keep = "localStorage.setItem(arguments[0], arguments[1])"
    cells.reader.run(keep, KEY, json.dumps(old))
    cells.reader.reload()
    cells.edit(COUNT)
    assert cells.reader.text(".run-notice pre") == "print('mine')"
    assert "BUYERS" in cells.holds(COUNT)
    cells.reader.click(".run-notice button", "Use mine")

    assert cells.holds(COUNT) == "print('mine')"


@pytest.mark.parametrize("kept", ["{", "[]", '{"1": 5}', '{"x": {}}', "null"])
def test_damaged_edits_are_harmless(cells, kept):
    cells.reader.run("localStorage.setItem(arguments[0], arguments[1])", KEY, kept)
    cells.reader.reload()
    cells.edit(COUNT)

    assert "BUYERS" in cells.holds(COUNT)


def test_two_tabs_lose_nothing(open_context, server):
    context = open_context()
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(f"{server}/{PAGE}")
    for page, number in ((one, 0), (two, 1)):
        cell = page.locator("[data-run]").nth(number)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").press_sequentially("#")
    kept = json.loads(one.evaluate(f"localStorage.getItem('{KEY}')"))

    assert sorted(kept) == ["0", "1"]


def test_missing_files_are_told_in_one_line(page, site, server):
    page.route("**/_static/run/**/runner.js", lambda route: route.abort())
    page.goto(f"{server}/{PAGE}")
    cell = page.locator("[data-run]").nth(COUNT)
    cell.locator(".run-go").click()
    told = cell.locator(".run-status").filter(has_text="could not be loaded")
    told.wait_for(timeout=5000)
    page.context.complaints.clear()  # the browser's own word on the file
