"""Check notebooks by the rules in `rules`, in a second.

make lint                                            all notebooks of the book
python tools/notebook_rules.py book/x.ipynb          some of them
"""

import sys
from pathlib import Path

from refresh_notebooks import NotebookError, read
from rules import cells, counts, outputs, prose

EVERYWHERE = (
    cells.counts_run_from_one,
    outputs.nothing_on_stderr,
    outputs.pictures_have_words,
    cells.cells_are_short,
    cells.tags_are_known,
    cells.no_semicolon_hides_a_result,
    outputs.printed_lines_are_narrow,
    outputs.tables_are_narrow,
    prose.one_title_in_the_first_cell,
    cells.prose_stands_between_code,
    outputs.no_widget_is_stored,
    cells.errors_are_announced,
    outputs.nothing_is_of_one_machine,
    prose.links_lead_to_pages,
    cells.imports_are_plain,
    counts.counts_are_printed,
    counts.counts_are_worked_out,
    prose.has_a_teaser,
    prose.describes_itself,
)
MAY_BE_SHORT = ("lab-", "template-", "draft-")


def rules_for(path):
    """Return the rules that hold for a notebook.

    Labs, the template and drafts, which are called `draft-*`, may be short.
    """
    if path.name.startswith(MAY_BE_SHORT):
        return EVERYWHERE
    return (*EVERYWHERE, prose.length_suits_a_chapter)


def problems_of(path):
    """Return all problems of the notebook at `path`."""
    try:
        _, notebook = read(path)
    except NotebookError as error:
        return [str(error)]
    return [problem for rule in rules_for(path) for problem in rule(notebook)]


def main(names):
    """Print the problems of the notebooks named, or of all; return 1 if one has any."""
    paths = [Path(name) for name in names] or sorted(prose.BOOK.glob("*.ipynb"))
    found = [f"{path}: {line}" for path in paths for line in problems_of(path)]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
