"""Check notebooks and the glossary by the rules in `rules`, in a second.

make lint                                            the whole book
python tools/notebook_rules.py book/x.ipynb          some of them
"""

import sys
from pathlib import Path

from contents.toc import files_in, read_toc
from refresh_notebooks import NotebookError, read
from rules import cells, counts, form, measures, outputs, prose, terms
from rules.reading import form_of

EVERYWHERE = (
    cells.counts_run_from_one,
    outputs.nothing_on_stderr,
    outputs.pictures_have_words,
    cells.cells_are_short,
    cells.tags_are_known,
    cells.every_output_is_compared,
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
FIRST_FORM = (prose.length_suits_a_chapter,)
# The second form, `course.form: 2` in the metadata: what holds for labs as well,
SECOND_FORM = (
    measures.visible_lines_are_narrow,
    measures.no_cell_only_sets_up,
    outputs.tables_have_one_head,
)
# what holds for labs alone,
LAB = (
    measures.visible_lines_fit_a_phone,
    cells.folds_have_names,
)
# what holds for chapters, their drafts and the template,
SECOND_FORM_CHAPTER = (
    measures.reading_time_is_short,
    measures.main_line_is_short,
    measures.visible_cells_are_few,
    measures.visible_cells_are_short,
    form.first_cell_is_short,
    form.bets_are_few,
    form.bets_are_settled,
    form.parts_are_in_order,
)
# and what a finished chapter has.
SECOND_FORM_WHOLE = (form.every_part_is_there, form.boxes_have_their_heading)
MAY_BE_SHORT = ("lab-", "template-", "draft-")


def rules_for(path, notebook):
    """Return the rules that hold for a notebook.

    Labs, the template and drafts, which are called `draft-*`, may be short.
    """
    may_be_short = path.name.startswith(MAY_BE_SHORT)
    if form_of(notebook) != 2:
        return EVERYWHERE if may_be_short else EVERYWHERE + FIRST_FORM
    rules = EVERYWHERE + SECOND_FORM
    rules += LAB if path.name.startswith("lab-") else SECOND_FORM_CHAPTER
    return rules if may_be_short else rules + SECOND_FORM_WHOLE


def problems_of(path):
    """Return all problems of the notebook at `path`."""
    try:
        _, notebook = read(path)
    except NotebookError as error:
        return [str(error)]
    rules = rules_for(path, notebook)
    return [problem for rule in rules for problem in rule(notebook)]


def problems_of_the_glossary(root=prose.BOOK.parent):
    """Return the problems of the glossary beside the notebooks of a book."""
    pages = [root / f"{file}.ipynb" for _, file in files_in(read_toc(root))]
    notebooks = [read(path)[1] for path in pages if path.exists()]
    said = "\n\n".join(prose.prose(notebook) for notebook in notebooks)
    glossary = root / "book" / "glossary.md"
    return terms.problems_of_the_glossary(glossary.read_text("utf-8"), said)


def main(names):
    """Print the problems of the notebooks named, or of the book; return 1 if any."""
    paths = [Path(name) for name in names] or sorted(prose.BOOK.glob("*.ipynb"))
    found = [f"{path}: {line}" for path in paths for line in problems_of(path)]
    if not names:
        found += [f"book/glossary.md: {line}" for line in problems_of_the_glossary()]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
