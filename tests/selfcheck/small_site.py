"""A small site of questions: how it is built, and how its files are changed."""

import re
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

DATA = Path(__file__).with_name("data")
SOUND = DATA / "quizzes"


def build(folder, builder="html"):
    """Build; return the folder of the pages and the warnings."""
    out, warnings = folder.parent / builder, StringIO()
    with patch_docutils(folder), docutils_namespace():
        Sphinx(
            folder,
            folder,
            out,
            folder.parent / "doctrees",
            builder,
            status=None,
            warning=warnings,
        ).build()
    return out, re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())


def page(out, name):
    return (out / f"{name}.html").read_text("utf-8")


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
