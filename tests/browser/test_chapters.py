"""What a chapter does in a browser: terms, folds, names and long lines."""

import gzip

import pytest
from building import ROOT
from serving import serve
from small_chapter import build_chapter, write_chapter

from .accessibility import violations

SCRIPTS = sorted(ROOT.glob("extensions/chapters/static/*.js"))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve the small chapter; return its address."""
    source = tmp_path_factory.mktemp("chapter") / "source"
    write_chapter(source)
    with serve(build_chapter(source)) as server:
        yield f"{server}/chapter.html"


@pytest.fixture
def chapter(page, address):
    """Open the chapter in a desktop's window."""
    page.goto(address)
    return page


@pytest.fixture
def phone(open_context, address):
    """Open the chapter on a phone."""
    context = open_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    return page


def tip(page):
    """Return the sentence that is shown, or what stands for none."""
    return page.locator(".ch-tip:visible")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_small(script):
    assert len(gzip.compress(script.read_bytes(), 9)) <= 1024
    assert len(SCRIPTS) == 2


def test_a_term_at_rest_is_a_plain_link(open_context, address):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.locator(".ch-term").first.click()

    assert page.url.endswith("glossary.html#term-lease")


def test_a_term_shows_its_sentence_at_focus_and_escape_closes_it(chapter):
    link = chapter.locator(".ch-term").first
    link.focus()

    assert tip(chapter).text_content() == "A lock that ends by itself at a given time."
    assert tip(chapter).get_attribute("role") == "tooltip"
    assert link.get_attribute("aria-describedby") == tip(chapter).get_attribute("id")
    chapter.keyboard.press("Escape")
    assert tip(chapter).count() == 0
    assert chapter.evaluate("document.activeElement.className") == "ch-term"
    link.blur()
    link.focus()
    link.blur()
    assert tip(chapter).count() == 0


def test_the_sentence_stays_while_the_pointer_is_on_it(page, address):
    page.clock.install()
    page.goto(address)
    page.locator(".ch-term").first.hover()
    tip(page).hover()
    page.clock.run_for(1000)

    assert tip(page).count() == 1
    page.locator("article h1").hover()
    page.clock.run_for(1000)
    assert tip(page).count() == 0


def test_a_sentence_takes_the_place_of_the_one_before(chapter):
    first, second = chapter.locator(".ch-term").all()[:2]
    first.hover()
    second.focus()

    assert tip(chapter).text_content() == "A number that rises with each lease."


def test_a_tap_shows_the_sentence_and_a_second_one_follows_the_link(phone):
    link = phone.locator(".ch-term").first
    link.tap()

    assert tip(phone).count() == 1
    assert phone.url.endswith("chapter.html")
    box = tip(phone).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    phone.locator("article h1").tap()
    assert tip(phone).count() == 0
    link.tap()
    link.tap()
    phone.wait_for_url("**/glossary.html#term-lease")


@pytest.mark.parametrize("place", ["deep", "further-with-three-buyers-a-race"])
def test_a_link_to_a_fold_or_into_it_opens_it(page, address, place):
    page.goto(f"{address}#{place}")
    fold = page.locator("details.ch-further")
    page.wait_for_function("document.querySelector('.ch-further').open")

    assert fold.get_attribute("open") is not None
    assert page.locator("#deep").evaluate(
        "(place) => place.getBoundingClientRect().top < innerHeight"
    )


@pytest.mark.parametrize("place", ["deep", "further-with-three-buyers-a-race"])
def test_a_link_on_the_page_opens_the_fold_as_well(chapter, place):
    assert chapter.locator("details.ch-further").get_attribute("open") is None
    chapter.evaluate("(place) => { location.hash = place; }", place)
    chapter.wait_for_function("document.querySelector('.ch-further').open")


def test_an_address_that_names_nothing_opens_nothing(page, address):
    page.goto(f"{address}#100%=1.5")

    assert page.locator("details[open]").count() == 0


def test_print_opens_folds_and_closes_them_afterwards(chapter):
    folds = "document.querySelectorAll('.bd-article details:not([open])').length"
    before = chapter.evaluate(folds)
    chapter.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert chapter.evaluate(folds) == 0
    chapter.evaluate("dispatchEvent(new Event('afterprint'))")

    assert chapter.evaluate(folds) == before == 2


def test_the_summary_of_a_folded_cell_is_named_as_it_reads(chapter):
    summary = chapter.locator("details.hide > summary")

    assert summary.inner_text() == "Show the code"
    summary.click()
    assert summary.inner_text() == "Hide the code"


def test_a_long_line_on_a_phone_says_that_it_goes_on(phone):
    code = phone.locator(".cell_input pre").first
    phone.wait_for_function("document.querySelector('.cell_input pre').tabIndex === 0")

    assert code.evaluate("(pre) => pre.scrollWidth > pre.clientWidth")
    edges = code.evaluate("(pre) => getComputedStyle(pre).backgroundAttachment")
    assert edges.startswith("local, local, scroll, scroll")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    code.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("document.querySelector('.cell_input pre').scrollLeft > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_output_stands_on_a_ground_joined_to_its_code(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(address)
    code = page.locator(".cell_input").first.bounding_box()
    output = page.locator(".cell_output pre").first
    width = output.evaluate("(pre) => getComputedStyle(pre).borderBottomWidth")

    assert width == "1px"
    end = code["y"] + code["height"]
    assert output.bounding_box()["y"] == pytest.approx(end, abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_name_has_the_colour_and_the_mark_of_its_actor(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(address)
    colours = page.evaluate(
        """() => [0, 1].map((actor) => {
            const name = document.querySelector(`.ch-actor-${actor}`);
            const { color } = getComputedStyle(name);
            const mark = getComputedStyle(name, "::before");
            return [color, mark.backgroundColor, mark.borderRadius];
        })"""
    )

    (ann, ann_mark, ann_shape), (bob, bob_mark, bob_shape) = colours
    assert ann == ann_mark
    assert bob == bob_mark
    assert ann != bob
    assert (ann_shape, bob_shape) == ("50%", "0px")


def test_numbers_stand_to_the_right_and_words_to_the_left(chapter):
    sides = chapter.evaluate(
        """() => [...document.querySelectorAll("table.dataframe tr > *")].map(
            (cell) => [cell.textContent, getComputedStyle(cell).textAlign])"""
    )

    assert dict(sides) == {
        "buyers": "end",
        "lost": "end",
        "ends": "start",
        "2": "end",
        "4": "end",
        "waits for Ann": "start",
        "3": "end",
        "2,496": "end",
        "runs": "start",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_sentence_shown_and_folds_open(
    open_context, address, scheme
):
    page = open_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(address)
    page.locator(".ch-further > summary").click()
    page.locator("details.hide > summary").first.click()
    page.locator(".ch-term").first.focus()
    named = {"label-content-name-mismatch": {"enabled": True}}
    found = violations(page, "article, .ch-tip", rules=named)

    assert tip(page).count() == 1
    assert found == []
