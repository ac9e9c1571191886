"""The map, the list of usual answers, and what pages store of reveals and boxes."""

import re

import nbformat
import pytest
from selfcheck import interview, reveal
from small_site import DATA, SOUND, build, edit, page


@pytest.fixture
def listed(book):
    """The small book with a map and a list of the usual answers."""
    index = book / "index.md"
    edit(index, "progress\n```\n", "progress\nusual\n```\n\n```{map}\n```\n")
    usual = "# What the usual answers get wrong\n\n```{usual-answers}\n```\n"
    (book / "usual.md").write_text(usual, "utf-8")
    return book


def test_the_map_links_what_is_written_and_names_the_rest(listed):
    out, warnings = build(listed)
    html = page(out, "index")

    assert warnings == ""
    rows = dict(re.findall(r'<tr data-answer="(\w+)">(.*?)</tr>', html, re.S))
    assert list(rows) == ["A1", "C1", "C2"]
    assert '<a href="tea.html">Two cooks &amp; one tin</a>' in rows["A1"]
    assert "not written yet" not in rows["A1"]
    assert "<a " not in rows["C1"]
    assert "not written yet" not in rows["C1"], "the fold's title says it for all"
    assert "C. Milk: 2 answers, not written yet</summary>" in html
    assert "W + R &gt; N" in rows["C1"]
    words = [re.search(r'data-verdict="\w+">(.*?)<', row)[1] for row in rows.values()]
    assert words == ["false", "holds on a condition", "holds"]
    assert "A. Tea and its making" in html
    assert "C. Milk" in html
    meaning = re.search(r'<p class="sc-verdicts">(.*?)</p>', html.split("<table")[0])[1]
    for verdict in ("holds", "condition", "false"):
        assert f'data-verdict="{verdict}"' in meaning, "said once, above the table"


def test_the_usual_answers_are_listed_with_their_chapters(listed):
    out, _ = build(listed)
    html = page(out, "usual")

    assert "Section A: Tea and its making" in html
    assert html.count('<div class="sc-usual" data-answer="A1">') == 1
    assert "<h3>Two cooks &amp; one tin " in html, "what is asked, before the quote"
    quoted = (
        "<blockquote><p>A race is rare. <mark>Two cooks are no problem</mark> "
        "with one tin.</p></blockquote>"
    )
    assert quoted in html, "the whole answer, with the words in dispute marked"
    assert "So far 1 of the 3 answers are written." in html
    assert "Two cooks lose a spoonful in <code>4</code> of 6 orders." in html
    assert '<a href="tea.html#interview-A1">Tea for two</a>' in html, "to the box"
    assert "<b>Say this:</b> <q>" in html


def test_lists_need_their_style_and_no_script(listed):
    out, _ = build(listed)

    for name in ("index", "usual"):
        assert page(out, name).count("lists.css") == 1
        assert "quiz.js" not in page(out, name)
    assert "lists.css" in page(out, "tea"), "the box on interviews"
    assert "quiz.js" in page(out, "tea")
    assert "lists.css" not in page(out, "live")


def test_words_that_are_polished_are_on_the_lists_at_the_next_build(listed):
    out, _ = build(listed)
    edit(listed / "quizzes" / "section-a.yml", "One cook loses none.", "One does not.")
    edit(listed / "quizzes" / "answer-key.yml", 'topic: "Cream"', 'topic: "Skin"')

    _, warnings = build(listed)

    assert warnings == ""
    assert "One does not." in page(out, "usual")
    assert "One does not." in page(out, "tea"), "in the box of the chapter"
    assert "<td>Skin</td>" in page(out, "index")


def store(book, *shown):
    """Put stored outputs on the page of the notebook."""
    file = book / "live.ipynb"
    notebook = nbformat.read(file, 4)
    for each in shown:
        cell = nbformat.v4.new_code_cell("shown", execution_count=2)
        bundle = each._repr_mimebundle_()
        output = nbformat.v4.new_output("execute_result", bundle, execution_count=2)
        cell.outputs = [output]
        notebook.cells.append(cell)
    nbformat.write(notebook, file)


def test_a_stored_reveal_and_box_are_those_of_the_files(book):
    store(book, reveal("A1a", SOUND), interview("A1", folder=SOUND))
    out, warnings = build(book)

    assert warnings == ""
    html = page(out, "live")
    assert reveal("A1a", SOUND)._repr_html_() in html
    assert interview("A1", folder=SOUND)._repr_html_() in html
    assert '<span id="interview-A1"></span>' in html
    assert '<span id="reveal-A1a"></span>' in html


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Only `0011` and", "Just `0011` and", "reveal A1a differs from section-a.yml"),
        ("And with three", "But with three", "interview A1 differs from section-a.yml"),
    ],
)
def test_a_stored_part_that_is_out_of_date_is_told(book, old, new, told):
    store(book, reveal("A1a", SOUND), interview("A1", folder=SOUND))
    build(book)
    edit(book / "quizzes" / "section-a.yml", old, new)

    for _ in range(2):
        assert told in build(book)[1]


def test_a_reveal_of_no_bet_is_a_warning_with_its_place(book):
    tea = book / "tea.md"
    edit(tea, "{reveal} A1a", "{reveal} A1")

    _, warnings = build(book)

    line = tea.read_text("utf-8").split("{reveal}")[0].count("\n") + 1
    assert f"tea.md:{line}: WARNING: reveal: `A1` is no bet;" in warnings


def test_progress_follows_the_table_of_contents(book):
    """A page earlier in the contents asks earlier, whatever the file says."""
    edit(book / "tea.md", "```{quiz} A4\n```\n", "")
    first = "# First\n\n```{quiz} A4\n```\n"
    (book / "first.md").write_text(first, "utf-8")
    edit(book / "index.md", "tea\n", "first\ntea\n")

    out, warnings = build(book)

    assert warnings == ""
    rows = re.findall(r'<tr data-question="(\w+)"', page(out, "progress"))
    assert rows == ["A4", "A1", "A2", "A3", "A1a"]


SECTION_C = DATA.parent / "more" / "section-c.yml"


def test_sections_without_anything_to_list_have_no_heading(listed):
    """Of section P there is a bet and nothing else."""
    text = SECTION_C.read_text("utf-8").replace("section: C", "section: P")
    head, _, bet, *_ = re.split(r"(?=  - id: )", text.replace("id: C", "id: P"))
    assert "when: before" in bet
    (listed / "quizzes" / "section-p.yml").write_text(head + bet, "utf-8")

    out, warnings = build(listed)

    assert warnings == ""
    usual, progress = page(out, "usual"), page(out, "progress")
    assert "Section A: Tea and its making" in usual
    assert "Section P" not in usual
    milk = progress.split("<h2>Section P: Milk")[1].split("</section>")[0]
    assert milk.count("<table") == 1
    assert 'data-question="P1a"' in milk
    assert not re.search(r"<tbody>\s*</tbody>", progress)


def test_usual_answers_are_in_the_order_of_the_key(listed):
    """Section C has a second answer; the reading order asks it before the first."""
    text = SECTION_C.read_text("utf-8")
    first = re.split(r"(?=  - id: )", text)[1]
    second = first.replace("id: C1", "id: C2").replace("W+R>N.", "Cream rises.")
    second = second.replace("verdict: condition", "verdict: holds")
    head = text.split("  - id: ")[0]
    (listed / "quizzes" / "section-c.yml").write_text(head + second + first, "utf-8")
    milk = "# Milk\n\n```{quiz} C2\n```\n\n```{quiz} C1\n```\n"
    (listed / "milk.md").write_text(milk, "utf-8")
    edit(listed / "index.md", "usual\n", "usual\nmilk\n")

    out, warnings = build(listed)

    assert warnings == ""
    order = re.findall('<div class="sc-usual" data-answer="(.*?)"', page(out, "usual"))
    assert order == ["A1", "C1", "C2"]
    assert "So far 3 of the 3 answers are written." in page(out, "usual")


def test_readers_see_ids_of_the_key_alone_on_the_progress_page(listed):
    out, _ = build(listed)
    html = page(out, "progress")

    rows = dict(re.findall(r'<tr data-question="(\w+)".*?<th[^>]*>(.*?)</th>', html))
    assert rows["A1"].startswith("<b>A1</b> <a ")
    assert rows["A1a"].startswith('<a href="tea.html#question-A1a">Bet on the number')
    assert "A2" not in re.sub("<[^>]*>", "", rows["A2"])
