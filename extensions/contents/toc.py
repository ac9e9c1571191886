"""The pages of the course, in the order of `_toc.yml`, which alone lists them."""

import re
from dataclasses import dataclass

import nbformat
import yaml


@dataclass(frozen=True)
class Page:
    """A notebook of the course, as a list of chapters or labs shows it."""

    name: str  # its path from the root of the book, without a suffix
    part: str  # the caption of its part in _toc.yml
    title: str  # as a list says it, without "Lab: "
    teaser: str  # the bet of a chapter; of a lab, what is done in it

    @property
    def is_lab(self):
        """Say whether the page is a lab on real servers."""
        return self.name.rpartition("/")[2].startswith("lab-")


def files_in(toc):
    """Return (caption of the part, file) for each page that a `_toc.yml` names.

    >>> files_in({"root": "index", "parts": [{"caption": "A", "chapters": [
    ...     {"file": "leases", "sections": [{"file": "lab-leases"}]}]}]})
    [('', 'index'), ('A', 'leases'), ('A', 'lab-leases')]
    """
    found = [("", toc["root"])]

    def gather(part, caption):
        for entry in part.get("chapters", []) + part.get("sections", []):
            if "file" in entry:
                found.append((caption, entry["file"]))
            gather(entry, caption)

    gather(toc, "")
    for part in toc.get("parts", []):
        gather(part, part.get("caption", ""))
    return found


def read_toc(root):
    """Return the `_toc.yml` of a book."""
    return yaml.safe_load((root / "_toc.yml").read_text("utf-8"))


def notebooks(root):
    """Return a Page for each notebook that `_toc.yml` names, in its order.

    Raises ValueError, which names the file and the mend, for one without a title or a
    teaser.
    """
    return [
        read_page(root, file, part)
        for part, file in files_in(read_toc(root))
        if (root / f"{file}.ipynb").exists()
    ]


def read_page(root, file, part):
    """Return the Page of a notebook."""
    path = root / f"{file}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    title = re.match(r"# (.+)", notebook.cells[0].source if notebook.cells else "")
    if title is None:
        raise ValueError(f"{file}.ipynb: begin the first cell with a title, `# ...`")
    teaser = notebook.metadata.get("course", {}).get("teaser", "")
    if not teaser:
        raise ValueError(
            f"{file}.ipynb: say in the metadata course.teaser what the reader bets on, "
            "or what is done in a lab"
        )
    return Page(file, part, shortened(title[1]), teaser)


def labs_without_a_chapter(pages):
    """Return the labs that follow no chapter of their part, among pages in order.

    >>> chapter, lab = Page("leases", "A", "", ""), Page("lab-leases", "A", "", "")
    >>> labs_without_a_chapter([chapter, lab])
    []
    >>> [page.name for page in labs_without_a_chapter([lab, chapter])]
    ['lab-leases']
    """
    parts_begun = set()
    alone = []
    for page in pages:
        if not page.is_lab:
            parts_begun.add(page.part)
        elif page.part not in parts_begun:
            alone.append(page)
    return alone


def shortened(title):
    """Return a title as a list of labs says it.

    >>> shortened("Lab: selling the last item")
    'Selling the last item'
    """
    bare = title.strip().removeprefix("Lab: ")
    return bare[:1].upper() + bare[1:]


def table(pages, heads, folder=""):
    """Return a Markdown table of pages; links are seen from a folder of the book.

    `heads` are the two column heads. Where the pages are of several parts, a line with
    its caption begins each.
    """
    lines = [f"| {heads[0]} | {heads[1]} |", "|---|---|"]
    several = len({page.part for page in pages}) > 1
    part = None
    for page in pages:
        if several and page.part != part:
            part = page.part
            lines.append(f"| **{part}** | |")
        link = f"{page.name}.ipynb".removeprefix(f"{folder}/" if folder else "")
        lines.append(f"| [{page.title}]({link}) | {page.teaser} |")
    return lines
