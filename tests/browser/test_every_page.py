"""Every page of the site in every engine: quiet, whole, and at home where things lack.

What lacks is width (320 CSS pixels: a small phone, or 400 % on a desktop), storage
(site data blocked), or scripts.
"""

import pytest
from building import ROOT, pages_of_the_book
from engine_programs import ENGINES

from .cells import COUNT, Cells
from .cells import PAGE as RACE
from .conftest import started
from .reader import reading
from .watching import REFUSE_STORAGE

PAGES = pages_of_the_book()
CHAPTER = next(name for name in PAGES if (ROOT / f"{name}.ipynb").exists())
KINDS = [
    PAGES[0],
    CHAPTER,
    "book/progress",
    "search",
]  # one page for each set of scripts
# What sticks out of a page is found by its right edge, outside of scrolling boxes.
STICKING_OUT = """
const inBox = (element) => {
  for (let box = element; box; box = box.parentElement)
    if (getComputedStyle(box).overflowX !== "visible") return true;
};
return [...document.querySelectorAll("main *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .filter((element) => !inBox(element))
  .map((element) => element.outerHTML.slice(0, 80));"""
SEEN = "[...page.querySelectorAll('{}')].filter(each => each.checkVisibility())"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_fits_320_pixels(reader, name):
    reader.has_size(320, 740)
    reader.open(f"{name}.html")

    assert reader.run("return document.querySelectorAll('h1').length") == 1
    assert reader.run("return document.scrollingElement.scrollWidth") <= 320
    assert reader.run(STICKING_OUT) == []


def test_the_address_of_the_site_leads_to_the_landing_page(reader):
    reader.open("")
    landed = (
        "return location.pathname === '/book/index.html'"
        " && document.readyState === 'complete'"  # or its parts are broken off
    )
    reader.wait("the landing page", lambda: reader.run(landed))

    assert reader.count("h1") == 1


@pytest.fixture(scope="module", params=ENGINES)
def refusing(request):
    """Start each engine so that no page may store anything."""
    with started(request.param, refuse_storage=True) as driver:
        yield driver


@pytest.fixture
def refused(refusing, site):
    """Open the site where nothing can be stored."""
    by_hand = refusing.capabilities["browserName"] == "MiniBrowser"
    with reading(refusing, site, REFUSE_STORAGE if by_hand else "") as reader:
        yield reader


@pytest.mark.elsewhere(KINDS)
@pytest.mark.parametrize("name", PAGES)
def test_where_storage_is_refused_all_else_works(refused, name):
    refused.has_size(1280, 800)
    refused.open(f"{name}.html")
    with pytest.raises(Exception, match=r"SecurityError|refused|insecure|denied"):
        refused.run("localStorage.length")

    assert (
        refused.run("""
        const cells = document.querySelectorAll("div.highlight pre");
        return [...cells].filter((cell) => !cell.parentElement.querySelector("button"));
    """)
        == []
    ), "every cell has its button to copy it"
    dark = "return document.documentElement.dataset.mode"
    before = refused.run(dark)
    refused.click(".theme-switch-button")
    assert refused.run(dark) != before
    refused.click(".search-button__button")
    assert refused.run("return document.activeElement.name") == "q"


def test_where_storage_is_refused_a_cell_runs(refused):
    refused.open(RACE)
    cells = Cells(refused)

    assert cells.run(COUNT).startswith("It ran, and gave the book’s output")


def test_where_storage_is_refused_search_finds(refused):
    refused.open("search.html?q=fencing")

    refused.wait("a result", lambda: refused.count("#search-results li a"))


@pytest.mark.elsewhere(KINDS)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_without_a_script_a_page_is_whole_and_nothing_looks_alive(reader, name):
    reader.has_size(360, 740)
    reader.open_without_a_script(f"{name}.html")

    for part in ("h1", "article p", ".bd-links a"):
        assert reader.in_frame(SEEN.format(part) + ".length"), part
    buttons = SEEN.format("button") + ".map(each => each.outerHTML.slice(0, 80))"
    assert reader.in_frame(buttons) == []
    openers = "[...page.querySelectorAll('[data-play]')]"
    assert reader.in_frame(f"{openers}.every(each => each.querySelector('li'))")
