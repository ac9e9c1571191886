"""What a page costs to load, in bytes as transferred: headers included, gzip level 6.

Figures are weighed apart, image files and drawings in the page alike: they are what
a chapter shows, not its overhead. 1 KB is 1000 bytes.
"""

import gzip
import re
from dataclasses import dataclass

import pytest
from building import ROOT, pages_of_the_book

PAGES = pages_of_the_book()
CHAPTERS = [name for name in PAGES if (ROOT / f"{name}.ipynb").exists()]
FIRST_PAGE, NEXT_PAGE = 150_000, 15_000


@dataclass
class Weight:
    """Bytes that one navigation transferred, and how many requests it took."""

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
        sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    session.detach()
    figures = sum(size for key, size in sizes.items() if kinds[key] == "Image")
    if kinds and sum(sizes.values()) > figures:
        figures += weight_of_drawings(page.request.get(address).text())
    return Weight(int(sum(sizes.values()) - figures), int(figures), len(sizes))


def weight_of_drawings(html):
    """Return how many bytes of a compressed page its figures take.

    >>> weight_of_drawings("<p>a</p><figure><svg/></figure>") > 0
    True
    """
    bare = re.sub(r"<figure.*?</figure>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return len(gzip.compress(html.encode(), 6)) - len(gzip.compress(bare.encode(), 6))


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(page, server, name, record_property):
    weight = weigh(page, f"{server}/{name}.html")
    record_property("weight", str(weight))

    assert 5_000 < weight.overhead <= FIRST_PAGE, weight


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_next_page_costs_little_more_than_its_text(page, server, name):
    for other in CHAPTERS:
        if other != name:
            page.goto(f"{server}/{other}.html")
    weight = weigh(page, f"{server}/{name}.html")

    assert 1_000 < weight.overhead <= NEXT_PAGE, weight


def test_a_page_seen_before_costs_nothing_but_a_question(page, server):
    weigh(page, f"{server}/{PAGES[0]}.html")
    weight = weigh(page, f"{server}/{PAGES[0]}.html")

    assert weight.overhead < 1_000, weight
