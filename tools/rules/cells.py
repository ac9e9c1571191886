"""Rules for code: cells that can be read, and were run from top to bottom."""

import re
from itertools import pairwise
from statistics import median, quantiles

from rules.reading import (
    PICTURES,
    code_cells,
    form_of,
    is_drawn,
    lines_of,
    tags_of,
)

TAGS = {"hide-input", "remove-input", "raises-exception"}
NOT_COMPARED = re.compile(r"(NBVAL|PYTEST_VALIDATE)_(IGNORE_OUTPUT|SKIP)")
LONGEST_CELL, USUAL_CELL, NINE_IN_TEN = 30, 5, 20  # lines


def counts_run_from_one(notebook):
    """Outputs come from one run from top to bottom, or nbval would skip cells."""
    counts = [cell.execution_count for _, cell in code_cells(notebook)]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"the counts are {counts}, not 1 to {len(counts)}: run `make refresh`"]


def cells_are_short(notebook):
    """Most cells are a few lines, one in ten is longer, none is a page.

    In the second form what is long is folded: there `measures` has rules of its own.
    """
    lengths = [len(lines_of(cell)) for _, cell in code_cells(notebook)]
    problems = [
        f"cell {number}: {len(lines_of(cell))} lines, at most {LONGEST_CELL}"
        for number, cell in code_cells(notebook)
        if len(lines_of(cell)) > LONGEST_CELL
    ]
    if form_of(notebook) == 2:
        return problems
    if lengths and median(lengths) > USUAL_CELL:
        problems.append(f"the median cell has {median(lengths)} lines, at most 5")
    if len(lengths) > 1:
        ninth = quantiles(lengths, n=10, method="inclusive")[-1]
        if ninth > NINE_IN_TEN:
            problems.append(f"one cell in ten is longer than {ninth:.0f} lines, not 20")
    return problems


def tags_are_known(notebook):
    """Few tags, each for one purpose: a page must equal its notebook."""
    problems = []
    for number, cell in enumerate(notebook.cells, 1):
        for tag in tags_of(cell):
            if tag not in TAGS:
                problems.append(f"cell {number}: tag {tag!r}; known are {sorted(TAGS)}")
            elif tag == "remove-input" and not is_drawn(cell):
                problems.append(
                    f"cell {number}: remove-input is for show(...) and its kind alone"
                )
            elif tag == "hide-input" and not may_be_folded(notebook, cell):
                problems.append(f"cell {number}: hide-input is for drawing alone")
    return problems


def every_output_is_compared(notebook):
    """No comment keeps nbval from a cell: what differs by itself is made stable."""
    return [
        f"cell {number}: {found[0]!r} keeps its output from being compared; make it "
        "stable, or let tests/versions.cfg name what another machine has"
        for number, cell in code_cells(notebook)
        if (found := NOT_COMPARED.search(cell.source))
    ]


def folds_have_names(notebook):
    """A lab folds much code; each fold says in the metadata `mystnb` what is in it."""
    return [
        f"cell {number}: say in the metadata mystnb.code_prompt_show and "
        "code_prompt_hide what the fold holds: 'Show the code of ...'"
        for number, cell in code_cells(notebook)
        if "hide-input" in tags_of(cell)
        and not {"code_prompt_show", "code_prompt_hide"} <= set(mystnb_of(cell))
    ]


def mystnb_of(cell):
    """Return what a cell's metadata tell the build of the page."""
    return cell.metadata.get("mystnb", {})


def may_be_folded(notebook, cell):
    """Say whether the page may fold a cell: in the second form, all but the subject."""
    return form_of(notebook) == 2 or draws(cell)


def draws(cell):
    """Say whether a code cell puts a picture or a drawing on the page."""
    return any(
        any(kind in output.get("data", {}) for kind in (*PICTURES, "text/html"))
        for output in cell.get("outputs", [])
    )


def no_semicolon_hides_a_result(notebook):
    """`;` at the end silences a notebook, but not nbval: use plt.show() or a name."""
    return [
        f"cell {number}: ends in a semicolon"
        for number, cell in code_cells(notebook)
        if cell.source.rstrip().endswith(";")
    ]


def prose_stands_between_code(notebook):
    """No run without a sentence that says what to look for."""
    return [
        f"cell {number}: code after code; say between them what to look for"
        for number, (one, two) in enumerate(pairwise(notebook.cells), 2)
        if shows_code(notebook, one) and shows_code(notebook, two)
    ]


def shows_code(notebook, cell):
    """Say whether a cell is code that a reader meets and has to be led to."""
    folded = form_of(notebook) == 2 and "hide-input" in tags_of(cell)
    return cell.cell_type == "code" and not is_drawn(cell) and not folded


def errors_are_announced(notebook):
    """An error is on the page on purpose, or not at all."""
    problems = []
    for number, cell in code_cells(notebook):
        fails = any(output.output_type == "error" for output in cell.outputs)
        announced = "raises-exception" in tags_of(cell)
        if fails and not announced:
            problems.append(f"cell {number}: fails without the tag raises-exception")
        if announced and not fails:
            problems.append(f"cell {number}: is tagged raises-exception and does not")
    return problems


def imports_are_plain(notebook):
    """No star, no path hack: a reader sees where each name comes from."""
    return [
        f"cell {number}: {found[0]!r}"
        for number, cell in code_cells(notebook)
        if (found := re.search(r"import \*|sys\.path", cell.source))
    ]
