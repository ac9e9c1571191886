"""The lists of chapters and labs come from `_toc.yml` and the notebooks alone."""

import nbformat
import pytest
from contents.toc import Page, notebooks, table
from nbformat.v4 import new_markdown_cell, new_notebook

TOC = """
format: jb-book
root: index
parts:
  - caption: A. Locks
    chapters:
      - file: leases
      - file: lab-leases
  - caption: B. Copies
    chapters:
      - file: quorums
      - file: glossary
"""


@pytest.fixture
def book(tmp_path):
    """Write a small book of notebooks; return its folder."""
    (tmp_path / "_toc.yml").write_text(TOC)
    titles = {
        "leases": "Who holds it?",
        "lab-leases": "Lab: a lock",
        "quorums": "How many?",
    }
    for name, title in titles.items():
        notebook = new_notebook(cells=[new_markdown_cell(f"# {title}\n\nRead on.")])
        notebook.metadata["course"] = {"teaser": f"bet {name}"}
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    return tmp_path


def change(book, name, what):
    path = book / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    what(notebook)
    nbformat.write(notebook, path)


def test_notebooks_are_listed_in_the_order_of_the_toc(book):
    assert notebooks(book) == [
        Page("leases", "A. Locks", "Who holds it?", "bet leases"),
        Page("lab-leases", "A. Locks", "A lock", "bet lab-leases"),
        Page("quorums", "B. Copies", "How many?", "bet quorums"),
    ]
    assert [page.is_lab for page in notebooks(book)] == [False, True, False]


def test_a_notebook_without_a_teaser_or_a_title_is_named(book):
    change(book, "quorums", lambda notebook: notebook.metadata.pop("course"))
    with pytest.raises(ValueError, match=r"quorums\.ipynb: .*course\.teaser"):
        notebooks(book)
    change(book, "leases", lambda notebook: notebook.cells.clear())
    with pytest.raises(ValueError, match=r"leases\.ipynb: .*title"):
        notebooks(book)


def test_a_table_links_pages_and_names_parts_when_there_are_several(book):
    leases, lab, quorums = notebooks(book)

    assert table([leases, lab], ("chapter", "the bet")) == [
        "| chapter | the bet |",
        "|---|---|",
        "| [Who holds it?](leases.ipynb) | bet leases |",
        "| [A lock](lab-leases.ipynb) | bet lab-leases |",
    ]
    assert table([leases, quorums], ("chapter", "the bet"))[2::2] == [
        "| **A. Locks** | |",
        "| **B. Copies** | |",
    ]


def test_links_are_seen_from_the_folder_of_the_page():
    page = Page("book/leases", "", "Who holds it?", "bet")

    assert "(leases.ipynb)" in table([page], ("a", "b"), folder="book")[2]
    assert "(book/leases.ipynb)" in table([page], ("a", "b"))[2]
