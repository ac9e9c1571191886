"""Each rule for notebooks can tell a broken one."""

import nbformat
import notebook_rules
import pytest
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from rules import cells, counts, outputs, prose

# A sound notebook, and what each rule says when one thing in it is broken.


def code(source, *outputs, count=1, tags=(), alt=""):
    cell = new_code_cell(source, execution_count=count, outputs=list(outputs))
    if tags:
        cell.metadata["tags"] = list(tags)
    if alt:
        cell.metadata["mystnb"] = {"image": {"alt": alt}}
    return cell


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)


def shown(**data):
    kinds = {"png": "image/png", "html": "text/html", "view": outputs.WIDGET_VIEW}
    return new_output(
        "display_data", {kinds[kind]: value for kind, value in data.items()}
    )


def notebook(*cells):
    title = new_markdown_cell(
        "# When is it a race?\n\nSee the [glossary](glossary.md)."
    )
    made = new_notebook(cells=[title, *cells])
    made.metadata["myst"] = {"html_meta": {"description": "Two buyers, one item. " * 4}}
    made.metadata["course"] = {"teaser": "How many orders sell it twice?"}
    return made


def test_a_sound_notebook_has_no_problem():
    sound = notebook(
        code("import random", count=1),
        new_markdown_cell("Which of the two is first?"),
        code("print(random.Random(1).random())", printed("0.13\n"), count=2),
        code('show("A1")', shown(html="<form></form>"), count=3, tags=["remove-input"]),
        new_markdown_cell("The curve falls:"),
        code(
            "draw()",
            shown(png="AAAA"),
            count=4,
            tags=["hide-input"],
            alt="A curve that falls to zero",
        ),
    )

    assert [line for rule in notebook_rules.EVERYWHERE for line in rule(sound)] == []


LONG = "\n".join(f"step_{number} = {number}" for number in range(31))
NINE = "\n".join("abcdef")
ROW = "<tr>" + "<td>x</td>" * 7 + "</tr>"
ERROR = new_output("error", ename="ValueError", evalue="no", traceback=["no"])


@pytest.mark.parametrize(
    ("rule", "faulty", "words"),
    [
        (cells.counts_run_from_one, [code("1", count=2)], "counts are [2]"),
        (cells.counts_run_from_one, [code("1", count=None)], "counts are [None]"),
        (outputs.nothing_on_stderr, [code("1", printed("hm", "stderr"))], "stderr"),
        (outputs.pictures_have_words, [code("1", shown(png="A"))], "mystnb.image.alt"),
        (outputs.pictures_have_words, [code("1", shown(png="A"), alt="a plot")], "alt"),
        (
            outputs.pictures_have_words,
            [code("1", shown(html="<svg><path/></svg>"))],
            "without a <title>",
        ),
        (
            outputs.pictures_have_words,
            [code("1", shown(html='<div role="img" aria-label=""><svg></svg></div>'))],
            "without a <title>",
        ),
        (cells.cells_are_short, [code(LONG)], "31 lines, at most 30"),
        (cells.cells_are_short, [code(NINE)], "median cell has 6"),
        (cells.cells_are_short, [code("1"), code("2"), code(LONG)], "one cell in ten"),
        (cells.tags_are_known, [code("1", tags=["remove-cell"])], "'remove-cell'"),
        (cells.tags_are_known, [code("1", tags=["nbval-skip"])], "'nbval-skip'"),
        (cells.every_output_is_compared, [code("# NBVAL_IGNORE_OUTPUT\n1")], "NBVAL_"),
        (cells.tags_are_known, [code("x = 1", tags=["remove-input"])], "show(...)"),
        (cells.tags_are_known, [code("x = 1", tags=["hide-input"])], "drawing"),
        (cells.no_semicolon_hides_a_result, [code("ax.legend();")], "semicolon"),
        (outputs.printed_lines_are_narrow, [code("1", printed("x" * 73))], "73 char"),
        (
            outputs.tables_are_narrow,
            [new_markdown_cell("|a|b|c|d|e|f|\n|---|---|---|---|---|---|\n")],
            "6 columns",
        ),
        (outputs.tables_are_narrow, [code("1", shown(html=ROW))], "7 columns"),
        (
            prose.one_title_in_the_first_cell,
            [new_markdown_cell("# Two")],
            "second title",
        ),
        (cells.prose_stands_between_code, [code("1"), code("2")], "code after code"),
        (prose.length_suits_a_chapter, [code("1")], "words of prose"),
        (prose.length_suits_a_chapter, [code("1")], "1 code cells"),
        (
            outputs.no_widget_is_stored,
            [code("1", shown(view={"model_id": "x"}))],
            "view",
        ),
        (cells.errors_are_announced, [code("1", ERROR)], "without the tag"),
        (
            cells.errors_are_announced,
            [code("1", tags=["raises-exception"])],
            "does not",
        ),
        (outputs.nothing_is_of_one_machine, [code("open('/home/ann/x')")], "/home/a"),
        (outputs.nothing_is_of_one_machine, [code("1", printed("/tmp/x"))], "/tmp/x"),
        (prose.links_lead_to_pages, [new_markdown_cell("[a](none.md#b)")], "none.md"),
        (cells.imports_are_plain, [code("from math import *")], "import *"),
        (cells.imports_are_plain, [code("sys.path.insert(0, '.')")], "sys.path"),
        (counts.counts_are_printed, [new_markdown_cell("In 4 of 7 orders")], "4 of 7"),
        (counts.counts_are_worked_out, [code('print("simulated: 4 of 6")')], "4 of 6"),
    ],
)
def test_the_rule_finds_the_fault(rule, faulty, words):
    broken = notebook(*faulty)

    assert any(words in problem for problem in rule(broken)), rule(broken)


def test_a_notebook_without_a_title_is_found():
    broken = new_notebook(cells=[code("1"), new_markdown_cell("# Late")])

    assert prose.one_title_in_the_first_cell(broken) == [
        "the first cell must hold the title, `# ...`, once"
    ]


def test_stored_widget_state_is_found():
    broken = notebook()
    broken.metadata["widgets"] = {}

    assert outputs.no_widget_is_stored(broken) == ["widget state in the metadata"]


def test_a_notebook_that_does_not_describe_itself_is_found():
    assert "0 characters" in prose.describes_itself(new_notebook())[0]


def test_a_notebook_without_a_line_for_the_lists_is_found():
    assert "0 words" in prose.has_a_teaser(new_notebook())[0]


TABLE = (
    "<table><thead><tr><th></th><th>late of 100,000</th></tr></thead>"
    "<tbody><tr><th>1</th><td>3,510</td></tr><tr><th>60</th><td>5</td></tr></tbody>"
    "</table>"
)


@pytest.mark.parametrize(
    ("text", "output", "problems"),
    [
        ("In 4 of 6 orders.", printed("4 of 6 sell it twice\n"), 0),
        ("In 36 of the 90 it is sold.", printed("72 of 90\n{2: 36}\n"), 0),
        ("In 2,496 of 2,520.", printed("2496 of 2520\n"), 0),
        ("In 5 of 100,000 jobs.", shown(html=TABLE), 0),
        ("In 3,510 of 100,000 jobs.", shown(html=TABLE), 0),
        ("In 60 of 5 jobs.", shown(html=TABLE), 0),
        ("In 60 of 3,510 jobs.", shown(html=TABLE), 1),
        ("In 4 of 7 orders.", printed("4 of 6 sell it twice\n"), 1),
        ("In 4 of 6 orders.", printed("14 of 60 sell it twice\n"), 1),
        ("In 4 of 6 and in 5 of 6.", printed("4 of 6\n"), 1),
        ("Two of them, 2 of a kind, 90% of 10 and 1.4 of 2.5", printed(""), 0),
        ("```\n4 of 7\n```", printed(""), 0),
    ],
)
def test_a_count_in_the_prose_is_one_that_a_cell_prints(text, output, problems):
    page = notebook(new_markdown_cell(text), code("count()", output))

    assert len(counts.counts_are_printed(page)) == problems


def test_a_count_that_is_worked_out_is_no_typed_one():
    page = notebook(code('print(f"simulated: {bad} of {found}")'))

    assert counts.counts_are_worked_out(page) == []


def test_what_a_question_says_prints_no_count():
    question = code('show("A1")', shown(html="<table><tr><td>4 of 6</td></tr></table>"))
    page = notebook(new_markdown_cell("In 4 of 6 orders."), question)

    assert len(counts.counts_are_printed(page)) == 1


def test_every_rule_is_shown_a_fault():
    shown_a_fault = {
        mark.args[1][number][0]
        for mark in test_the_rule_finds_the_fault.pytestmark
        for number in range(len(mark.args[1]))
    }

    assert set(notebook_rules.EVERYWHERE) - shown_a_fault == {
        prose.describes_itself,
        prose.has_a_teaser,
    }


def test_a_chapter_is_measured_and_a_lab_is_not(tmp_path):
    names = {"leases.ipynb": True, "lab-redis.ipynb": False, "draft-x.ipynb": False}
    for name, measured in names.items():
        path = tmp_path / name
        nbformat.write(notebook(code("1")), path)

        assert (
            any("words of prose" in line for line in notebook_rules.problems_of(path))
            == measured
        )


def test_a_file_that_is_no_notebook_is_told_in_a_line(tmp_path, capsys):
    path = tmp_path / "leases.ipynb"
    path.write_text("<<<<<<< HEAD\n")

    assert notebook_rules.main([path]) == 1
    assert capsys.readouterr().out.startswith(f"{path}: is not a notebook")


def test_a_draft_passes_the_rules_while_it_is_short(tmp_path, capsys):
    path = tmp_path / "draft-quorums.ipynb"
    nbformat.write(notebook(code("print(1)", printed("1\n"))), path)

    assert notebook_rules.main([path]) == 0
    assert capsys.readouterr().out == ""
