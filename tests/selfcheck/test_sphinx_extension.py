"""The Sphinx side: directives, assets, and builds that fail rather than mislead."""

import re
import shutil

import nbformat
import pytest
from selfcheck import show
from small_site import SOUND, build, edit, page
from sphinx.errors import ExtensionError


def section_b(folder):
    """The questions once more, as those of another section without a key."""
    text = (folder / "quizzes" / "section-a.yml").read_text("utf-8")
    text = re.sub(r"    usual:.*?(?=    sources)", "", text, flags=re.S)
    return text.replace("section: A", "section: B").replace("id: A", "id: B")


def question(html, id):
    return re.search(
        rf'<form class="sc-question"[^>]*data-question="{id}".*?</form>', html, re.S
    )[0]


def test_the_directive_and_the_notebook_give_the_same_html(book):
    out, warnings = build(book)

    assert warnings == ""
    expected = show("A2", SOUND)._repr_html_()
    assert question(page(out, "live"), "A2") == expected
    expected = expected.replace("tea.html#mending", "#mending")
    assert question(page(out, "tea"), "A2") == expected


def test_script_and_style_are_only_where_a_question_is(book):
    out, _ = build(book)

    for name in ("tea", "live", "progress"):
        assert page(out, name).count("quiz.js") == 1
        assert page(out, name).count("quiz.css") == 1
        assert re.search(r'<script defer="defer" src="_static/quiz.js', page(out, name))
    for name in ("index", "search", "genindex"):
        assert "quiz." not in page(out, name)
    assert (out / "_static" / "quiz.js").is_file()


def test_a_page_says_how_many_questions_it_has(book):
    out, _ = build(book)

    assert "4 questions and 1 bet on this page." in page(out, "tea")
    assert "1 question on this page." in page(out, "live")
    assert "4 questions and 1 bet in the whole course." in page(out, "progress")


def test_the_progress_page_links_each_question_to_where_it_is_asked(book):
    out, _ = build(book)
    html = page(out, "progress")

    assert re.findall(r'<tr data-question="(\w+)"', html) == [
        "A1",
        "A2",
        "A3",
        "A4",
        "A1a",
    ], "questions as the pages ask them, bets apart"
    for target in re.findall(r'<a href="([^"]+#question-\w+)"', html):
        name, id = target.split(".html#")
        assert f'<span id="{id}"></span>' in page(out, name)
    assert "Section A: Tea and its making" in html
    assert html.count("not answered yet") == 4
    assert html.count("no bet yet") == 1


def test_a_page_with_nothing_but_bets_counts_nothing(book):
    index = book / "index.md"
    index.write_text(index.read_text("utf-8") + "\n```{quiz} A1a\n```\n", "utf-8")

    out, warnings = build(book)

    assert warnings == ""
    assert "on this page" not in page(out, "index")
    assert 'href="tea.html#question-A1a"' in page(out, "progress"), "the chapter's copy"


def test_an_unknown_id_in_the_directive_is_a_warning_with_its_place(book):
    tea = book / "tea.md"
    tea.write_text(tea.read_text("utf-8").replace("{quiz} A4", "{quiz} A44"), "utf-8")

    _, warnings = build(book)

    line = tea.read_text("utf-8").split("A44")[0].count("\n") + 1
    assert (
        f"tea.md:{line}: WARNING: quiz: there is no question `A44`; did you mean A4?"
        in warnings
    )


def test_a_broken_file_stops_the_build(book):
    file = book / "quizzes" / "section-a.yml"
    file.write_text(file.read_text("utf-8").replace("hints:", "hint:"), "utf-8")

    with pytest.raises(ExtensionError, match=r"section-a.yml:\d+: A1: `hint` is not"):
        build(book)


def test_a_folder_that_does_not_exist_stops_the_build(book):
    shutil.rmtree(book / "quizzes")

    with pytest.raises(ExtensionError, match="there is no such folder"):
        build(book)


def test_a_section_that_is_not_on_the_site_is_a_warning(book):
    live = nbformat.read(book / "live.ipynb", 4)
    data = live.cells[1].outputs[0].data
    data["text/html"] = data["text/html"].replace("tea.html#mending", "tea.html#milk")
    nbformat.write(live, book / "live.ipynb")

    _, warnings = build(book)

    assert "a question links to tea#milk; there is no such anchor" in warnings


def test_a_page_that_is_not_on_the_site_is_a_warning(book):
    conf = book / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "exclude_patterns = ['tea.md']\n")
    index = book / "index.md"
    index.write_text(index.read_text("utf-8").replace("tea\n", ""), "utf-8")

    _, warnings = build(book)

    assert "a question links to tea, which is not on the site" in warnings


def test_a_stored_question_that_is_out_of_date_is_a_warning(book):
    file = book / "quizzes" / "section-a.yml"
    text = file.read_text("utf-8").replace("Which of these keep", "Which ways keep")
    file.write_text(text, "utf-8")

    _, warnings = build(book)

    assert (
        "live.ipynb: WARNING: question A2 differs from section-a.yml; run" in warnings
    )
    assert warnings.count("WARNING") == 1, "the directive's copy is fresh"


def test_an_edited_question_is_built_anew(book):
    out, _ = build(book)
    file = book / "quizzes" / "section-a.yml"
    file.write_text(file.read_text("utf-8").replace("Four of six.", "4/6."), "utf-8")

    build(book)

    assert "<p>4/6.</p>" in question(page(out, "tea"), "A3")


def test_the_same_question_twice_has_one_anchor(book):
    tea = book / "tea.md"
    tea.write_text(tea.read_text("utf-8") + "\n```{quiz} A1\n```\n", "utf-8")

    out, warnings = build(book)

    assert warnings == ""
    assert page(out, "tea").count('data-question="A1"') == 2
    assert page(out, "tea").count('id="question-A1"') == 1
    assert "4 questions and 1 bet on this page." in page(out, "tea")


def test_other_builders_do_not_fail(book):
    assert build(book, "latex")[1] == ""


def hashes(out, id):
    found = [page(out, name) for name in ("tea", "live", "progress")]
    return {
        hash
        for html in found
        for hash in re.findall(rf'data-question="{id}" data-hash="(\w+)"', html)
    }


def test_a_stored_question_that_is_out_of_date_is_told_in_each_build(book):
    out, warnings = build(book)
    assert warnings == ""
    file = book / "quizzes" / "section-a.yml"
    edit(file, "Which of these keep", "Which ways keep")
    told = "live.ipynb: WARNING: question A2 differs from section-a.yml; run `make ref"

    for _ in range(2):
        _, warnings = build(book)
        assert told in warnings, "a page that is not read anew would tell nothing"

    live = nbformat.read(book / "live.ipynb", 4)
    live.cells[1].outputs[0].data = show("A2", book / "quizzes")._repr_mimebundle_()
    nbformat.write(live, book / "live.ipynb")
    _, warnings = build(book)
    assert warnings == ""
    assert len(hashes(out, "A2")) == 1, "all pages keep the answer under one hash"


def test_a_stored_reason_that_is_out_of_date_is_told(book):
    build(book)
    edit(book / "quizzes" / "section-a.yml", "The same old value", "That same value")

    _, warnings = build(book)

    assert "live.ipynb: WARNING: question A2 differs from section-a.yml" in warnings


def test_a_stored_question_that_no_file_holds_is_told_in_each_build(book):
    build(book)
    live = book / "live.ipynb"
    edit(live, 'data-question=\\"A2\\"', 'data-question=\\"A7\\"')

    for _ in range(2):
        _, warnings = build(book)
        assert "question A7 is in no question file; take its cell out" in warnings


def test_a_heading_that_is_reworded_changes_the_links_to_it(book):
    out, _ = build(book)
    index = book / "index.md"
    edit(index, "# Plain\n", "# Plain\n\n```{reveal} A1a\n```\n")
    build(book)
    edit(book / "tea.md", "## The six `orders`", "## All six `orders`")

    _, warnings = build(book)

    assert warnings == ""
    assert ">All six <code>orders</code></a>" in page(out, "index")


def test_a_new_file_of_questions_is_on_the_progress_page(book):
    out, _ = build(book)
    text = section_b(book)
    more = book / "quizzes" / "section-b.yml"
    more.write_text(text.replace("Tea and", "Milk and"), "utf-8")

    _, warnings = build(book)

    assert warnings == ""
    assert "Section B: Milk and its making" in page(out, "progress")
    assert "8 questions and 2 bets in the whole course." in page(out, "progress")
    more.unlink()
    build(book)
    assert "Section B" not in page(out, "progress")


def test_a_page_whose_question_was_missing_shows_it_when_it_is_there(book):
    index = book / "index.md"
    edit(index, "# Plain\n", "# Plain\n\n```{quiz} B1\n```\n")
    out, warnings = build(book)
    assert "there is no question `B1`" in warnings
    text = section_b(book)
    (book / "quizzes" / "section-b.yml").write_text(text, "utf-8")

    _, warnings = build(book)

    assert warnings == ""
    assert 'data-question="B1"' in page(out, "index")


def test_a_build_without_a_change_reads_nothing_anew(book):
    out, _ = build(book)
    stamps = {file: file.stat().st_mtime_ns for file in out.glob("[lt]*.html")}
    assert len(stamps) == 2

    build(book)

    assert stamps == {file: file.stat().st_mtime_ns for file in stamps}


@pytest.fixture
def deep(book):
    """The small book with a question on a page in a folder of its own."""
    (book / "part").mkdir()
    (book / "part" / "more.md").write_text("# More\n\n```{quiz} A1\n```\n", "utf-8")
    edit(book / "index.md", "tea\n", "tea\npart/more\n")
    return book


@pytest.mark.parametrize(
    ("builder", "file", "target"),
    [
        ("html", "part/more.html", "../tea.html"),
        ("html", "live.html", "tea.html"),
        ("html", "tea.html", ""),
        ("dirhtml", "part/more/index.html", "../../tea/"),
        ("dirhtml", "live/index.html", "../tea/"),
    ],
)
def test_read_again_leads_from_wherever_a_question_stands(deep, builder, file, target):
    out, warnings = build(deep, builder)

    assert warnings == ""
    html = (out / file).read_text("utf-8")
    leads = set(re.findall(r'Read again: <a href="([^"#]*)#', html))
    assert leads == {target}
    if target:
        place = (out / file).parent / target
        assert (place / "index.html" if builder == "dirhtml" else place).is_file()
