"""Which pages are chapters or labs, and their notebooks."""

from pathlib import Path

import nbformat


def is_notebook(env, docname):
    """Say whether a page is made from a notebook: a chapter or a lab."""
    return Path(env.doc2path(docname)).suffix == ".ipynb"


def notebook_of(env, docname):
    """Return the notebook that a page is made from, or None for another page."""
    if not is_notebook(env, docname):
        return None
    return nbformat.read(env.doc2path(docname), as_version=4)
