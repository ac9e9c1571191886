"""The parts of a notebook that rules look at."""

import re

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
CALL = re.compile(r"(?:show|reveal|interview)\(.*\)|\w+\.opener\(\)")
ROOM_IMPORT = re.compile(
    r"from (?:selfcheck|openers|exercises) import [\w, ]+|%load_ext exercises"
)


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


def is_drawn(cell):
    """Say whether a code cell does nothing but draw questions, boxes or an opener.

    Beside the calls it may import from the rooms that they come from.
    """
    lines = [line.strip() for line in lines_of(cell)]
    calls = [line for line in lines if CALL.fullmatch(line)]
    imports = [line for line in lines if ROOM_IMPORT.fullmatch(line)]
    if cell.cell_type != "code" or len(calls) + len(imports) < len(lines):
        return False
    return bool(calls)


def form_of(notebook):
    """Return the form in which a notebook is written: 1, or 2 (`course.form`)."""
    return notebook.metadata.get("course", {}).get("form", 1)


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
