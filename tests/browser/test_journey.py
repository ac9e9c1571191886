"""A reader's way through the course, the same in Chromium, Firefox and WebKit.

The openers, bets and questions are found on the pages, so new chapters are walked
through as they come. A small book has one of each, whatever the chapters have.
"""

import re

import pytest
from building import ROOT, pages_of_the_book
from selenium.webdriver.common.keys import Keys

from .journey import (
    answer_wrong_then_right,
    first_question,
    is_won,
    opener_of,
    place_a_bet,
    play_by_keys,
    play_by_mouse,
    verdict_on,
)
from .reader import reading
from .small_book import build_small_book

PAGES = pages_of_the_book()
CHAPTER = next(name for name in PAGES if (ROOT / f"{name}.ipynb").exists())
TWO_OPENERS = "book/who-waits-for-for-update"  # one of them with the most buttons
PHONE = (360, 740)
DESKTOP = (1280, 800)
CONTENTS = "[aria-controls=pst-primary-sidebar]"
SECTIONS = "[aria-controls=pst-secondary-sidebar]"


def has_openers(page):
    """Say whether the source of a page draws an opener."""
    sources = [ROOT / f"{page}.ipynb", ROOT / f"{page}.md"]
    text = "".join(each.read_text("utf-8") for each in sources if each.exists())
    return ".opener()" in text or "{opener}" in text


WITH_OPENERS = [page for page in PAGES if has_openers(page)]


def openers_on(folder, page):
    """List the names of the openers of a built page."""
    return re.findall('data-play="(.*?)"', (folder / page).read_text("utf-8"))


@pytest.fixture(scope="module")
def small_book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("journey"))


@pytest.fixture
def tea(engine, small_book):
    with reading(engine, small_book) as reader:
        reader.has_size(*PHONE)
        yield reader


@pytest.fixture
def chapter(reader):
    """Open the first chapter of the site on a phone."""
    reader.has_size(*PHONE)
    reader.open(f"{CHAPTER}.html")
    return reader


def test_an_opener_is_played_to_its_goal_and_keeps_what_was_found(tea):
    tea.open("openers.html")
    opener = opener_of(tea, "two-buyers")
    play_by_mouse(tea, "two-buyers")
    tried = tea.text(f"{opener.figure} .xp-tried")
    link = tea.one(f"{opener.figure} .xp-link a").get_attribute("href")

    tea.reload()
    assert tea.text(f"{opener.figure} .xp-tried") == tried
    assert not is_won(tea, opener)
    play_by_keys(tea, "two-buyers")

    tea.driver.get("about:blank")
    tea.driver.get(link)
    assert is_won(tea, opener)


@pytest.mark.elsewhere([TWO_OPENERS])
@pytest.mark.parametrize("name", WITH_OPENERS)
def test_every_opener_of_the_site_is_played_to_its_goal(reader, site, name):
    openers = openers_on(site, f"{name}.html")
    assert openers
    for opener in openers:
        reader.has_size(*PHONE)
        reader.open(f"{name}.html")
        for cover in reader.all(".sc-cover button"):
            reader.click_on(cover)
        play_by_keys(reader, opener)
        play_by_mouse(reader, opener)


def test_a_bet_is_placed_kept_and_settled_by_the_run(chapter):
    bet = first_question(chapter, is_bet=True, of_type=("numeric", "single"))
    reveal = f'[data-reveal="{bet.id}"]'
    assert chapter.count(reveal) == 0, "it is covered"
    place_a_bet(chapter, bet)
    said = verdict_on(chapter, bet)
    settled = chapter.text(reveal)
    assert settled.startswith(("You bet ", "As you bet, "))

    chapter.reload()
    assert verdict_on(chapter, bet) == said
    assert chapter.text(reveal) == settled


def test_a_wrong_then_a_right_answer_are_told_and_kept(chapter):
    question = first_question(chapter, is_bet=False, of_type=("single",))
    answer_wrong_then_right(chapter, question)

    chapter.reload()
    assert verdict_on(chapter, question) == "Right after 2 tries."
    chosen = f'{question.form} input[value="{question.right[0]}"]'
    assert chapter.one(chosen).is_selected()
    chapter.open("book/progress.html")
    row = f'tr[data-question="{question.id}"] .sc-state'
    assert chapter.text(row) == "right after 2 tries"


def focused(reader, selector):
    """See whether the focus is on the element of a selector."""
    return reader.run("return document.activeElement.matches(arguments[0])", selector)


def test_on_a_phone_the_contents_open_in_a_drawer_and_lead_on(chapter):
    drawer = "#pst-primary-sidebar-modal"
    assert chapter.one(CONTENTS).get_attribute("aria-expanded") == "false"
    chapter.click(CONTENTS)
    assert chapter.one(CONTENTS).get_attribute("aria-expanded") == "true"
    assert chapter.count(f"{drawer} .bd-links a") > 1

    chapter.keys(Keys.ESCAPE)
    chapter.wait("a closed drawer", lambda: not chapter.count(drawer))
    assert focused(chapter, CONTENTS)

    chapter.click(CONTENTS)
    chapter.click(f"{drawer} .bd-links li:not(.current) > a")
    moved = f"return !location.pathname.endsWith('/{CHAPTER}.html')"
    chapter.wait("the next chapter", lambda: chapter.run(moved))
    assert chapter.count("h1") == 1
    assert chapter.count(drawer) == 0


def test_on_a_phone_a_section_is_reached_from_its_drawer(chapter):
    drawer = "#pst-secondary-sidebar-modal"
    chapter.click(SECTIONS)
    section = f"{drawer} nav a[href*='#']"
    target = chapter.one(section).get_attribute("href").partition("#")[2]
    chapter.click(section)

    chapter.wait("a closed drawer", lambda: not chapter.count(drawer))
    top = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
    assert 0 <= chapter.run(top, target) < PHONE[1] / 2


def test_search_by_keys_leads_to_the_words(reader):
    reader.has_size(*DESKTOP)
    reader.open(f"{CHAPTER}.html")
    reader.chord(Keys.CONTROL, "k")
    reader.wait("the search field", lambda: focused(reader, "dialog input"))
    reader.keys("fencing", Keys.ENTER)
    results = "#search-results li a"
    reader.wait("a result", lambda: reader.count(results))

    reader.click(results)
    reader.wait(
        "a page", lambda: reader.run("return location.pathname") != "/search.html"
    )
    reader.wait("a mark", lambda: reader.count("article .highlighted"))
    assert "fencing" in reader.text("article .highlighted").lower()
