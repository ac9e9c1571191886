"""Every chapter runs in the page, on a phone, and every task can be solved there."""

import re

import pytest
from building import NEEDS_RUNNER, ROOT, pages_of_the_book
from exercises import open_task

pytestmark = NEEDS_RUNNER

PAGES = [
    name
    for name in pages_of_the_book()
    if (ROOT / f"{name}.ipynb").exists() and not name.startswith("book/lab-")
]
WENT_WELL = re.compile("^(It ran, and gave the book|It ran. It shows nothing|Attempt)")
ENDED = re.compile("^(It |Attempt|Python ended|A bet waits)")


@pytest.fixture(scope="module")
def phone(browser, server):
    """A phone on which Python is started once, and then from what the phone keeps."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


@pytest.fixture(params=PAGES)
def chapter(request, phone, server):
    """Open a chapter on the phone, every fold open."""
    page = phone.new_page()
    page.goto(f"{server}/{request.param}.html")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = 1)")
    yield page
    page.close()


def run(cell):
    """Tap Run, twice if a bet waits; return what the page says."""
    status = cell.locator(".run-status")
    said = ""
    for _ in range(2):
        cell.locator(".run-go").tap()
        status.filter(has_text=ENDED).wait_for(timeout=60_000)
        said = status.inner_text()
        if not said.startswith("A bet waits"):
            break
    return said


def test_every_cell_gives_the_books_output(chapter):
    cells = chapter.locator("[data-run]").all()
    said = [run(cell) for cell in cells]

    assert len(cells) > 4
    assert [words for words in said if not WENT_WELL.match(words)] == []


def test_the_task_is_solved(chapter):
    name = chapter.locator("[data-task]").first.get_attribute("data-task")
    cell = chapter.locator("[data-run]", has=chapter.locator("[data-task]"))
    cell.locator(".run-edit").tap()
    editor = cell.locator(".cm-content")
    assert run(cell).startswith("Attempt 1.")
    assert cell.locator(".run-yours .ex-verdict").inner_text().startswith("Not yet.")
    editor.fill(f"%%task {name}\n{open_task(name).solution.strip()}")
    assert run(cell).startswith("Attempt 2.")

    assert cell.locator(".run-yours .ex-verdict").inner_text().startswith("Right.")


def test_hints_open_one_by_one(chapter):
    hints = chapter.locator("[data-task] > details > summary")
    chapter.evaluate(
        "document.querySelectorAll('[data-task] > details').forEach((h) => h.open = 0)"
    )
    assert [hint.is_visible() for hint in hints.all()] == [True, False, True]
    hints.first.tap()

    assert [hint.is_visible() for hint in hints.all()] == [True, True, True]
