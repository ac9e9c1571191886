"""What a reader does with a page, the same in every engine.

An element is named by a CSS selector, and by the words on it where the selector fits
more than one. Only what can be seen counts. Nothing is tried twice: what takes a moment
is waited for by name.
"""

from contextlib import contextmanager
from functools import partial

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.wait import WebDriverWait
from serving import serve

from .watching import FRAMED, watched

PATIENCE = 10  # seconds until a condition that does not come is an error
LOOK = 0.02  # seconds between two looks whether it has come
FORGET = "try { localStorage.clear() } catch { /* refused: nothing is there */ }"
# The elements of a selector that can be seen and hold words. One question for all of
# them: the driver's own `is_displayed` sends a script of 50 KB for each.
FIND = """const [selector, says] = arguments;
const SEEN = { checkOpacity: true, checkVisibilityCSS: true };
const wordsOf = (element) => element.innerText ?? element.textContent;
const hasSize = ({ width, height }) => width * height > 0;
return [...document.querySelectorAll(selector)].filter((element) =>
  element.checkVisibility(SEEN) &&
  [...element.getClientRects()].some(hasSize) &&
  wordsOf(element).includes(says));"""
SHOW = """const [element, done] = arguments;
element.scrollIntoView({ block: "center", behavior: "instant" });
requestAnimationFrame(() => requestAnimationFrame(done));"""


class Reader:
    """A reader of the pages at an address, with one engine's driver."""

    def __init__(self, driver, address, complaints):
        self.driver, self.address = driver, address
        self.complaints = complaints  # what went wrong on the pages since they opened

    def open(self, page):
        """Open a page of the book, and wait until it has loaded."""
        self.driver.get(f"{self.address}/{page}")

    def open_without_a_script(self, page):
        """Open a page in a frame that runs no script; look at it by `in_frame`."""
        self.driver.get(f"{self.address}{FRAMED}/{page}")

    def reload(self):
        """Load the page again."""
        self.driver.refresh()

    def has_size(self, width, height):
        """Give the page that many CSS pixels to be seen in."""
        seen = partial(self.run, "return [innerWidth, innerHeight]")
        if seen() == [width, height]:
            return
        if self.driver.capabilities["browserName"] == "MiniBrowser":
            self.driver.set_window_size(width, height)
        else:
            self.driver.browsing_context.set_viewport(
                self.driver.current_window_handle, {"width": width, "height": height}
            )
        self.wait(f"a window of {width}x{height}", lambda: seen() == [width, height])

    def run(self, script, *arguments):
        """Run JavaScript in the page; give what it returns."""
        return self.driver.execute_script(script, *arguments)

    def in_frame(self, script):
        """Give the value of JavaScript about `page`, the document in the frame."""
        return self.run(f"const page = frames[0].document; return {script}")

    def all(self, selector, says=""):
        """List the elements that fit, can be seen and hold the words."""
        # Where the page is left in the middle of it, there is no list.
        return self.run(FIND, selector, says) or []

    def one(self, selector, says=""):
        """Give the first element that fits; it is an error that there is none."""
        found = self.all(selector, says)
        words = f" that says {says!r}" if says else ""
        assert found, f"{self.driver.current_url} shows no {selector}{words}"
        return found[0]

    def count(self, selector, says=""):
        """Count the elements that fit, can be seen and hold the words."""
        return len(self.all(selector, says))

    def text(self, selector):
        """Give the words of the first element that fits, with single spaces."""
        return " ".join(self.one(selector).text.split())

    def click(self, selector, says=""):
        """Click on the first element that fits, in the middle of the window."""
        self.click_on(self.one(selector, says))

    def click_on(self, element):
        """Click on an element, when it is seen in the middle of the window.

        Without that, WebKit's driver takes what lies just below the window to be in
        view, and looks at the place where an element was in the frame before.
        """
        self.driver.execute_async_script(SHOW, element)
        element.click()

    def keys(self, *keys):
        """Press keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def chord(self, modifier, key):
        """Press a key while a modifier is held down."""
        chain = ActionChains(self.driver)
        chain.key_down(modifier).send_keys(key).key_up(modifier).perform()

    def wait(self, what, condition, patience=PATIENCE):
        """Wait until a function of no argument is true; `what` says so if it fails."""
        waiting = WebDriverWait(self.driver, patience, poll_frequency=LOOK)
        waiting.until(lambda driver: condition(), f"waited in vain for {what}")


@contextmanager
def reading(driver, folder, head=""):
    """Serve a folder at a free port; give a Reader of it who was never there before.

    `head` is more HTML for the pages' heads. It is an error if a page has complained
    by the end of the block. The block has to end on a page of the folder, for what the
    pages have stored is forgotten then: the port may be given to another reader.
    """
    complaints = []
    with serve(folder, pages=watched(complaints, head)) as address:
        reader = Reader(driver, address, complaints)
        try:
            yield reader
        finally:
            reader.run(FORGET)
            driver.get("about:blank")
    assert not complaints, "\n".join(complaints)
