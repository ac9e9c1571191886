"""Edits of cells that are kept, linked to and reset; and runs where something lacks."""

import json
import re
import subprocess
import sys
from zipfile import ZipFile

import pytest
from building import NEEDS_RUNNER, ROOT
from serving import serve

from .accessibility import violations
from .cells import ASKED, COUNT, DRAWN, PAGE, TASK, Cells, offering
from .conftest import watch

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
RECORD = """(number) => {
  window.told = [];
  const cell = document.querySelectorAll("[data-run]")[number];
  const status = cell.querySelector(".run-status");
  const note = () => told.push(status.textContent);
  new MutationObserver(note).observe(status, { childList: true });
}"""
LONG_LINE = "print('x' * 200)"
WRONG = "%%task find-the-rule\ndef broken(shop):\n    return False"
ENDLESS = WRONG.replace("False", "sum(range(10**12))")
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


def test_the_code_that_runs_is_shown_and_the_books_is_one_press_away(cells):
    cells.take(COUNT, "print('mine')")
    cells.take(DRAWN, "print('in a fold')")
    cells.reader.open(PAGE.replace("when-is-it-a-race", "index"))
    cells.reader.open(PAGE)
    code = "[data-run] pre"
    assert cells.reader.text(".run-own span") == "Your code:"
    assert cells.reader.text(".run-own pre") == "print('mine')"
    cells.reader.wait("the fold", lambda: cells.reader.count(code, "in a fold"))
    assert cells.reader.count(code, "BUYERS = (") == 0
    assert [name for name in cells.reader.run(PYTHON) if "/run/" in name] == []
    cells.reader.click(".run-own button", "Show the book’s")
    assert cells.reader.count(code, "BUYERS = (") == 1
    assert cells.reader.count(code, "print('mine')") == 0
    cells.reader.click(".run-own button", "Show mine")
    assert cells.reader.count(code, "print('mine')") == 1
    cells.run(COUNT)

    assert cells.yours(COUNT).startswith("mine")
    cells.discard(COUNT, "Discard my code in this cell")
    assert cells.reader.count(code, "BUYERS = (") == 1
    assert cells.reader.count(code, "print('mine')") == 0


ELSEWHERE = "locks-and-quorums:edits:book/who-holds-the-lock.html"
KEPT_KEYS = "return Object.keys(localStorage).filter((key) => key.includes(':edits:'))"


@pytest.fixture
def edited(cells):
    """The page with two cells edited, and one in another chapter."""
    elsewhere = json.dumps({"0": {"book": "print(0)", "mine": "print(1)"}})
    cells.reader.run("localStorage.setItem(...arguments)", ELSEWHERE, elsewhere)
    for number in (COUNT, DRAWN):
        cells.take(number, "print('mine')")
    return cells


def answer(cells, number):
    """Say yes to the question that stands under More: too early, and then in time."""
    cells.discard(number, "Yes, discard it")
    kept = cells.reader.run(KEPT_KEYS)
    said = cells.reader.run(ASKED, number)
    elapsed = "return performance.now()"
    began = cells.reader.run(elapsed)
    cells.reader.wait("a pause", lambda: cells.reader.run(elapsed) - began > 1000)
    cells.discard(number, "Yes, discard it")
    return kept, said


def test_code_is_discarded_by_a_button_that_says_whose_and_how_much(edited):
    assert edited.more(COUNT) == [
        "Discard my code in this cell",
        "Discard my code on this page (2 cells)",
        "Discard my code in the whole course (3 cells)",
    ]
    edited.press(0, ".run-edit")  # nothing of it is the reader's
    edited.reader.wait("the editor", lambda: edited.reader.count(".cm-content") == 3)
    assert len(edited.more(0)) == 2
    edited.discard(COUNT, "Discard my code in this cell")

    told = "Your code in this cell is discarded. This is the book’s code."
    assert edited.said(COUNT) == told
    assert edited.more(COUNT) == [
        "Discard my code on this page (1 cell)",
        "Discard my code in the whole course (2 cells)",
    ]
    assert edited.more(DRAWN)[0] == "Discard my code in this cell"


def test_code_of_a_page_is_discarded_after_a_question(edited):
    edited.discard(COUNT, "Discard my code on this page (2 cells)")
    kept, said = answer(edited, COUNT)

    assert len(kept) == 2, "a second press at once is no answer"
    told = "This discards your code on this page (2 cells). Press again to go on."
    assert told in said
    assert edited.reader.run(KEPT_KEYS) == [ELSEWHERE]
    assert edited.said(COUNT) == (
        "Your code on this page (2 cells) is discarded. This is the book’s code."
    )
    assert edited.said(DRAWN) == "This is the book’s code."
    assert edited.more(DRAWN) == ["Discard my code in the whole course (1 cell)"]


def test_code_of_the_course_is_discarded_after_a_question(edited):
    edited.discard(COUNT, "Discard my code in the whole course (3 cells)")
    kept, _ = answer(edited, COUNT)

    assert len(kept) == 2, "a second press at once is no answer"
    assert edited.reader.run(KEPT_KEYS) == []
    assert edited.more(COUNT) == []


def test_a_question_that_is_left_is_called_off(edited):
    edited.discard(COUNT, "Discard my code on this page (2 cells)")
    edited.reader.run("document.activeElement.blur()")

    assert edited.more(COUNT)[1] == "Discard my code on this page (2 cells)"
    assert "Press again" not in edited.reader.run(ASKED, COUNT)
    assert len(edited.reader.run(KEPT_KEYS)) == 2


SECOND_CLICK = """const button = document.querySelectorAll(".run-more button")[0];
button.dispatchEvent(new MouseEvent("click", { detail: 2, bubbles: true }));"""


def test_the_second_press_of_a_double_click_presses_nothing_else(edited):
    offered = edited.more(COUNT)
    edited.reader.run(SECOND_CLICK)

    assert edited.more(COUNT) == offered


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
    says(cell, re.compile(r"Starting Python \(7 MB, once\): [1-9]\d? %"))
    page.evaluate(RECORD, COUNT)
    for route in held:
        route.continue_()
    says(cell, "It ran, and gave the book’s output")
    started = [words for words in page.evaluate("told") if "Starting" in words]

    assert started[-1] == "Starting Python: its files are here, now it starts …"
    assert all(words.endswith(" %") for words in started[:-1])


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


KEYS = "Tab indents. Escape, then Tab, leaves the editor. Ctrl+Enter runs the cell."


def test_an_editor_with_the_focus_says_how_to_leave_it(page, server):
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, COUNT)
    cell.locator(".run-edit").click()
    line = cell.locator(".run-keys")
    line.wait_for()
    described = cell.locator(".cm-content").get_attribute("aria-describedby")

    assert line.inner_text() == KEYS
    assert line.get_attribute("id") == described
    page.keyboard.press("Control+Home")
    page.keyboard.press("Tab")
    assert cell.locator(".cm-line").first.inner_text().startswith("    BUYERS")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "More"
    assert not line.is_visible()
    cell.locator(".cm-content").focus()
    page.keyboard.press("Control+Enter")
    says(cell, "It stops with an error")


def edited_cell(page, server):
    """Edit a cell, and open its More."""
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, COUNT)
    cell.locator(".run-edit").click()
    cell.locator(".cm-content").fill("print('mine')")
    cell.locator(".run-more summary").click()
    return cell


def test_a_link_to_an_edit_is_copied_and_the_page_stays_as_it_is(open_context, server):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    cell = edited_cell(page, server)
    cell.get_by_role("button", name="Copy a link").click()
    says(cell, "Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert page.url == f"{server}/{PAGE}"
    assert page.locator(".run-notice").count() == 0

    reader = open_context().new_page()
    reader.goto(link)
    assert reader.locator(".run-notice pre").inner_text() == "print('mine')"
    reader.get_by_role("button", name="Put it in the cell").click()
    says(cell_of(reader, COUNT), "Edited.")
    reader.wait_for_url(f"{server}/{PAGE}")
    page.goto(link)
    says(cell_of(page, COUNT), "The cell holds this link’s code already.")
    assert page.locator(".run-notice").count() == 0


def test_where_nothing_may_be_copied_the_link_can_be_selected(page, server):
    page.add_init_script("delete Navigator.prototype.clipboard")
    cell = edited_cell(page, server)
    cell.get_by_role("button", name="Copy a link").click()
    field = cell.get_by_label("The link, to be copied:")

    assert field.input_value().startswith(f"{server}/{PAGE}#edit=")
    selected = "e => e === document.activeElement && e.selectionEnd === e.value.length"
    assert field.evaluate(selected)
    assert page.url == f"{server}/{PAGE}"


def test_code_that_is_too_long_for_a_link_is_told(page, server):
    cell = edited_cell(page, server)
    cell.locator(".cm-content").fill(f"'{'x' * 30_000}'")
    cell.get_by_role("button", name="Copy a link").click()

    says(cell, "This code is too long for a link.")


def test_what_the_book_has_is_as_large_as_the_output(worked_on):
    size = "e => [e, e.parentElement].map((each) => getComputedStyle(each).fontSize)"
    one, other = cell_of(worked_on, COUNT).locator(".run-text small").evaluate(size)

    assert one == other


ON_A_PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
INDENTED = """def tell(name):
    if name:
        print(f"{name} has bought the last one, and nobody else can", 1 / 0)
tell("Ann")"""


def assert_large(cell, *targets):
    """Check that a finger finds them."""
    for target in targets:
        assert cell.locator(target).bounding_box()["height"] >= 44, target


def test_on_a_phone_code_keeps_its_lines_and_has_their_numbers(open_context, server):
    page = open_context(**ON_A_PHONE).new_page()
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, COUNT)
    assert_large(cell, ".run-go", ".run-edit")
    cell.locator(".run-edit").tap()
    cell.locator(".cm-content").fill(INDENTED)
    assert_large(cell, ".run-more summary")
    assert not cell.locator(".run-keys").is_visible(), "a phone has no such keys"
    cell.locator(".run-go").tap()
    says(cell, "It stops with an error")
    heights = cell.locator(".cm-line").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    wide = "e => [e.scrollWidth > e.clientWidth, getComputedStyle(e).overflowX]"

    assert len(set(heights)) == 1, "no line is broken"
    assert cell.locator(".cm-scroller").evaluate(wide) == [True, "auto"]
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    numbers = cell.locator(
        ".cm-lineNumbers .cm-gutterElement:visible"
    ).all_inner_texts()
    assert numbers == ["1", "2", "3", "4"]
    told = cell.locator(".run-error").text_content().split("\n")
    assert told[1] == f"line 3:  {INDENTED.splitlines()[2]}"
    one, two = cell.locator(".run-line").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    assert one == two, "a line of code is not broken there, either"


def test_hints_stay_when_a_later_attempt_is_stopped(page, server):
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, TASK)
    cell.locator(".run-edit").click()
    hint = cell.get_by_text("Hint 1 of 2")
    for code, said in ((WRONG, "Attempt 1."), (ENDLESS, "Stopped")):
        cell.locator(".cm-content").fill(code)
        cell.locator(".run-go").click()
        if code == ENDLESS:
            says(cell, "Running")
            cell.locator(".run-go").click()
        says(cell, said)

        assert hint.is_visible()


def test_a_bet_that_was_placed_is_no_longer_waited_for(page, server):
    page.goto(f"{server}/{PAGE}")
    cell = cell_of(page, page.evaluate(COVERED))
    cell.locator(".run-go").click()
    says(cell, "A bet waits for this run")
    name = page.locator(".sc-cover").first.get_attribute("data-question")
    bet = page.locator(f"form[data-question={name}]")
    bet.locator("input").first.fill("3")
    bet.get_by_role("button", name="Place the bet").click()

    assert page.locator(".sc-cover").count() == 0
    assert cell.locator(".run-status").text_content() == ""


@pytest.fixture(scope="module")
def worked_on(browser, server):
    """The page after three cells were edited and run: with output, error, verdict."""
    context = browser.new_context()
    watch(context)
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    for number, code in ((COUNT, LONG_LINE), (DRAWN, "1 / 0"), (TASK, WRONG)):
        cell = cell_of(page, number)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").fill(code)
        cell.locator(".run-go").click()
        says(cell, re.compile("^(It|Attempt)"))
        cell.locator(".run-more summary").click()
    yield page
    context.close()
    assert context.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_cells_were_run_and_edited(worked_on, scheme):
    worked_on.set_viewport_size({"width": 1280, "height": 800})
    worked_on.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    worked_on.evaluate("Promise.all(document.getAnimations().map((a) => a.finished))")

    assert worked_on.evaluate("document.documentElement.dataset.theme") == scheme
    assert violations(worked_on, "[data-run]") == []


def test_on_a_phone_all_of_it_fits(worked_on):
    worked_on.set_viewport_size({"width": 320, "height": 640})

    assert worked_on.evaluate("document.scrollingElement.scrollWidth") <= 320
    sizes = worked_on.evaluate(
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
