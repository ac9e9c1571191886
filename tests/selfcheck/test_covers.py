"""Which parts of a page are covered until a bet is placed."""

import re

import nbformat
import pytest
from selfcheck import reveal, show
from small_site import SOUND, build, edit, page

FIGURE = '<figure><img alt="" src="x.svg"></figure>\n'
COVERED = re.compile(r'<div class="sc-waits-A1a">\n(.*?)\n</div>', re.S)


@pytest.fixture
def told(book):
    """A page with a bet, another question, a figure, and what settles the bet."""
    edit(book / "tea.md", "Four of them lose", f"{FIGURE}\n```{{quiz}} A4\n```\n\nFour")
    return book


def test_figures_and_the_reveal_are_covered_and_questions_are_not(told):
    out, warnings = build(told)
    html = page(out, "tea")

    assert warnings == ""
    figure, reveal = COVERED.findall(html)
    assert figure.startswith("<figure>")
    assert 'data-reveal="A1a"' in reveal
    assert html.count('<div class="sc-cover"') == 1, "one button for all"
    assert html.index('class="sc-cover"') < html.index("<figure>")
    assert html.index("<figure>") < html.index('data-question="A4"')


def test_figures_elsewhere_are_not_covered(told):
    edit(told / "tea.md", "(six-orders)=", f"{FIGURE}\n(six-orders)=")
    edit(told / "tea.md", "## Mending\n", f"## Mending\n\n{FIGURE}\n")

    out, _ = build(told)

    html = page(out, "tea")
    assert html.count("<figure>") == 3
    assert len(COVERED.findall(html)) == 2


def test_where_the_run_is_to_be_played_its_result_is_a_fold_under_the_cover(told):
    played = '<figure data-play="tea">\n</figure>'
    edit(told / "tea.md", FIGURE, f"{played}\n")

    out, warnings = build(told)

    assert warnings == ""
    _, settled = COVERED.findall(page(out, "tea"))
    assert settled.startswith("<details ")
    assert "once you have played</summary>" in settled
    assert 'data-reveal="A1a"' in settled


def test_what_explains_the_run_is_covered_to_the_end_of_its_section(book):
    words = "Two of the six are right."
    edit(
        book / "tea.md",
        "```{reveal} A1a\n```\n",
        f"```{{reveal}} A1a\n```\n\n{words}\n",
    )

    out, warnings = build(book)

    assert warnings == ""
    html = page(out, "tea")
    covered = html.index('<div class="sc-waits-A1a docutils container">')
    assert covered < html.index(words) < html.rindex("Mending")
    ends = html.index("</div>", html.index(words))
    assert ends < html.index('class="sc-count"'), "how many are right is no run's"


def test_a_bet_that_nothing_settles_covers_nothing(told):
    edit(told / "tea.md", "```{reveal} A1a\n```\n", "")

    out, warnings = build(told)

    assert warnings == ""
    assert "sc-waits-" not in page(out, "tea")


def test_a_cover_is_kept_by_the_key_of_its_bet(told):
    out, _ = build(told)
    html = page(out, "tea")

    form = re.search(r'<form [^>]*data-question="A1a" data-hash="(\w+)"', html)
    assert f'"locks-and-quorums:question:A1a:{form[1]}"' in html
    cover = re.search(r'<div class="sc-cover" [^>]*data-hash="(\w+)"', html)
    assert cover[1] == form[1]


def test_other_builders_get_no_cover(told):
    out, _ = build(told, "text")

    assert "without a bet" not in (out / "tea.txt").read_text("utf-8")


def test_a_question_in_a_cell_between_is_not_covered(book):
    file = book / "live.ipynb"
    notebook = nbformat.read(file, 4)
    for shown in (show("A1a", SOUND), show("A3", SOUND), reveal("A1a", SOUND)):
        cell = nbformat.v4.new_code_cell("shown", execution_count=2)
        bundle = shown._repr_mimebundle_()
        output = nbformat.v4.new_output("execute_result", bundle, execution_count=2)
        cell.outputs = [output]
        notebook.cells.append(cell)
    nbformat.write(notebook, file)

    out, warnings = build(book)

    assert warnings == ""
    html = page(out, "live")
    assert len(re.findall('class="cell_output sc-waits-A1a', html)) == 1
    last = html.index("sc-waits-A1a docutils")
    assert html.index('data-question="A3"') < last < html.index("data-reveal")
