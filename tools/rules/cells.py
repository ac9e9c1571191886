"""Rules for code: cells that can be read, and were run from top to bottom."""

import re
from itertools import pairwise
from statistics import median, quantiles

from rules.reading import PICTURES, code_cells, is_question, lines_of, tags_of

TAGS = {"hide-input", "remove-input", "raises-exception"}
LONGEST_CELL, USUAL_CELL, NINE_IN_TEN = 30, 5, 20  # lines


def counts_run_from_one(notebook):
    """Outputs come from one run from top to bottom, or nbval would skip cells."""
    counts = [cell.execution_count for _, cell in code_cells(notebook)]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"the counts are {counts}, not 1 to {len(counts)}: run `make refresh`"]


def cells_are_short(notebook):
    """Most cells are a few lines, one in ten is longer, none is a page."""
    lengths = [len(lines_of(cell)) for _, cell in code_cells(notebook)]
    problems = [
        f"cell {number}: {len(lines_of(cell))} lines, at most {LONGEST_CELL}"
        for number, cell in code_cells(notebook)
        if len(lines_of(cell)) > LONGEST_CELL
    ]
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
            elif tag == "remove-input" and not is_question(cell):
                problems.append(f"cell {number}: remove-input is for show(...) alone")
            elif tag == "hide-input" and not draws(cell):
                problems.append(f"cell {number}: hide-input is for drawing alone")
    return problems


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
        if one.cell_type == two.cell_type == "code"
        and not (is_question(one) or is_question(two))
    ]


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
