"""Rules for outputs: quiet, narrow, in words, and of no one machine."""

import re

import nbformat

from rules.reading import PICTURES, code_cells, texts_of

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
OF_ONE_MACHINE = re.compile(r"/(?:home|root|work|tmp|Users)/\w|\b[A-Z]:\\\w|file://")
LINE = 72  # characters that a phone shows without scrolling far
COLUMNS = 5
NAMED = r'<div [^>]*role="img" aria-label="[^"].*?</div>'  # drawings with one name


def nothing_on_stderr(notebook):
    """A warning on a page is a riddle to its reader."""
    return [
        f"cell {number}: writes to stderr: {output.text.strip()[:60]!r}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]


def has_a_name(drawing):
    """Say whether an SVG has a title, or a name of its own as an image.

    >>> has_a_name('<svg role="img" aria-label="Ann works on"></svg>')
    True
    >>> has_a_name('<svg role="img" aria-label=""></svg>')
    False
    """
    start = drawing.partition(">")[0]
    is_image = 'role="img"' in start and re.search(r'aria-label="[^"]+"', start)
    return "<title>" in drawing or bool(is_image)


def pictures_have_words(notebook):
    """A picture says in `mystnb.image.alt`, or an SVG in its name, what it shows."""
    problems = []
    for number, cell in code_cells(notebook):
        alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
        for output in cell.outputs:
            data = output.get("data", {})
            if any(kind in data for kind in PICTURES) and len(alt.split()) < 4:
                problems.append(
                    f"cell {number}: say in the metadata mystnb.image.alt what it shows"
                )
            unnamed = re.sub(NAMED, "", data.get("text/html", ""), flags=re.S)
            drawings = re.findall(r"<svg.*?</svg>", unnamed, re.S)
            if not all(map(has_a_name, drawings)):
                problems.append(f"cell {number}: a drawing without a <title>")
    return problems


def printed_lines_are_narrow(notebook):
    """What is printed fits a page that is read on a phone."""
    return [
        f"cell {number}: prints a line of {len(line)} characters, at most {LINE}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        for text in texts_of(output)
        for line in text.splitlines()
        if len(line) > LINE
    ]


def tables_are_narrow(notebook):
    """A table has few columns, in Markdown and from pandas alike."""
    problems = []
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            for rule in re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", cell.source, re.M):
                if rule.count("|") - 1 > COLUMNS:
                    problems.append(f"cell {number}: {rule.count('|') - 1} columns")
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            for head in re.findall(r"<tr.*?</tr>", html, re.S):
                columns = len(re.findall(r"<t[hd]\b[^>]*>(?!\s*</t)", head))
                if columns > COLUMNS + 1:  # one more for the index of a pandas table
                    problems.append(f"cell {number}: {columns} columns, at most 5")
                    break
    return problems


def tables_have_one_head(notebook):
    """A table of pandas shows no index and no second row of heads (second form)."""
    problems = []
    for number, cell in code_cells(notebook):
        for output in cell.outputs:
            html = output.get("data", {}).get("text/html", "")
            for table in re.findall(
                r'<table[^>]*class="dataframe.*?</table>', html, re.S
            ):
                head, _, body = table.partition("</thead>")
                if head.count("<tr") > 1 or "<th" in body:
                    problems.append(
                        f"cell {number}: a table with an index; show "
                        "HTML(frame.to_html(index=False))"
                    )
    return problems


def no_widget_is_stored(notebook):
    """A stored widget looks alive and is dead."""
    problems = (
        ["widget state in the metadata"] if "widgets" in notebook.metadata else []
    )
    return problems + [
        f"cell {number}: a stored widget view"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if WIDGET_VIEW in output.get("data", {})
    ]


def nothing_is_of_one_machine(notebook):
    """No path of the writer's machine, neither in the text nor in an output."""
    return [
        f"cell {number}: {found[0]!r} is a path of one machine"
        for number, cell in enumerate(notebook.cells, 1)
        if (found := OF_ONE_MACHINE.search(nbformat.writes(_with(notebook, cell))))
    ]


def _with(notebook, cell):
    """Return a notebook that holds one cell, and no pictures' bytes."""
    copy = nbformat.from_dict(cell)
    for output in copy.get("outputs", []):
        output.get("data", {}).pop("image/png", None)
    return nbformat.v4.new_notebook(cells=[copy])
