"""Mark on a page what the reader can run, and what that printed when it was stored."""

import re

from docutils import nodes

from runpage.runnable import runnable

CELL = "run-cell"
OUTPUT = "run-output"
ELSEWHERE = "run-elsewhere"
# docutils writes no attributes of ours; classes it does write are replaced by them.
ATTRIBUTES = {
    CELL: "data-run",
    OUTPUT: "data-run-output",
    ELSEWHERE: "data-run-elsewhere",
}
MARKED = re.compile(rf'<div class="([^"]*)\b({"|".join(ATTRIBUTES)})\b ?([^"]*)"')


def mark_cells(app, doctree, docname):
    """Mark each cell whose code the page shows: it runs here, or elsewhere."""
    if app.builder.format != "html" or not app.config.runpage_files:
        return
    cells = [
        (cell, source_of(cell))
        for cell in doctree.findall(nodes.container)
        if cell.get("nb_element") == "cell_code"
    ]
    cells = [(cell, source) for cell, source in cells if source is not None]
    said = runnable([source for _, source in cells])
    if not any(said):
        return
    for (cell, _), can_run in zip(cells, said, strict=True):
        cell["classes"].append(CELL if can_run else ELSEWHERE)
        for output in outputs_of(cell) if can_run else ():
            output["classes"].append(OUTPUT)


def source_of(cell):
    """Return the code of a cell as the page shows it; None if it shows none."""
    for part in cell.findall(nodes.container):
        if part.get("nb_element") == "cell_code_source":
            return part.next_node(nodes.literal_block).astext()
    return None


def outputs_of(cell):
    """Return the place of a cell's outputs, if it has any."""
    parts = cell.findall(nodes.container)
    return [part for part in parts if part.get("nb_element") == "cell_code_output"]


def name_marks(app, pagename, templatename, context, doctree):
    """Turn the marks into the attributes that scripts look for."""
    body = context.get("body", "")
    if CELL in body:
        context["body"] = MARKED.sub(_named, body)


def _named(mark):
    before, name, after = mark.groups()
    return f'<div class="{(before + after).strip()}" {ATTRIBUTES[name]}'
