"""What a page costs to load, in bytes as transferred: headers included, gzip level 6.

Figures are weighed apart, image files and drawings in the page alike: they are what
a chapter shows, not its overhead. 1 KB is 1000 bytes.

A first visit to a chapter may cost 80 KB with its figures; the next page, with the
scripts at hand, 20 KB without them. All questions are in it, with the reasons for and
against every option. The side bar is left out of the next page: it grows with the
course, and is no reason to write less.
"""

import gzip
import re
from dataclasses import dataclass

import pytest
from building import ROOT, pages_of_the_book

PAGES = pages_of_the_book()
NOTEBOOKS = [name for name in PAGES if (ROOT / f"{name}.ipynb").exists()]
FIRST_PAGE = 80_000
NEXT_PAGE = 20_000
FIGURES = r"<figure.*?</figure>|<svg.*?</svg>"
SIDE_BAR = r'<nav class="bd-links.*?</nav>'


@dataclass
class Weight:
    """Bytes that one navigation transferred, in three parts."""

    words: int  # all but the other two
    figures: int
    side_bar: int

    @property
    def total(self):
        """All that was transferred."""
        return self.words + self.figures + self.side_bar


class Scales:
    """Weighs one navigation, as Chromium's network layer counts it."""

    def __init__(self, page, address):
        """Begin to load a page."""
        self.page, self.address = page, address
        self.kinds, self.sizes = {}, {}  # by the number of a request
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.responseReceived", self.received)
        self.session.on("Network.loadingFinished", self.finished)
        page.goto(address, wait_until="commit")

    def received(self, event):
        self.kinds[event["requestId"]] = event["type"]

    def finished(self, event):
        # What the page before had asked for may end now; it has no kind here.
        if event["requestId"] in self.kinds:
            self.sizes[event["requestId"]] = event["encodedDataLength"]

    def weight(self):
        """Wait until the page asks for nothing more; return its weight."""
        self.page.wait_for_load_state("networkidle")
        self.session.detach()
        html = self.page.request.get(self.address).text()
        images = [key for key in self.sizes if self.kinds[key] == "Image"]
        figures = int(sum(self.sizes[key] for key in images))
        figures += weight_of(FIGURES, html)
        side_bar = weight_of(SIDE_BAR, html)
        words = int(sum(self.sizes.values())) - figures - side_bar
        return Weight(words, figures, side_bar)


def weigh_all(pages, server):
    """Load a page of the book in each tab; return the weights by the page's name.

    All load at once, since a page is quiet for half a second before it counts as whole.
    """
    scales = {name: Scales(page, f"{server}/{name}.html") for name, page in pages}
    return {name: each.weight() for name, each in scales.items()}


def weight_of(part, html):
    """Return how many bytes of a compressed page the parts of one kind take."""
    rest = re.sub(part, "", html, flags=re.DOTALL)
    return len(gzip.compress(html.encode(), 6)) - len(gzip.compress(rest.encode(), 6))


def page_before(name):
    """Return another page of the same kind, a chapter or a lab: it has the scripts."""
    kind = [each for each in NOTEBOOKS if is_lab(each) == is_lab(name)]
    return kind[kind.index(name) - 1]


def is_lab(name):
    """Say whether a page is a lab."""
    return name.startswith("book/lab-")


@pytest.fixture(scope="module")
def new_tabs(browser):
    """Open a tab for each name of a page, each for a reader with nothing at hand."""
    contexts = []

    def open_tabs(names):
        opened = [browser.new_context() for _ in names]
        contexts.extend(opened)
        return [(n, each.new_page()) for n, each in zip(names, opened, strict=True)]

    yield open_tabs
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def first_visits(new_tabs, server):
    """Weigh every page where no other was seen before."""
    return weigh_all(new_tabs(PAGES), server)


@pytest.fixture(scope="module")
def next_visits(new_tabs, server):
    """Weigh every chapter and lab after another one."""
    tabs = new_tabs(NOTEBOOKS)
    for name, page in tabs:
        page.goto(f"{server}/{page_before(name)}.html")
    return weigh_all(tabs, server)


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(first_visits, name):
    weight = first_visits[name]

    assert 5_000 < weight.total <= FIRST_PAGE, weight


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_next_page_costs_little_more_than_its_words(next_visits, name):
    weight = next_visits[name]

    assert 2_000 < weight.words <= NEXT_PAGE, weight
    assert weight.side_bar > 0


def test_every_page_before_is_another_one():
    assert all(page_before(name) != name for name in NOTEBOOKS)


def test_the_parts_of_a_page_are_weighed():
    page = "<p>a</p><figure><svg></svg></figure>"

    assert weight_of(FIGURES, page) > 0
    assert weight_of("<table>", page) == 0
