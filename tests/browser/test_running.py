"""Cells run in the page, in three engines: one page with one Python, as one reader."""

import pytest
from building import NEEDS_RUNNER
from selenium.webdriver.common.keys import Keys

from .cells import CELL, COUNT, DRAWN, PAGE, TASK, Cells
from .reader import reading

pytestmark = NEEDS_RUNNER

# The folds between the verdict on the reader's own code and the board under it.
BELOW_THE_VERDICT = f"""{CELL}
const told = [];
let next = cell.querySelector(".run-yours .ex-verdict").nextElementSibling;
for (; next.matches("details"); next = next.nextElementSibling)
  told.push(next.firstElementChild.textContent);
return told;"""
BAR = f"{CELL} return cell.querySelector('.run-bar').innerText"
HAS_FOCUS = f"{CELL} return cell.contains(document.activeElement)"
SAME = "It ran, and gave the book’s output to the letter."
WRONG = """%%task find-the-rule
def broken(shop):
    return shop.stock < 0 or len(shop.sold_to) > shop.had
"""
RIGHT = """%%task find-the-rule
def broken(shop):
    return shop.stock != shop.had - len(shop.sold_to) or shop.stock < 0
"""


@pytest.fixture(scope="module")
def opened(engine, site):
    """Open the page of a race once for all tests of an engine."""
    with reading(engine, site) as reader:
        reader.has_size(1280, 800)
        reader.open(PAGE)
        yield Cells(reader)


@pytest.fixture
def cells(opened):
    """The cells of the page; the book’s code is in all of them again in the end."""
    yield opened
    opened.reset()


def test_a_run_gives_the_books_output_and_is_told(cells):
    for number, left in ((COUNT, ""), (DRAWN, "Your drawing, the same as the book’s")):
        assert cells.run(number).startswith(SAME)
        assert cells.yours(number).startswith(left)
        assert cells.reader.count("[data-run] pre", "4 of 6 schedules are bad") == 1
    heard = "4 of 6 schedules are bad\nshortest bad one: 0110"
    assert heard in cells.said(COUNT)


def test_what_differs_is_marked_in_the_text_and_in_the_drawing(cells):
    cells.take(0, cells.source(0).replace("shop.stock > 0", "shop.stock > 1"))
    assert cells.run(COUNT).startswith(
        "It ran. It differs from the book’s output from line 1 on."
    )
    told = "0 of 6 schedules are bad  ← the book has: 4 of 6 schedules are bad"
    assert cells.yours(COUNT).startswith(told)

    cells.reset()
    cells.take(COUNT, cells.source(COUNT).replace('"Bob")', '"Bob", "Cy")'))
    said = cells.run(DRAWN)
    assert said.startswith("It ran. What differs from the book’s is marked.")
    first = "Cy: check, believes: sold out  ← the book has: nothing here"
    assert first in cells.yours(DRAWN)
    assert cells.reader.count(".run-yours .run-differs") > 0


def test_a_task_is_repaired_and_the_judge_answers(cells):
    cells.take(TASK, WRONG)
    assert cells.run(TASK).startswith("Attempt 1. The judge has answered.")
    assert cells.yours(TASK).strip().startswith("Not yet.")
    assert cells.reader.run(BELOW_THE_VERDICT, TASK) == [
        "Hint 1 of 2",
        "Hint 2 of 2",
        "A solution",
    ]
    assert cells.reader.count("[data-run] .ex-verdict") == 1, "the book’s is folded"
    cells.reader.click("[data-run] summary", "Hint 1 of 2")
    moves = ".run-yours .xp-moves button:not([aria-disabled=true])"
    assert cells.reader.count(moves) >= 2, "the shortest bad schedule can be played"

    cells.take(TASK, RIGHT)
    assert cells.run(TASK).startswith("Attempt 2.")
    assert cells.yours(TASK).strip().startswith("Right.")
    assert cells.reader.count("[data-run] summary", "Hint 2 of 2"), "it stays open"
    cells.reader.click("[data-run] summary", "How the cell fares as it stands")
    assert cells.reader.count("[data-run] .ex-verdict", "Not yet.") == 1
    cells.reader.click("[data-run] summary", "How the cell fares as it stands")


def test_a_task_whose_first_line_was_lost_is_judged_all_the_same(cells):
    cells.take(TASK, RIGHT.partition("\n")[2])
    cells.run(TASK)

    assert cells.yours(TASK).strip().startswith("Right.")


def test_an_error_shows_the_readers_line_and_none_of_the_runners(cells):
    cells.take(COUNT, "x = 1\nprint(x / 0)")
    assert cells.run(COUNT).startswith("It stops with an error.")
    assert cells.yours(COUNT) == (
        "line 2:  print(x / 0)\nZeroDivisionError: division by zero"
    )

    told = "It stops with an error in cell 2 above."
    assert cells.run(DRAWN).startswith(told)
    assert cells.yours(DRAWN).endswith(
        "\nCell 2, which comes before this one, stops: "
        "ZeroDivisionError: division by zero"
    )


# Every way to JavaScript that Pyodide offers, and what it could be used for. Some of
# JavaScript’s own objects stay in reach: their constructor's makes functions of text.
HOSTILE = """import sys
from pyodide.code import run_js
from pyodide.ffi import to_js
from pyodide.webloop import scheduleCallback

found = []
for name in ("js", "pyodide_js", "pyodide_js._api", "pyodide_js._module"):
    try:
        __import__(name)
        found.append(name)
    except ImportError:
        pass
makers = [run_js]
for each in (sys.stdout.tell, to_js([1]), scheduleCallback):
    makers.append(lambda code, each=each: each.constructor.constructor(code)())
for make in makers:
    for code in CODES:
        try:
            make(code)
            found.append(code)
        except BaseException:
            pass
print("reached:", found)
"""
CODES = ["fetch('/')", "caches.keys()", "indexedDB", "import('/x.js')", "self", "1"]
HOSTILE = HOSTILE.replace("CODES", repr(CODES))


def test_python_reaches_neither_page_nor_storage_nor_network(cells):
    cells.take(COUNT, HOSTILE)
    cells.run(COUNT)

    assert cells.yours(COUNT).startswith("reached: []")


SLY = """class Sly:
    def _repr_html_(self):
        return "<img src=x onerror=alert(1)><a href=/x style='position:fixed'>all</a>"
Sly.__module__ = "minicluster.sly"
print("<b>printed</b>")
Sly()"""


def test_markup_from_a_cell_is_text_or_harmless(cells):
    cells.take(COUNT, SLY)
    cells.run(COUNT)
    inside = cells.reader.run("return document.querySelector('.run-yours').innerHTML")

    assert "&lt;b&gt;printed&lt;/b&gt;" in inside
    assert [
        word for word in ("img", "onerror", "href", "fixed") if word in inside
    ] == []


def test_what_a_cell_prints_is_capped(cells):
    cells.take(COUNT, "print('x' * 5_000_000)")
    cells.run(COUNT)

    assert "… 4,980,001 more characters left out." in cells.yours(COUNT)
    assert len(cells.yours(COUNT)) < 21_000


def test_typing_in_the_editor_and_leaving_it_by_keys(cells):
    cells.edit(COUNT)
    cells.reader.chord(Keys.CONTROL, "a")
    cells.reader.keys("print(6 * 7)")
    cells.reader.keys(Keys.ESCAPE)
    assert cells.reader.run("return document.activeElement.textContent") == "Run"
    cells.reader.keys(Keys.ENTER)
    cells.wait(COUNT, "It ran.")

    assert cells.yours(COUNT).startswith("42  ← the book has: ")


def test_a_cell_above_that_does_not_end_is_named_and_can_be_gone_to(cells):
    cells.take(0, "while True: pass")
    cells.press(COUNT)
    cells.wait(COUNT, "Running … Cell 1 above is still running.")
    cells.press(COUNT)
    cells.wait(COUNT, "Stopped in cell 1 above, which was still running.")
    assert "Go to cell 1" in cells.reader.run(BAR, COUNT)
    cells.press(COUNT, ".run-above")
    cells.reader.wait("the cell", lambda: cells.reader.run(HAS_FOCUS, 0))

    cells.reset()
    assert cells.run(COUNT).startswith(SAME)
    assert "Go to cell" not in cells.reader.run(BAR, COUNT)


def test_a_loop_without_end_is_stopped_within_a_second(cells):
    cells.take(COUNT, "print('before')\nwhile True: pass")
    cells.press(COUNT)
    cells.wait(COUNT, "Running, and has printed")
    began = cells.reader.run("return performance.now()")
    cells.press(COUNT)
    cells.wait(COUNT, "Stopped. The next run starts Python anew.")

    assert cells.reader.run("return performance.now()") - began < 1000
    assert cells.yours(COUNT) == "before"
    cells.reset()
    assert cells.run(COUNT).startswith(SAME)
