"""What a page costs to load, in bytes as transferred: headers included, gzip level 6.

Figures are weighed apart, image files and drawings in the page alike: they are what
a chapter shows, not its overhead. 1 KB is 1000 bytes.

A first visit to any page may cost 150 KB, the next page, with the scripts at hand,
15 KB; both with all questions and the reasons for and against every option.
"""

import gzip
import re
from dataclasses import dataclass

import pytest
from building import ROOT, pages_of_the_book

PAGES = pages_of_the_book()
CHAPTERS = [name for name in PAGES if (ROOT / f"{name}.ipynb").exists()]
FIRST_PAGE = 150_000
NEXT_PAGE = 15_000
FIGURES = r"<figure.*?</figure>|<svg.*?</svg>"


@dataclass
class Weight:
    """Bytes that one navigation transferred; `overhead` is all but the figures."""

    overhead: int
    figures: int
    requests: int


def weigh(page, address):
    """Load a page; return its weight as Chromium's network layer counts it."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}

    def received(event):
        kinds[event["requestId"]] = event["type"]

    def finished(event):
        # What the page before had asked for may end now; it has no kind here.
        if event["requestId"] in kinds:
            sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    session.detach()
    html = page.request.get(address).text()
    images = sum(size for key, size in sizes.items() if kinds[key] == "Image")
    figures = images + weight_of(FIGURES, html)
    overhead = sum(sizes.values()) - figures
    return Weight(int(overhead), int(figures), len(sizes))


def weight_of(part, html):
    """Return how many bytes of a compressed page the parts of one kind take."""
    rest = re.sub(part, "", html, flags=re.DOTALL)
    return len(gzip.compress(html.encode(), 6)) - len(gzip.compress(rest.encode(), 6))


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(page, server, name):
    weight = weigh(page, f"{server}/{name}.html")

    assert 5_000 < weight.overhead <= FIRST_PAGE, weight


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_next_page_costs_little_more_than_its_words(page, server, name):
    for other in CHAPTERS:
        if other != name:
            page.goto(f"{server}/{other}.html")
    weight = weigh(page, f"{server}/{name}.html")

    assert 5_000 < weight.overhead <= NEXT_PAGE, weight


def test_the_parts_of_a_page_are_weighed():
    page = "<p>a</p><figure><svg></svg></figure>"

    assert weight_of(FIGURES, page) > 0
    assert weight_of("<table>", page) == 0
