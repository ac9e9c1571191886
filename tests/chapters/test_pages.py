"""A built chapter: its minutes, folds, terms, names and tables."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from chapters import terms
from chapters.folds import fold_further
from docutils import nodes
from docutils.utils import new_document
from small_chapter import GLOSSARY, build_chapter, write_chapter


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    """Build the small book once; return the folder of its pages."""
    source = tmp_path_factory.mktemp("chapter") / "source"
    write_chapter(source)
    return build_chapter(source)


def read(html, name):
    return BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html.parser")


@pytest.fixture
def page(html):
    """Read the chapter."""
    return read(html, "chapter").article


def test_minutes_and_questions_stand_under_the_first_paragraph(page):
    line = page.select_one("h1 ~ p + p.ch-meta")

    # 1.5 opener + 0.5 bet + 3 task + 1 box + 2 questions, and a few words and lines
    assert line.text == "9 minutes · answers A1"
    assert line.find_previous("p").text.startswith("Ann takes a lease")


def test_a_page_that_is_no_notebook_says_no_minutes_and_links_no_term(html):
    index = read(html, "index").article

    assert index.select(".ch-meta, .ch-term") == []


def test_a_further_section_is_a_fold_with_its_finding_as_summary(page):
    section = page.select_one("#further-with-three-buyers-a-race")
    fold = section.select_one(":scope > details.ch-further")

    assert fold.summary.h2.text == "Further: with three buyers a race"
    assert fold.summary.select("a, p") == []
    assert fold.select_one("#what-bob-saw")
    assert fold.select_one("#deep")
    assert "1 + 1" in fold.text  # its code cells are in it as well
    assert fold.find_next_sibling() is None
    assert "Sources" not in section.text
    assert not fold.has_attr("open")


def test_a_picture_in_a_fold_is_fetched_when_the_fold_is_opened():
    document = new_document("page")
    page = nodes.section("", nodes.title("", "When is it a race?"))
    for heading in ("Count", "Further: the curve"):
        parts = nodes.title("", heading), nodes.image(uri=f"{heading}.png")
        page.append(nodes.section("", *parts))
    document.append(page)

    fold_further(SimpleNamespace(builder=SimpleNamespace(format="html")), document, "")

    loading = [image.get("loading") for image in document.findall(nodes.image)]
    assert loading == [None, "lazy"]


def test_the_contents_of_the_page_name_the_fold(html):
    links = read(html, "chapter").select(".bd-toc a, .bd-sidebar-secondary a")

    assert "#further-with-three-buyers-a-race" in [link["href"] for link in links]


def test_search_knows_the_heading_of_a_fold(html):
    index = (html / "searchindex.js").read_text("utf-8")

    assert "Further: with three buyers a race" in index
    assert "further-with-three-buyers-a-race" in index


def test_a_folded_cell_is_named_by_the_words_that_it_shows(page):
    summary = page.select_one("details.hide > summary")

    assert not summary.has_attr("aria-label")
    assert [span.text for span in summary("span")] == ["Show the code", "Hide the code"]
    assert summary("p") == []


def test_the_first_use_of_each_term_links_its_sentence(page):
    links = page.select("a.ch-term")

    assert [" ".join(link.text.split()) for link in links] == [
        "lease",
        "fencing token",
        "race",
    ]
    assert links[0]["href"] == "glossary.html#term-lease"
    assert links[0]["data-sentence"] == "A lock that ends by itself at a given time."
    assert links[1]["data-sentence"] == "A number that rises with each lease."
    assert not any(link.has_attr("title") for link in links)
    assert page.select("h1 a.ch-term, h2 a.ch-term") == []


def test_other_forms_of_a_term_are_listed_where_no_reader_sees_them(html):
    glossary = read(html, "glossary").article

    assert "also" not in glossary.text
    assert "A lock that ends by itself" in glossary.text


def test_names_below_the_first_opener_have_their_colour(page):
    opener = page.select_one("figure[data-play]")
    marked = page.select(".ch-actor")
    names = [(mark.text, mark["class"][1]) for mark in marked]

    assert set(names) == {("Ann", "ch-actor-0"), ("Bob", "ch-actor-1")}
    assert len(names) == 5  # Ann's, Ann and Bob; in the table; in the fold
    assert all(mark in opener.find_all_next() for mark in marked)
    assert page.select(":is(a, code, figure, h3) .ch-actor") == []


def test_a_pandas_table_has_one_head_row_and_says_what_heads_what(page):
    table = page.select_one("table.dataframe")
    heads = table.thead.select("tr > *")

    assert [head.text for head in heads] == ["buyers", "lost", "ends"]
    assert {head["scope"] for head in heads} == {"col"}
    assert {head["scope"] for head in table.tbody("th")} == {"row"}
    assert page.style is None
    assert not table.has_attr("border")
    assert heads[1]["class"] == ["ch-number"]
    assert not heads[2].has_attr("class")


def test_numbers_and_verdicts_have_a_class(page):
    pandas = page.select_one("table.dataframe")
    markdown = page.select_one("table:not(.dataframe)")

    assert [cell.text for cell in pandas.select("td.ch-number")] == ["4", "2,496"]
    assert pandas.select_one(".ch-wait").text == "waits for Ann"
    assert pandas.select_one(".ch-good").text == "runs"
    assert markdown.select_one("td.ch-wait").text.strip() == "waits"
    assert markdown.select_one("td.ch-bad").text.strip() == "lost"
    assert markdown.select_one("td.ch-number").text.strip() == "12"
    assert {head["scope"] for head in markdown("th")} == {"col"}


def test_a_page_loads_only_the_scripts_that_have_something_to_do(html):
    assert 'src="_static/terms.js' in str(read(html, "chapter"))
    assert 'src="_static/folds.js' in str(read(html, "chapter"))
    assert "terms.js" not in str(read(html, "glossary"))


class Book:
    """What `terms.rewrite_pages` asks of Sphinx's environment."""

    found_docs = {"chapter", "glossary", "index"}

    def __init__(self, source):
        self.source = source
        self.domains = {"std": self}

    def get_objects(self):
        return [("lease", "lease", "term", "glossary", "term-lease", -1)]

    def doc2path(self, docname):
        suffix = "ipynb" if docname == "chapter" else "md"
        return str(self.source / f"{docname}.{suffix}")


def test_every_notebook_is_written_anew_when_a_sentence_was_mended(tmp_path):
    book = Book(tmp_path)
    glossary = tmp_path / "glossary.md"
    glossary.write_text(GLOSSARY, "utf-8")

    assert terms.rewrite_pages(None, book) == []
    assert terms.rewrite_pages(None, book) == []
    glossary.write_text(GLOSSARY.replace("Steps whose", "Moves whose"), "utf-8")
    assert terms.rewrite_pages(None, book) == ["chapter"]
    assert terms.rewrite_pages(None, book) == []
