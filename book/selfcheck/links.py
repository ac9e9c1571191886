"""What a question points at: sections of the book's pages, and sources."""

import json
import re
from functools import cached_property
from html import escape
from pathlib import Path

from docutils.nodes import make_id
from pybtex.database import BibliographyDataError, parse_file
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text


class Book:
    """The folder that holds the chapters and ``references.bib``."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self._anchors = {}

    def page(self, name):
        """The file of a page, or None."""
        files = (self.folder / f"{name}{suffix}" for suffix in (".md", ".ipynb"))
        return next((file for file in files if file.is_file()), None)

    def pages(self):
        """Names of all pages."""
        return sorted(file.stem for file in self.folder.glob("*.[mi][dp]*"))

    def anchors(self, name):
        """Anchors of a page, each with the heading it stands over; {} if no page."""
        if name not in self._anchors:
            file = self.page(name)
            self._anchors[name] = find_anchors(_markdown_of(file)) if file else {}
        return self._anchors[name]

    @cached_property
    def sources(self):
        """Short citations as HTML, by their key in ``references.bib``."""
        file = self.folder / "references.bib"
        if not file.is_file():
            return {}
        try:
            entries = parse_file(str(file)).entries
        except (PybtexError, BibliographyDataError) as error:
            raise ValueError(f"{file}: {error}; mend the bibliography") from error
        return {key: _cite(entry) for key, entry in entries.items()}


def _markdown_of(file):
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        return text
    cells = json.loads(text)["cells"]
    return "\n\n".join(
        "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"
    )


def find_anchors(markdown):
    """Map each anchor, of a `(name)=` target or of a heading, to its heading.

    >>> find_anchors('''
    ... (six-orders)=
    ... ## Six
    ... ''')
    {'six-orders': 'Six', 'six': 'Six'}
    """
    anchors, waiting, heading, fence = {}, [], "", None
    for line in markdown.splitlines():
        mark = re.match(r"\s*(`{3,}|~{3,}|:{3,})", line)
        if mark and mark[1][0] != ":":
            closes = fence and line.strip().startswith(fence)
            fence = None if closes else fence or mark[1]
        elif fence:
            continue
        elif target := re.match(r"\(([^)]+)\)=\s*$", line):
            waiting.append(make_id(target[1]))
            anchors[waiting[-1]] = heading
        elif title := re.match(r"#{1,6}\s+(.*?)\s*#*$", line):
            heading = title[1]
            anchors.setdefault(make_id(re.sub(r"[`*_$]", "", heading)), heading)
            anchors.update(dict.fromkeys(waiting, heading))
            waiting = []
        elif line.strip():
            waiting = []
    return anchors


def _cite(entry):
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        " ".join(map(str, person.rich_prelast_names + person.rich_last_names))
        for person in people
    ]
    if len(names) > 2:
        names = [f"{names[0]} et al."]

    def field(name):
        return escape(str(Text.from_latex(entry.fields.get(name, ""))))

    who = escape(" and ".join(names)) or field("organization") or escape(entry.key)
    doi = entry.fields.get("doi")
    link = entry.fields.get("url") or (doi and f"https://doi.org/{doi}")
    title = f"<cite>{field('title') or escape(entry.key)}</cite>"
    if link:
        title = f'<a href="{escape(link)}">{title}</a>'
    return " ".join(filter(None, [who, field("year")])) + f", {title}"
