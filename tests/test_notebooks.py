"""Every notebook of the book keeps the rules, and each rule can tell a broken one."""

import os
import subprocess
import sys

import nbformat
import notebook_rules as rules
import pytest
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

NOTEBOOKS = sorted(rules.BOOK.glob("*.ipynb"))
REFRESH = rules.BOOK.parent / "tools" / "refresh_notebooks.py"


def named(path):
    return path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_the_notebook_keeps_every_rule(path):
    assert rules.problems_of(path) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_another_hash_seed_changes_nothing_and_neither_does_a_refresh(path):
    # The stored outputs come from another run, with Python's own random seed.
    done = subprocess.run(
        [sys.executable, REFRESH, "--check", path],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"{path.name}: unchanged\n", done.stderr


def test_the_toc_lists_every_notebook_but_the_template():
    toc = (rules.BOOK.parent / "_toc.yml").read_text("utf-8")
    missing = [path.stem for path in NOTEBOOKS if f"book/{path.stem}\n" not in toc]

    assert [name for name in missing if not name.startswith("template-")] == []


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
    kinds = {"png": "image/png", "html": "text/html", "view": rules.WIDGET_VIEW}
    return new_output(
        "display_data", {kinds[kind]: value for kind, value in data.items()}
    )


def notebook(*cells):
    title = new_markdown_cell(
        "# When is it a race?\n\nSee the [glossary](glossary.md)."
    )
    made = new_notebook(cells=[title, *cells])
    made.metadata["myst"] = {"html_meta": {"description": "Two buyers, one item. " * 4}}
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

    assert [line for rule in rules.EVERYWHERE for line in rule(sound)] == []


LONG = "\n".join(f"step_{number} = {number}" for number in range(31))
NINE = "\n".join("abcdef")
ROW = "<tr>" + "<td>x</td>" * 7 + "</tr>"
ERROR = new_output("error", ename="ValueError", evalue="no", traceback=["no"])


@pytest.mark.parametrize(
    ("rule", "cells", "words"),
    [
        (rules.counts_run_from_one, [code("1", count=2)], "counts are [2]"),
        (rules.counts_run_from_one, [code("1", count=None)], "counts are [None]"),
        (rules.nothing_on_stderr, [code("1", printed("hm", "stderr"))], "stderr"),
        (rules.pictures_have_words, [code("1", shown(png="A"))], "mystnb.image.alt"),
        (rules.pictures_have_words, [code("1", shown(png="A"), alt="a plot")], "alt"),
        (
            rules.pictures_have_words,
            [code("1", shown(html="<svg><path/></svg>"))],
            "without a <title>",
        ),
        (rules.cells_are_short, [code(LONG)], "31 lines, at most 30"),
        (rules.cells_are_short, [code(NINE)], "median cell has 6"),
        (rules.cells_are_short, [code("1"), code("2"), code(LONG)], "one cell in ten"),
        (rules.tags_are_known, [code("1", tags=["remove-cell"])], "'remove-cell'"),
        (rules.tags_are_known, [code("1", tags=["nbval-skip"])], "'nbval-skip'"),
        (rules.tags_are_known, [code("x = 1", tags=["remove-input"])], "show(...)"),
        (rules.tags_are_known, [code("x = 1", tags=["hide-input"])], "drawing"),
        (rules.no_semicolon_hides_a_result, [code("ax.legend();")], "semicolon"),
        (rules.printed_lines_are_narrow, [code("1", printed("x" * 73))], "73 char"),
        (
            rules.tables_are_narrow,
            [new_markdown_cell("|a|b|c|d|e|f|\n|---|---|---|---|---|---|\n")],
            "6 columns",
        ),
        (rules.tables_are_narrow, [code("1", shown(html=ROW))], "7 columns"),
        (
            rules.one_title_in_the_first_cell,
            [new_markdown_cell("# Two")],
            "second title",
        ),
        (rules.prose_stands_between_code, [code("1"), code("2")], "code after code"),
        (rules.length_suits_a_chapter, [code("1")], "words of prose"),
        (rules.length_suits_a_chapter, [code("1")], "1 code cells"),
        (rules.no_widget_is_stored, [code("1", shown(view={"model_id": "x"}))], "view"),
        (rules.errors_are_announced, [code("1", ERROR)], "without the tag"),
        (
            rules.errors_are_announced,
            [code("1", tags=["raises-exception"])],
            "does not",
        ),
        (rules.nothing_is_of_one_machine, [code("open('/home/ann/x')")], "/home/a"),
        (rules.nothing_is_of_one_machine, [code("1", printed("/tmp/x"))], "/tmp/x"),
        (rules.links_lead_to_pages, [new_markdown_cell("[a](none.md#b)")], "none.md"),
        (rules.imports_are_plain, [code("from math import *")], "import *"),
        (rules.imports_are_plain, [code("sys.path.insert(0, '.')")], "sys.path"),
    ],
)
def test_the_rule_finds_the_fault(rule, cells, words):
    broken = notebook(*cells)

    assert any(words in problem for problem in rule(broken)), rule(broken)


def test_a_notebook_without_a_title_is_found():
    broken = new_notebook(cells=[code("1"), new_markdown_cell("# Late")])

    assert rules.one_title_in_the_first_cell(broken) == [
        "the first cell must hold the title, `# ...`, once"
    ]


def test_stored_widget_state_is_found():
    broken = notebook()
    broken.metadata["widgets"] = {}

    assert rules.no_widget_is_stored(broken) == ["widget state in the metadata"]


def test_a_notebook_that_does_not_describe_itself_is_found():
    assert "0 characters" in rules.describes_itself(new_notebook())[0]


def test_every_rule_is_shown_a_fault():
    shown_a_fault = {
        mark.args[1][number][0]
        for mark in test_the_rule_finds_the_fault.pytestmark
        for number in range(len(mark.args[1]))
    }

    assert set(rules.EVERYWHERE) - shown_a_fault == {rules.describes_itself}


def test_a_chapter_is_measured_and_a_lab_is_not(tmp_path):
    for name, measured in (("leases.ipynb", True), ("lab-redis.ipynb", False)):
        path = tmp_path / name
        nbformat.write(notebook(code("1")), path)

        assert (
            any("words of prose" in line for line in rules.problems_of(path))
            == measured
        )
