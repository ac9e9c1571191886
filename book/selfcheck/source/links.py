"""What a question points at: sections of the book's pages, and sources."""

import json
from functools import cached_property
from html import escape
from pathlib import Path

from pybtex.database import BibliographyDataError, parse_file
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from .anchors import find_anchors

MENDS = "open the page and mend it"


class Book:
    """The folder that holds the chapters and ``references.bib``.

    ``inputs`` notes each file that was looked for, with its `stamp` before it was read,
    so that a change is seen.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.inputs = {}  # Path -> stamp, None if there was no such file
        self._anchors = {}

    def note(self, file):
        """Remember how a file was before it is read; return the file."""
        self.inputs.setdefault(file, stamp(file))
        return file

    def page(self, name):
        """The file of a page, or None."""
        files = [self.folder / f"{name}{suffix}" for suffix in (".md", ".ipynb")]
        return next((file for file in map(self.note, files) if file.is_file()), None)

    def pages(self):
        """Names of all pages."""
        return sorted(file.stem for file in self.folder.glob("*.[mi][dp]*"))

    def anchors(self, name):
        """Anchors of a page, each with the heading it stands over; {} if no page.

        Raises ValueError, naming the file, if the page cannot be read.
        """
        if name not in self._anchors:
            file = self.page(name)
            self._anchors[name] = find_anchors(_markdown_of(file)) if file else {}
        return self._anchors[name]

    @cached_property
    def sources(self):
        """Short citations as HTML, by their key in ``references.bib``.

        Raises ValueError, naming the file, if it cannot be read.
        """
        file = self.note(self.folder / "references.bib")
        if not file.is_file():
            return {}
        try:
            entries = parse_file(str(file)).entries
        except (PybtexError, BibliographyDataError) as error:
            raise ValueError(f"{file}: {error}; mend the bibliography") from error
        return {key: _cite(entry) for key, entry in entries.items()}


def stamp(file):
    """What changes when a file does: its time and size; None if it is not there."""
    try:
        status = Path(file).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _markdown_of(file):
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file.name} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}") from error
    if file.suffix == ".md":
        return text
    return "\n\n".join(_markdown_cells(file.name, text))


def _markdown_cells(name, text):
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}: {error.msg}"
        raise ValueError(f"{name} is not a notebook ({where}); {MENDS}") from error
    try:
        return [
            "".join(cell["source"])
            for cell in notebook["cells"]
            if cell["cell_type"] == "markdown"
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(
            f"{name} is not a notebook of format 4; save it anew in JupyterLab"
        ) from error


def _cite(entry):
    def field(name):
        return escape(str(Text.from_latex(entry.fields.get(name, ""))))

    who = escape(_authors(entry)) or field("organization") or escape(entry.key)
    doi = entry.fields.get("doi")
    link = entry.fields.get("url") or (doi and f"https://doi.org/{doi}")
    title = f"<cite>{field('title') or escape(entry.key)}</cite>"
    if link:
        title = f'<a href="{escape(link)}">{title}</a>'
    return " ".join(filter(None, [who, field("year")])) + f", {title}"


def _authors(entry):
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        " ".join(map(str, person.rich_prelast_names + person.rich_last_names))
        for person in people
    ]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
