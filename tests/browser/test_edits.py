"""Edits of cells that are kept, linked to and reset; and runs where something lacks."""

import json
import re
import subprocess
import sys
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import NEEDS_RUNNER, ROOT
from serving import serve

from .cells import COUNT, DRAWN, PAGE, TASK, Cells, offering

pytestmark = NEEDS_RUNNER

CODES = "[...document.querySelectorAll('[data-run] .cell_input pre')]"
SOURCES = f"return {CODES}.map((code) => code.textContent)"
PYTHON = "return performance.getEntriesByType('resource').map((each) => each.name)"
# A snapshot of the right build that holds nonsense.
SPOIL = """async () => {
  const script = document.querySelector("script[src*='run.js']").src;
  const text = await (await fetch(script)).text();
  const folder = text.match(/run\\/\\w+\\//)[0];
  const kept = await caches.open("locks-and-quorums-python");
  await kept.put(new URL(`${folder}snapshot`, script).href, new Response("nonsense"));
}"""
# Tells how large the snapshots were that workers were started with.
HEAR = """window.started = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (data, ...rest) {
  if (data.start) started.push(data.start.snapshot?.byteLength ?? 0);
  return post.call(this, data, ...rest);
};"""
UNTIL = "async () => {{ while (!({})) await new Promise(requestAnimationFrame); }}"
CONTROLLED = UNTIL.format("navigator.serviceWorker.controller")
SNAPSHOTS = "await (await caches.open('locks-and-quorums-python')).keys()"
KEPT = UNTIL.format(f"({SNAPSHOTS}).length")
# What the browser has kept, read from its caches to the last byte.
BYTES = """async () => {
  let bytes = 0;
  for (const name of await caches.keys())
    for (const kept of await (await caches.open(name)).matchAll())
      bytes += (await kept.blob()).size;
  return bytes;
}"""
EMPTY = UNTIL.format("(await caches.keys()).length === 0")
WRONG = "%%task find-the-rule\ndef broken(shop):\n    return False"
COVERED = """[...document.querySelectorAll("[data-run]")]
  .findIndex((cell) => cell.querySelector(".sc-cover"))"""
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
    cells.wait(COUNT, "You edited this cell before the page changed")
    for _ in range(2):  # nothing is lost before the reader has decided
        cells.edit(COUNT)
        assert cells.reader.text(".run-notice pre") == "print('mine')"
        assert "BUYERS" in cells.holds(COUNT)
        cells.reader.reload()
    cells.edit(COUNT)
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


def cell_of(page, number):
    return page.locator("[data-run]").nth(number)


def says(cell, text):
    """Wait until a cell says something; Python may have to start first."""
    cell.locator(".run-status").filter(has_text=text).wait_for(timeout=60_000)


def first_run(page, address):
    """Open the page, run its count of schedules to the end; give the cell."""
    page.goto(f"{address}/{PAGE}")
    cell = cell_of(page, COUNT)
    cell.locator(".run-go").click()
    says(cell, "It ran, and gave the book’s output")
    return cell


def test_a_slow_network_is_told_of(page, server):
    held = []
    page.route("**/python_stdlib.zip", lambda route: held.append(route))
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, COUNT)
    cell.locator(".run-go").click()
    says(cell, re.compile(r"Starting Python \(6 MB, once\): [1-9]\d? %"))
    for route in held:
        route.continue_()

    says(cell, "It ran, and gave the book’s output")


def test_a_later_visit_starts_from_what_the_browser_has_kept(open_context, server):
    context = open_context()
    context.add_init_script(HEAR)
    for is_later in (False, True):
        page = context.new_page()
        first_run(page, server)
        (snapshot,) = page.evaluate("started")
        assert (snapshot > 0) == is_later
        page.evaluate(KEPT)


def test_a_damaged_snapshot_costs_no_second_press(open_context, server):
    context = open_context()
    context.add_init_script(HEAR)
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    page.evaluate(SPOIL)
    cell = cell_of(page, COUNT)
    cell.locator(".run-go").click()
    says(cell, "It ran, and gave the book’s output")

    assert page.evaluate("started") == [len("nonsense"), 0]


def test_once_started_it_starts_again_without_a_network(open_context, site):
    context = open_context()
    page = context.new_page()
    with serve(site) as address:
        cell = first_run(page, address)
        page.evaluate(CONTROLLED)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").fill("while True: pass")
        cell.locator(".run-go").click()
        says(cell, "Running")
    cell.locator(".run-go").click()
    says(cell, "Stopped")
    cell.locator(".cm-content").fill("print(6 * 7)")
    cell.locator(".run-go").click()

    says(cell, "It ran.")
    assert cell.locator(".run-text").inner_text().startswith("42")


def test_what_is_kept_can_be_removed(open_context, server):
    page = open_context().new_page()
    cell = first_run(page, server)
    page.evaluate(CONTROLLED)
    page.evaluate(KEPT)
    kept = page.evaluate(BYTES) / 1e6
    size = f"({kept:.0f}|{kept - 0.1:.0f})"  # the runner leaves itself out
    cell.locator(".run-more summary").click()
    told = re.compile(rf"^Forget Python \({size} MB in this browser, ")
    cell.get_by_role("button", name=told).click()

    page.evaluate(EMPTY)
    count = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert page.evaluate(count) == 0


def test_what_is_kept_and_cannot_be_counted_has_no_number(page, server):
    page.goto(f"{server}/{PAGE}")
    page.evaluate(SPOIL)
    cell = cell_of(page, COUNT)
    cell.locator(".run-edit").click()
    cell.locator(".run-more summary").click()
    forget = cell.get_by_role("button", name="Forget Python")

    assert forget.inner_text().startswith("Forget Python (kept in this browser, ")


def test_a_file_opened_as_such_says_what_to_do(page, site):
    page.goto(f"{site.as_uri()}/{PAGE}")
    cell = cell_of(page, COUNT)
    cell.locator(".run-go").click()

    says(cell, "python -m http.server")


def test_missing_files_are_told_in_one_line(page, server):
    page.route("**/_static/run/**/runner.js", lambda route: route.abort())
    page.goto(f"{server}/{PAGE}")
    cell = page.locator("[data-run]").nth(COUNT)
    cell.locator(".run-go").click()
    told = cell.locator(".run-status").filter(has_text="could not be loaded")
    told.wait_for(timeout=5000)
    page.context.complaints.clear()  # the browser's own word on the file


def test_a_run_that_a_bet_waits_for_is_asked_for_twice(page, server):
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, page.evaluate(COVERED))
    cell.locator(".run-go").click()
    says(cell, "A bet waits for this run")
    assert cell.locator(".run-yours").count() == 0
    cell.locator(".run-go").click()
    says(cell, "It ran, and gave the book’s output")

    assert page.locator(".sc-cover").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_cells_were_run_and_edited(
    open_context, server, scheme
):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{server}/{PAGE}")
    for number, code in ((COUNT, "print(1)"), (DRAWN, "1 / 0"), (TASK, WRONG)):
        cell = cell_of(page, number)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").fill(code)
        cell.locator(".run-go").click()
        says(cell, re.compile("^(It|Attempt)"))
        cell.locator(".run-more summary").click()

    found = Axe().run(page, "[data-run]").response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_on_a_phone_all_of_it_fits(open_context, server):
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{server}/{PAGE}")
    for number, code in ((COUNT, "print('x' * 200)"), (TASK, WRONG)):
        cell = cell_of(page, number)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").fill(code)
        cell.locator(".run-go").click()
        says(cell, re.compile("^(It|Attempt)"))
        cell.locator(".run-more summary").click()

    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    sizes = page.evaluate(
        "[...document.querySelectorAll('.run-bar button')].filter(b => b.offsetWidth)"
        ".map(b => b.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 24


def test_below_a_path_it_runs(page, site, tmp_path):
    (tmp_path / "mybook").symlink_to(site)
    with serve(tmp_path) as address:
        first_run(page, f"{address}/mybook")


def test_the_archive_runs_with_pythons_own_server(page, site, tmp_path):
    with ZipFile(site / "locks-and-quorums.zip") as archive:
        archive.extractall(tmp_path)
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"],
        cwd=tmp_path / "locks-and-quorums",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        port = re.search(r"port (\d+)", server.stdout.readline())[1]
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_url("**/book/index.html")
        first_run(page, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.communicate()
