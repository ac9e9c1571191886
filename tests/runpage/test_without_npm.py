"""Without the packages of npm the book builds, and says once what it lacks."""

from io import StringIO

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from runpage import bundle
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = """
extensions = ["myst_nb", "runpage"]
root_doc = "one"
nb_execution_mode = "off"
"""
INDEX = "# One\n\n```{toctree}\ntwo\n```"
MARKS = ("data-run", "run.js", "run.css")
SAID = "No Run buttons"


def page(text):
    """Make a notebook with a cell that a page could run."""
    language = {"name": "python", "pygments_lexer": "ipython3"}
    printed = new_output("stream", name="stdout", text="2\n")
    cell = new_code_cell("print(1 + 1)", outputs=[printed], execution_count=1)
    return new_notebook(
        metadata={"language_info": language}, cells=[new_markdown_cell(text), cell]
    )


def build(folder):
    """Build a book of two pages, with warnings as errors; return what it said."""
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF)
    nbformat.write(page(INDEX), source / "one.ipynb")
    nbformat.write(page("# Two"), source / "two.ipynb")
    said = StringIO()
    with patch_docutils(source), docutils_namespace():
        Sphinx(
            source, source, folder / "html", folder / "doctrees", "html",
            status=said, warningiserror=True,
        ).build()  # fmt: skip
    return said.getvalue()


def pages_of(folder):
    return [(folder / "html" / f"{name}.html").read_text() for name in ("one", "two")]


def test_without_the_packages_the_book_says_so_once(monkeypatch, tmp_path):
    monkeypatch.setattr(bundle, "PACKAGES", tmp_path / "none")

    assert build(tmp_path).count(SAID) == 1


def test_without_the_packages_no_page_has_run_buttons(monkeypatch, tmp_path):
    monkeypatch.setattr(bundle, "PACKAGES", tmp_path / "none")
    build(tmp_path)

    for text in pages_of(tmp_path):
        assert "print" in text
        assert [mark for mark in MARKS if mark in text] == []
    assert not (tmp_path / "html" / "_static" / "run").exists()


def test_with_them_the_same_pages_have_run_buttons(monkeypatch, tmp_path):
    monkeypatch.setattr(bundle, "is_possible", lambda: True)
    monkeypatch.setattr(bundle, "write", lambda site: None)

    assert SAID not in build(tmp_path)
    for text in pages_of(tmp_path):
        assert [mark for mark in MARKS if mark not in text] == []


@pytest.mark.parametrize(
    "lacks", ["pyodide/pyodide.asm.wasm", "@esbuild/a/bin/esbuild"]
)
def test_packages_that_are_there_by_half_are_none(monkeypatch, tmp_path, lacks):
    for name in ("pyodide/pyodide.asm.wasm", "@esbuild/a/bin/esbuild"):
        if name != lacks:
            (tmp_path / name).parent.mkdir(parents=True)
            (tmp_path / name).touch()
    monkeypatch.setattr(bundle, "PACKAGES", tmp_path)

    assert not bundle.is_possible()
