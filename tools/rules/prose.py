"""Rules for the text of a page: its title, length, links and metadata."""

import re
from pathlib import Path

from chapters.words import FENCED

from rules.reading import code_cells, is_drawn

BOOK = Path(__file__).resolve().parents[2] / "book"
LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)")
WORDS = (1500, 2300)  # of a chapter
CELLS = (15, 30)  # of a chapter, questions not counted


def prose(notebook):
    """Return the text of the Markdown cells, without code and directives' options."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return "\n\n".join(cells)


def one_title_in_the_first_cell(notebook):
    """A page has one h1, and it stands first."""
    first, *others = [FENCED.sub("", cell.source) for cell in notebook.cells] or [""]
    titles = re.findall(r"^# .+", first, re.M)
    if notebook.cells[0].cell_type != "markdown" or len(titles) != 1:
        return ["the first cell must hold the title, `# ...`, once"]
    return [
        f"cell {number}: a second title; use `## ...`"
        for number, (cell, text) in enumerate(
            zip(notebook.cells[1:], others, strict=True), 2
        )
        if cell.cell_type == "markdown" and re.search(r"^# .+", text, re.M)
    ]


def length_suits_a_chapter(notebook):
    """A chapter can be read in one sitting, and has enough to run."""
    words = len(re.findall(r"[^\W_][\w'\u2019-]*", FENCED.sub("", prose(notebook))))
    cells = sum(not is_drawn(cell) for _, cell in code_cells(notebook))
    problems = []
    if not WORDS[0] <= words <= WORDS[1]:
        problems.append(f"{words} words of prose, not {WORDS[0]} to {WORDS[1]}")
    if not CELLS[0] <= cells <= CELLS[1]:
        problems.append(f"{cells} code cells, not {CELLS[0]} to {CELLS[1]}")
    return problems


def links_lead_to_pages(notebook):
    """Every relative link names a file beside the notebook.

    A target without a dot is a label, which the build of the site looks up.
    """
    return [
        f"cell {number}: no file {target!r} beside the notebook"
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "markdown"
        for target in LINK.findall(FENCED.sub("", cell.source))
        if "." in target
        and not re.match(r"[a-z]+:|#", target)
        and not (BOOK / target.partition("#")[0]).is_file()
    ]


def has_a_teaser(notebook):
    """The lists of chapters and labs say in a line what a page is for."""
    teaser = notebook.metadata.get("course", {}).get("teaser", "")
    if 3 <= len(teaser.split()) <= 12:
        return []
    return [f"metadata course.teaser: {len(teaser.split())} words, not 3 to 12"]


def describes_itself(notebook):
    """The metadata say in a sentence what the page is about, for search engines."""
    meta = notebook.metadata.get("myst", {}).get("html_meta", {})
    length = len(meta.get("description", ""))
    if 50 <= length <= 160:
        return []
    return [f"metadata myst.html_meta.description: {length} characters, not 50 to 160"]
