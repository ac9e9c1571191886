"""The parts of a notebook that rules look at."""

import re

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
FENCED = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.M | re.S)


def code_cells(notebook):
    """Return (number, cell) for each code cell; numbers count all cells from 1."""
    return [
        (number, cell)
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
    ]


def lines_of(cell):
    """Return the lines of a cell that are not blank."""
    return [line for line in cell.source.splitlines() if line.strip()]


def is_question(cell):
    """Say whether a code cell does nothing but `show("...")`, once or more."""
    return cell.cell_type == "code" and all(
        re.fullmatch(r"show\(.*\)", line.strip()) for line in lines_of(cell) or [""]
    )


def tags_of(cell):
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def texts_of(output):
    """Return the plain texts that a page shows of an output."""
    if output.output_type == "stream":
        return [output.text]
    data = output.get("data", {})
    if "text/plain" in data and set(data) == {"text/plain"}:
        return [data["text/plain"]]
    return []
