"""The cells of a page as a reader runs and edits them, for a `Reader` in any engine."""

import base64
import json
from functools import partial

START = 60  # seconds that Python may take to start, on a busy machine
PAGE = "book/when-is-it-a-race.html"
COUNT = 1  # the cell of that page that counts schedules, from 0
DRAWN = 2  # the one that draws one
TASK = 8  # the reader's turn
CELL = "const cell = document.querySelectorAll('[data-run]')[arguments[0]];"
STATUS = f"{CELL} return cell.querySelector('.run-status').textContent"
YOURS = f"{CELL} return cell.querySelector('.run-yours')?.textContent ?? ''"
SOURCE = f"{CELL} return cell.querySelector('.cell_input pre').textContent"
HOLDS = f"{CELL} return cell.querySelector('.cm-content').innerText.trim()"
PRESS = f"{CELL} cell.querySelector(arguments[1]).click()"
# What is under More is made when it opens.
OPEN_MORE = f"""{CELL} const done = arguments[1];
const more = cell.querySelector(".run-more");
if (more.open) return done();
more.addEventListener("toggle", () => done());
more.open = true;"""
MORE = f"""{CELL} const items = cell.querySelectorAll('.run-more button');
return [...items].map((item) => item.textContent)"""
ASKED = f"{CELL} return cell.querySelector('.run-more').innerText"
PRESS_MORE = f"""{CELL}
const buttons = [...cell.querySelectorAll('.run-more button')];
const button = buttons.find((one) => one.textContent === arguments[1]);
button.focus();
button.click();"""
DISCARD = """for (const button of document.querySelectorAll(".run-more button"))
  if (button.textContent === "Discard my code in this cell") button.click();"""


def offering(number, code):
    """Return the end of a page's address that offers code for one of its cells."""
    brought = json.dumps({"number": number, "code": code}).encode()
    return "#edit=" + base64.urlsafe_b64encode(brought).decode().rstrip("=")


class Cells:
    """The cells of the page that a Reader has open, by their number from 0."""

    def __init__(self, reader):
        self.reader = reader

    def press(self, number, selector=".run-go"):
        """Press a button of a cell; it may lie outside of the window."""
        self.reader.run(PRESS, number, selector)

    def said(self, number):
        """Give what the page says of a cell."""
        return self.reader.run(STATUS, number)

    def yours(self, number):
        """Give what the reader's run of a cell shows."""
        return self.reader.run(YOURS, number)

    def source(self, number):
        """Give the book’s code of a cell."""
        return self.reader.run(SOURCE, number).removesuffix("\n")

    def holds(self, number):
        """Give what a cell's editor holds."""
        return self.reader.run(HOLDS, number)

    def wait(self, number, *beginnings):
        """Wait until a cell says something that begins so; give all of it."""
        told = " or ".join(beginnings)
        said = partial(self.said, number)
        self.reader.wait(told, lambda: said().startswith(beginnings), START)
        return said()

    def run(self, number):
        """Run a cell and wait for its end; give what the page says of it."""
        self.press(number)
        return self.wait(number, "It ", "Attempt", "Python ended", "Stopped")

    def edit(self, number):
        """Open the editor of a cell."""
        self.press(number, ".run-edit")
        self.reader.wait("the editor", lambda: self.reader.count(".cm-content"))

    def offer(self, number, code):
        """Follow a link that brings code for a cell, in the page that is open."""
        self.reader.run("location.hash = ''")
        self.reader.run("location.hash = arguments[0]", offering(number, code))
        self.reader.wait("the offer", lambda: self.reader.count(".run-notice button"))

    def take(self, number, code):
        """Put code into a cell, by a link."""
        self.offer(number, code)
        self.reader.click(".run-notice button", "Put it in the cell")
        self.reader.wait("the code", lambda: self.said(number) == "Edited.")

    def more(self, number):
        """List what More offers at a cell for discarding code."""
        self.reader.driver.execute_async_script(OPEN_MORE, number)
        offered = self.reader.run(MORE, number)
        return [words for words in offered if words.startswith("Discard")]

    def discard(self, number, words):
        """Press the button under More of a cell that says so."""
        self.reader.driver.execute_async_script(OPEN_MORE, number)
        self.reader.run(PRESS_MORE, number, words)

    def reset(self):
        """Put the book’s code into all cells again that were run or edited."""
        self.reader.run(DISCARD)
