"""A reader who refuses storage loses what it would keep, and nothing else."""

import json

import pytest
from browsing import QUIET, find_browser
from playwright.sync_api import expect

from .test_site import CHAPTERS, PHONE

CHAPTER = CHAPTERS[0]
FILL = """() => {
  localStorage.clear();
  for (let size = 1 << 22; size >= 1; size >>= 1)
    try {
      for (let n = 0; ; n += 1) localStorage.setItem(`${size} ${n}`, "x".repeat(size));
    } catch { /* no room for more of this size */ }
}"""


@pytest.fixture
def refused(browser, tmp_path):
    """Open pages in a browser whose settings block all data of sites."""
    settings = tmp_path / "Default"
    settings.mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (settings / "Preferences").write_text(json.dumps(blocked))
    opened = []

    def open_page(**options):
        context = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=find_browser(), args=QUIET, **options
        )
        page = context.pages[0]
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        opened.append(page)
        return page

    yield open_page
    complaints = [each for page in opened for each in page.complaints]
    for page in opened:
        page.context.close()
    assert complaints == []


def check_frame(page):
    """See that copy buttons, colours, and the search's field are alive."""
    cells = page.locator("div.highlight pre").count()
    assert page.locator("button.copybtn").count() == cells > 0
    before = page.evaluate("document.documentElement.dataset.mode")
    page.locator(".theme-switch-button").click()
    assert page.evaluate("document.documentElement.dataset.mode") != before
    page.keyboard.press("Control+k")
    expect(page.locator("#pst-search-dialog input")).to_be_focused()


def test_storage_is_refused_by_the_setting_that_the_tests_use(refused, server):
    page = refused()
    page.goto(f"{server}/{CHAPTER}.html")
    told = page.evaluate("() => { try { localStorage } catch (e) { return e.name } }")

    assert told == "SecurityError"


def test_without_storage_the_page_is_alive(refused, server):
    page = refused()
    page.goto(f"{server}/{CHAPTER}.html")

    check_frame(page)


def test_without_storage_both_drawers_open_on_a_phone(refused, server):
    page = refused(**PHONE)
    page.goto(f"{server}/{CHAPTER}.html")
    for bar in ("primary", "secondary"):
        page.locator(f"[aria-controls='pst-{bar}-sidebar']").tap()
        drawer = page.locator(f"#pst-{bar}-sidebar-modal")
        expect(drawer.locator("a").first).to_be_visible()
        page.keyboard.press("Escape")


def test_without_storage_the_search_finds_and_its_words_are_marked(refused, server):
    page = refused()
    page.goto(f"{server}/search.html?q=fencing")
    page.locator("#search-results li a").first.click()

    expect(page.locator("article .highlighted").first).to_be_visible()


def test_in_a_sandboxed_frame_the_page_is_alive(page, server):
    page.goto(f"{server}/search.html")
    page.set_content(
        f"<iframe sandbox='allow-scripts' width=1200 height=800 "
        f"src='{server}/{CHAPTER}.html'></iframe>"
    )
    frame = page.frame_locator("iframe")
    cells = frame.locator("div.highlight pre")
    expect(frame.locator("button.copybtn")).to_have_count(cells.count())
    frame.locator(".theme-switch-button").click()

    expect(frame.locator("html:not([data-mode=auto])")).to_have_count(1)
    # A frame without an origin gets no fonts from servers that do not say so.
    complaints = page.context.complaints
    complaints[:] = [each for each in complaints if ".woff2" not in each]


def test_with_full_storage_the_page_is_alive(page, server):
    page.goto(f"{server}/search.html")
    page.evaluate(FILL)
    page.goto(f"{server}/{CHAPTER}.html")

    check_frame(page)
