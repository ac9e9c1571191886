"""The parts of a chapter's notebook: its headings, and what each of its cells is for.

A heading that begins with `Further:` begins a part that the page folds; a heading
`Sources` begins the last part. The rest is the *main line*.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chapters.words import FENCE

HEADING = re.compile(r"(#{1,2}) +(.+)")
CALL = re.compile(r"\b(show|reveal|interview)\(([^)]*)\)")
ID = re.compile(r"[\"']([A-Z]\d+)([a-z]?)[\"']")
OPENER = re.compile(r"^\w+\.opener\(\)$", re.MULTILINE)
TASK = re.compile(r"%%task +\S+")
FURTHER = "Further:"


class Role(StrEnum):
    """What a cell, or a part of one, is for."""

    TEXT = "text"
    OPENER = "opener"
    BET = "bet"
    REVEAL = "reveal"
    TASK = "task"
    INTERVIEW = "interview box"
    QUESTION = "question"
    CODE = "code"


@dataclass(frozen=True)
class Piece:
    """A code cell, or the share that a part has in a Markdown cell."""

    number: int  # of the cell in the notebook, from 1
    role: Role
    source: str
    question: str = ""  # id of the question, bet or box that is shown
    folded: bool = False  # the page shows a button in place of the code
    removed: bool = False  # the page shows the output alone

    @property
    def shows_code(self):
        """Say whether a reader sees the code before pressing anything."""
        is_code = self.role in (Role.CODE, Role.TASK)
        return is_code and not self.folded and not self.removed


@dataclass
class Part:
    """A heading of level 1 or 2 with all that stands below it."""

    heading: str  # "" for what stands before the first one
    pieces: list = field(default_factory=list)

    @property
    def is_further(self):
        """Say whether the page folds the part."""
        return self.heading.startswith(FURTHER)

    @property
    def is_sources(self):
        """Say whether the part lists the sources."""
        return self.heading == "Sources"


def parts_of(notebook):
    """Return the parts of a notebook in order.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> text = new_markdown_cell("# A race?" + chr(10) + "## Further: three buyers")
    >>> parts = parts_of(new_notebook(cells=[text, new_code_cell("1 + 1")]))
    >>> [(part.heading, part.is_further, len(part.pieces)) for part in parts]
    [('A race?', False, 1), ('Further: three buyers', True, 2)]
    """
    parts = [Part("")]
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            parts[-1].pieces += pieces_of_code(number, cell)
        elif cell.cell_type == "markdown":
            for heading, text in shares(cell.source):
                if heading:
                    parts.append(Part(heading))
                parts[-1].pieces.append(Piece(number, Role.TEXT, text))
    return _with_recalls(parts if parts[0].pieces else parts[1:])


def _with_recalls(parts):
    """Return the parts, where what is asked below the interview box is no bet.

    The id of a question that recalls an earlier chapter ends in a letter, too.
    """
    below_the_box = False
    for part in parts:
        for place, piece in enumerate(part.pieces):
            below_the_box = below_the_box or piece.role == Role.INTERVIEW
            if below_the_box and piece.role == Role.BET:
                part.pieces[place] = replace(piece, role=Role.QUESTION)
    return parts


def pieces_of(parts):
    """Return all pieces of some parts in order."""
    return [piece for part in parts for piece in part.pieces]


def main_line(parts):
    """Return the pieces of the parts that a reader sees without opening a fold."""
    return pieces_of(p for p in parts if not p.is_further and not p.is_sources)


def shares(source):
    """Return (heading, text) for each heading of level 1 or 2 in a Markdown text.

    What stands before the first heading has the heading "". A line of fenced code is
    no heading.
    """
    found = [("", [])]
    fence = ""
    for line in source.splitlines():
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip() == fence:
            fence = ""
        heading = None if fence else HEADING.fullmatch(line)
        if heading:
            found.append((heading[2].strip(), []))
        found[-1][1].append(line)
    texts = [(heading, "\n".join(lines)) for heading, lines in found]
    return [(heading, text) for heading, text in texts if text.strip()]


def pieces_of_code(number, cell):
    """Return what a code cell puts on the page: one piece, or one for each question."""
    tags = cell.metadata.get("tags", [])
    looks = {"folded": "hide-input" in tags, "removed": "remove-input" in tags}
    if looks["removed"]:
        found = [
            Piece(number, role_of(call, letter), cell.source, id + letter, **looks)
            for call, arguments in CALL.findall(cell.source)
            for id, letter in ID.findall(arguments)
        ]
        if OPENER.search(cell.source):
            found.insert(0, Piece(number, Role.OPENER, cell.source, **looks))
        if found:
            return found
    role = Role.TASK if TASK.match(cell.source) else Role.CODE
    return [Piece(number, role, cell.source, **looks)]


def role_of(call, letter):
    """Return the role of a call; the id of a bet ends in a letter, as A1a does."""
    if call == "show":
        return Role.BET if letter else Role.QUESTION
    return Role.REVEAL if call == "reveal" else Role.INTERVIEW
