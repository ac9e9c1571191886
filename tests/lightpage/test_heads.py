from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st
from lightpage.heads import LONGEST, describe, described, shortened
from sphinx.errors import ExtensionError


def page(text):
    settings = {"doctitle_xform": False, "report_level": 5}
    return publish_doctree(f"Title\n=====\n\n{text}", settings_overrides=settings)


def test_a_page_that_describes_itself_is_believed():
    doctree = page("First words.")
    doctree.insert(0, nodes.meta(name="description", content=" Two buyers, one item. "))

    assert described(doctree) == "Two buyers, one item."


def test_otherwise_the_first_paragraph_describes_the_page():
    assert described(page("* a list\n\nTwo buyers\nsee *one* item.\n\nMore.")) == (
        "Two buyers see one item."
    )


@given(st.text(alphabet="ab ,.", max_size=400))
def test_a_shortened_text_fits_and_starts_like_the_text(text):
    short = shortened(text)

    assert len(short) <= LONGEST
    assert text.startswith(short.removesuffix("…"))


def test_a_page_without_a_description_stops_the_build_and_is_named():
    app = SimpleNamespace(config=SimpleNamespace(html_baseurl="", root_doc="index"))

    with pytest.raises(ExtensionError, match=r"book/bare: .*html_meta"):
        describe(app, "book/bare", "page.html", {}, page(".. image:: x.png"))


def test_the_card_has_an_address_only_when_the_site_has_one():
    config = SimpleNamespace(html_baseurl="https://site.example/", root_doc="index")
    context = {}
    describe(SimpleNamespace(config=config), "a", "page.html", context, page("Words."))

    assert context["social_card"] == "https://site.example/_static/social-card.png"

    config.html_baseurl = ""
    describe(SimpleNamespace(config=config), "a", "page.html", context, page("Words."))

    assert context["social_card"] is None
