"""Every page as a reader's browser sees it: quiet, light, whole, on any device."""

import json
import re
from urllib.parse import urlsplit

import pytest
from browsing import QUIET, find_windowless_browser
from building import ROOT, pages_of_the_book
from playwright.sync_api import expect
from serving import serve

from .accessibility import violations
from .conftest import watch

PAGES = pages_of_the_book()
CHAPTERS = [name for name in PAGES if (ROOT / f"{name}.ipynb").exists()]
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
# Chromium may ask its maker for things of its own; what counts is who asked.
STARTED = "URL_REQUEST_START_JOB"


def address(server, name):
    return f"{server}/{name}.html"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_fits_a_phone(open_context, server, name):
    page = open_context(**PHONE).new_page()
    answer = page.goto(address(server, name))

    assert answer.status == 200
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert too_wide(page) == []


def too_wide(page):
    """List the elements of a page that stick out of it, outside scrolling boxes."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(element => {
            if (element.getBoundingClientRect().right <= innerWidth + 1) return false;
            for (let box = element; box; box = box.parentElement)
              if (getComputedStyle(box).overflowX !== "visible") return false;
            return true;
        }).map(element => element.outerHTML.slice(0, 80))"""
    )


@pytest.fixture(scope="module")
def looked_at(browser):
    """A tab for what only looks at a page, and leaves nothing behind."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch(context)
    yield context.new_page()
    context.close()
    assert context.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(looked_at, server, name):
    page = looked_at
    page.emulate_media(color_scheme="light")
    page.goto(address(server, name))
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert violations(page) == []

    # The dark mode is the same page in other colours. A colour that is changed in an
    # open page passes through those between.
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert violations(page, runOnly=["color-contrast", "link-in-text-block"]) == []


def test_no_style_sheet_turns_what_is_held_upright(page, server):
    page.goto(address(server, PAGES[0]))

    assert violations(page, runOnly=["css-orientation-lock"], preload=True) == []


def test_a_style_sheet_that_turns_the_page_is_found(page):
    upright = "@media (orientation: portrait) { html { transform: rotate(90deg) } }"
    page.set_content(f"<style>{upright}</style><main>text</main>")
    found = violations(page, runOnly=["css-orientation-lock"], preload=True)

    assert [line.split(":")[0] for line in found] == ["css-orientation-lock"]


def test_axe_finds_a_fault_where_there_is_one(page):
    page.set_content("<main><img src='data:,'><p style='color:#ccc'>pale</p></main>")

    assert {line.split(":")[0] for line in violations(page)} >= {
        "image-alt",
        "color-contrast",
    }


def foreign_requests(kind_of_browser, log, own, addresses):
    """Open pages; list the requests that they started and that left this machine.

    Counted by initiator in Chromium's own network log, which sees service
    workers, beacons and preloads that page events may miss.
    """
    browser = kind_of_browser.launch(
        executable_path=find_windowless_browser(), args=[*QUIET, f"--log-net-log={log}"]
    )
    opened = []
    for each in addresses:  # all at once, for each is quiet for half a second at last
        page = browser.new_page()
        page.goto(each, wait_until="commit")
        opened.append(page)
    for page in opened:
        page.wait_for_load_state("networkidle")
    browser.close()
    record = json.loads(log.read_text("utf-8"))
    kind = record["constants"]["logEventTypes"][STARTED]
    started = [
        event["params"]
        for event in record["events"]
        if event["type"] == kind and "url" in event.get("params", {})
    ]
    assert any(own in params["url"] for params in started), "the log holds no request"
    return [
        params["url"]
        for params in started
        if own in params.get("initiator", "")
        and urlsplit(params["url"]).hostname != "127.0.0.1"
    ]


def test_no_page_starts_a_request_to_another_host(browser, server, tmp_path):
    pages = [address(server, name) for name in PAGES]
    log = tmp_path / "net.json"

    assert foreign_requests(browser.browser_type, log, server, pages) == []


def test_a_page_that_asks_another_host_is_caught(browser, tmp_path):
    (tmp_path / "index.html").write_text("<img src='http://elsewhere.invalid/a.png'>")
    log = tmp_path / "net.json"
    with serve(tmp_path) as own:
        caught = foreign_requests(browser.browser_type, log, own, [own])

    assert caught == ["http://elsewhere.invalid/a.png"]


def test_the_search_field_shows_all_that_is_typed(page, server):
    page.goto(f"{server}/search.html?q=quorum")
    icon = page.locator(".bd-search-container i").bounding_box()
    field = page.locator(".bd-search-container input")
    inset = field.evaluate("(field) => parseFloat(getComputedStyle(field).paddingLeft)")

    assert icon["x"] + icon["width"] <= field.bounding_box()["x"] + inset


def test_the_keyboard_opens_the_search_field_on_any_page(page, server):
    page.goto(address(server, PAGES[0]))
    page.keyboard.press("Control+k")
    field = page.locator("#pst-search-dialog input")
    expect(field).to_be_focused()
    field.fill("lease")
    field.press("Enter")

    expect(page.locator("#search-results li").first).to_be_visible()


def test_the_theme_switch_changes_the_colours_and_is_remembered(page, server):
    page.goto(address(server, PAGES[0]))
    seen = set()
    for _ in range(3):
        page.locator(".theme-switch-button:visible").first.click()
        seen.add(page.evaluate("document.documentElement.dataset.mode"))
    while page.evaluate("document.documentElement.dataset.mode") != "dark":
        page.locator(".theme-switch-button:visible").first.click()
    page.goto(address(server, PAGES[1]))

    assert seen == {"auto", "light", "dark"}
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert brightness(page, "body", "background-color") < 60


def brightness(page, selector, colour):
    """Return how bright a colour of an element is, from 0 to 255."""
    value = page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name)", colour
    )
    return sum(map(float, re.findall(r"[\d.]+", value)[:3])) / 3


@pytest.mark.skipif(not CHAPTERS, reason="no chapter yet")
def test_the_copy_button_copies_the_cell(open_context, server):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address(server, CHAPTERS[0]))
    cell = page.locator(".cell_input .highlight").first
    cell.hover()
    cell.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.strip() == cell.locator("pre").inner_text().strip()


@pytest.mark.skipif(not CHAPTERS, reason="no chapter yet")
def test_the_download_menu_gives_the_notebook_by_mouse_and_by_keyboard(page, server):
    page.goto(address(server, CHAPTERS[0]))
    menu = page.locator(".menu-download-buttons")
    item = menu.locator("a[href$='.ipynb']")
    expect(item).not_to_be_visible()
    menu.locator("summary").click()
    expect(item).to_be_visible()
    page.locator("h1").click()
    expect(item).not_to_be_visible()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(item).to_be_focused()
    page.keyboard.press("Escape")
    expect(item).not_to_be_visible()
    expect(menu.locator("summary")).to_be_focused()
    fetched = page.request.get(f"{server}/book/{item.get_attribute('href')}")

    assert fetched.json() == json.loads((ROOT / f"{CHAPTERS[0]}.ipynb").read_text())


def test_one_menu_is_open_at_a_time_and_its_entries_fit_a_phone(open_context, server):
    page = open_context(**PHONE).new_page()
    page.goto(address(server, CHAPTERS[0]))
    menus = page.locator("details.menu")
    for number in range(menus.count()):
        menus.nth(number).locator("summary").tap()
        entries = menus.nth(number).locator("li > *")
        expect(entries.first).to_be_visible()
        box = menus.nth(number).locator("ul").bounding_box()

        assert page.locator("details.menu[open]").count() == 1
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("name", [PAGES[0], CHAPTERS[0], PAGES[-2]])
def test_without_javascript_the_menus_open(open_context, server, name):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(address(server, name))

    assert page.locator(".pst-js-only:visible").count() == 0
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    expect(menu.locator("a").first).to_be_visible()


def test_without_javascript_the_colours_are_those_of_the_light_theme(
    open_context, server
):
    page = open_context(java_script_enabled=False, color_scheme="dark").new_page()
    page.goto(address(server, PAGES[0]))
    # Scripts are off for the page, not for the test that looks at it.
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    body = session.send("DOM.querySelector", {"nodeId": root, "selector": "body"})
    styles = session.send("CSS.getComputedStyleForNode", body)["computedStyle"]
    background = next(x["value"] for x in styles if x["name"] == "background-color")

    assert background == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_the_print_form_is_the_article_in_black_on_white(looked_at, server, name):
    page = looked_at
    page.emulate_media(color_scheme="dark", media="screen")
    page.goto(address(server, name))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(color_scheme="dark", media="print")

    expect(page.locator("h1")).to_be_visible()
    for hidden in (".bd-sidebar-primary", ".bd-header-article", ".prev-next-area"):
        assert page.locator(hidden).filter(visible=True).count() == 0, hidden
    assert brightness(page, "h1", "color") < 60
    assert brightness(page, "article p", "color") < 80
    page.emulate_media(color_scheme="dark", media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
