"""Figures with knobs and steps on a built page, in a real browser."""

import gzip
import re
from pathlib import Path

import pytest
from browsing import QUIET, find_browser
from playwright.sync_api import expect
from serving import serve

from .accessibility import violations
from .small_book import build_small_book

STATIC = Path(__file__).resolve().parents[2] / "book" / "explorable" / "static"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("figures"))


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture(params=["served", "file"])
def figures(request, page, book, address):
    start = address if request.param == "served" else book.as_uri()
    page.goto(f"{start}/figures.html")
    return page


def shown(figure):
    """The results that can be seen, with their labels."""
    blocks = figure.locator(".xp-block").all()
    return [" ".join(b.inner_text().split()) for b in blocks if b.is_visible()]


def steps(page):
    return page.locator("[data-steps]")


def seen(page):
    """The marks and log lines that can be seen."""
    marks = steps(page).locator("[data-step]").all()
    lines = steps(page).locator(".xp-log li").all()
    return [
        [each.text_content() for each in group if each.is_visible()]
        for group in (marks, lines)
    ]


def test_a_slider_chooses_one_precomputed_result(figures):
    figure = figures.locator("[data-knobs]").first
    assert shown(figure) == ["n = 3 2 of 3"]
    slider = figure.get_by_label("n")
    assert slider.get_attribute("aria-valuetext") == "3", "not its place, 0"
    assert figure.locator(".xp-value").inner_text() == "3"
    slider.focus()
    figures.keyboard.press("ArrowRight")
    assert shown(figure) == ["n = 4 3 of 4"]
    assert slider.get_attribute("aria-valuetext") == "4"
    figures.keyboard.press("End")
    assert shown(figure) == ["n = 7 4 of 7"]
    assert figure.locator(".xp-blocks").get_attribute("aria-live") == "polite"
    assert figure.get_by_text("Precomputed: 5 settings.").is_visible()


def test_two_knobs_choose_together(figures):
    figure = figures.locator("[data-knobs]").nth(1)
    assert shown(figure) == ["n = 1, lost = none 1 sent, none lost"]
    figure.get_by_label("lost").select_option("all")
    figure.get_by_label("n", exact=True).focus()
    figures.keyboard.press("ArrowRight")
    assert shown(figure) == ["n = 2, lost = all 2 sent, all lost"]


def test_steps_go_first_back_forward_last(figures):
    everything = [["Ann reads", "Bob reads", "Ann writes"], DRAWN]
    assert seen(figures) == [group[:1] for group in everything], "it starts there"
    for button, count in [("Last", 3), ("First", 1), ("Forward", 2), ("Back", 1)]:
        steps(figures).get_by_role("button", name=button).click()
        assert seen(figures) == [group[:count] for group in everything]
        status = steps(figures).get_by_role("status").inner_text()
        assert status == f"Step {count} of 3: {DRAWN[count - 1]}"
        current = steps(figures).locator('[aria-current="step"]')
        assert current.all_inner_texts() == [DRAWN[count - 1]]
    steps(figures).get_by_role("button", name="Last").click()
    steps(figures).get_by_role("button", name="Forward").press("Enter")
    assert seen(figures) == everything, "there is nothing after the last step"


DRAWN = ["Ann reads 5", "Bob reads 5", "Ann writes 4"]


def test_the_slider_steps_by_keyboard(figures):
    slider = steps(figures).get_by_label("Step")
    assert slider.get_attribute("aria-valuetext") == "1 of 3"
    slider.focus()
    figures.keyboard.press("Home")
    assert seen(figures)[1] == DRAWN[:1]
    figures.keyboard.press("ArrowRight")
    assert seen(figures)[1] == DRAWN[:2]
    assert slider.get_attribute("aria-valuetext") == "2 of 3"


def test_a_link_carries_the_step(figures):
    steps(figures).get_by_role("button", name="Forward").click()
    link = steps(figures).get_by_role("link", name="Link to this step")
    assert link.get_attribute("href") == "#two-cooks=2"
    link.click()
    address = figures.url
    assert address.endswith("figures.html#two-cooks=2")

    figures.goto("about:blank")
    figures.goto(address)
    assert seen(figures)[1] == DRAWN[:2]
    figures.evaluate("location.hash = 'two-cooks=1'")
    figures.wait_for_function(
        "document.querySelectorAll('.xp-log .xp-later').length === 2"
    )


@pytest.mark.parametrize(
    ("hash", "count"),
    [
        ("two-cooks=9", 3),
        ("two-cooks=x", 1),
        ("two-cooks=1.5", 1),
        ("two-cooks=", 1),
        ("other=2", 1),
        ("%E0%A4=2", 1),
    ],
)
def test_a_strange_link_does_no_harm(page, address, hash, count):
    page.goto(f"{address}/figures.html#{hash}")
    steps(page).get_by_role("button", name="Last").wait_for()
    assert seen(page)[1] == DRAWN[:count]


def test_the_link_to_a_step_does_not_move_the_page(page, address):
    page.set_viewport_size({"width": 360, "height": 340})
    page.emulate_media(reduced_motion="reduce")  # a jump is one, not a slide
    page.goto(f"{address}/figures.html")
    link = steps(page).get_by_role("link", name="Link to this step")
    page.add_style_tag(content="body { padding-bottom: 100vh }")
    # The figure, which is higher than the window, begins below its header.
    steps(page).evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 120)")
    expect(link).to_be_in_viewport()
    box = steps(page).bounding_box()
    assert (round(box["y"]), box["height"] > 340) == (120, True)
    before = page.evaluate("scrollY")
    link.click()
    page.wait_for_function("location.hash === '#two-cooks=1'")
    page.wait_for_function("document.querySelector('.xp-status').textContent")

    assert page.evaluate("scrollY") == before


def test_the_way_back_from_a_step_leads_to_the_beginning(figures):
    figures.evaluate("location.hash = 'two-cooks=2'")
    figures.wait_for_function("document.querySelector('.xp-later')")
    assert seen(figures)[1] == DRAWN[:2]
    figures.go_back()
    figures.wait_for_function("document.querySelectorAll('.xp-later').length > 1")

    assert seen(figures)[1] == DRAWN[:1]
    assert steps(figures).get_by_label("Step").input_value() == "1"
    assert steps(figures).get_by_role("status").inner_text() == ""


def test_after_the_way_back_controls_and_pictures_agree(browser, address):
    """Without its cache of whole pages, Chromium sets the controls by itself."""
    options = [*QUIET, "--disable-features=BackForwardCache"]
    fresh = browser.browser_type.launch(executable_path=find_browser(), args=options)
    page = fresh.new_page()
    page.goto(f"{address}/figures.html")
    page.get_by_label("lost").select_option("all")
    page.locator("[data-knobs]").first.get_by_label("n").fill("2")
    steps(page).get_by_role("button", name="Last").click()
    page.goto(f"{address}/index.html")
    page.go_back()
    page.wait_for_load_state()
    slider = page.locator("[data-knobs]").first.get_by_label("n")
    said = page.locator(".xp-value").first.inner_text()

    menu = page.get_by_label("lost").evaluate("e => e.selectedOptions[0].text")
    assert shown(page.locator("[data-knobs]").nth(1)) == [
        f"n = 1, lost = {menu} 1 sent, {menu} lost"
    ]
    assert said == str(3 + int(slider.input_value()))
    assert shown(page.locator("[data-knobs]").first)[0].startswith(f"n = {said} ")
    step = int(steps(page).get_by_label("Step").input_value())
    assert seen(page)[1] == DRAWN[:step]
    assert (menu, said, step) == ("all", "5", 3), "the reader's choice is kept"
    fresh.close()


def test_without_javascript_all_settings_and_steps_can_be_read(open_context, address):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/figures.html")
    assert len(shown(page.locator("[data-knobs]").first)) == 5
    assert len(shown(page.locator("[data-knobs]").nth(1))) == 6
    assert seen(page) == [["Ann reads", "Bob reads", "Ann writes"], DRAWN]
    assert page.locator("figure :is(button, input, select, a)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/figures.html")
    steps(page).get_by_role("button", name="Forward").click()

    assert violations(page, "figure.xp-figure") == []


def test_a_phone_needs_no_horizontal_scroll_and_small_fingers(open_context, address):
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{address}/figures.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.eval_on_selector_all(
        ".xp-controls button, .xp-knob",
        "all => all.map((one) => one.getBoundingClientRect().height)",
    )
    assert min(heights) >= 44


def test_the_printed_page_shows_every_setting(page, address):
    page.goto(f"{address}/figures.html")
    steps(page).get_by_role("button", name="Forward").click()
    page.emulate_media(media="print")
    assert len(shown(page.locator("[data-knobs]").first)) == 5
    assert seen(page)[1] == DRAWN
    assert not page.locator(".xp-controls").first.is_visible()


@pytest.mark.parametrize(
    ("name", "pages"), [("explorable.", ["figures", "openers"]), ("play.", ["openers"])]
)
def test_script_and_style_are_only_where_a_figure_is(book, name, pages):
    loaded = re.compile(rf"_static/{re.escape(name)}(?:js|css)")
    files = sorted(book.glob("*.html"))
    assert [f.stem for f in files if loaded.search(f.read_text())] == pages


def test_script_and_style_together_are_small():
    files = [STATIC / "explorable.js", STATIC / "explorable.css"]
    sizes = [len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files]
    assert sum(sizes) <= 3000
