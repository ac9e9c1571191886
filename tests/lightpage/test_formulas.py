"""A formula on a page is MathML, or the build stops and says where to mend it."""

import nbformat
import pytest
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = """
project = "Tea"
extensions = ["myst_nb", "formulas"]
myst_enable_extensions = ["dollarmath"]
nb_execution_mode = "off"
html_math_renderer = "mathml"
html_theme = "basic"
"""
FORMULAS = """
from lightpage import mathematics

def setup(app):
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(mathematics.visit_inline, None),
        block_renderers=(mathematics.visit_block, None),
    )
"""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Build a folder's pages with plain Sphinx; return the folder of the HTML."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "formulas.py").write_text(FORMULAS)
    (tmp_path / "index.md").write_text("# Tea\n\nIt is $n$.\n\n$$\\frac{n}{2}$$\n")
    out = tmp_path / "html"

    def run():
        with patch_docutils(tmp_path), docutils_namespace():
            Sphinx(
                tmp_path, tmp_path, out, tmp_path / "trees", "html", status=None
            ).build()
        return out

    return run


def test_formulas_stand_on_the_page_as_mathml(build):
    page = (build() / "index.html").read_text()

    assert page.count("<math ") == 2
    assert 'display="inline"' in page
    assert 'display="block"' in page


def test_a_formula_with_a_slip_stops_the_build_and_is_named(build, tmp_path):
    (tmp_path / "index.md").write_text("# Tea\n\nIt is\n$\\fracc{1}{2}$.\n")

    with pytest.raises(SphinxError, match=r"index\.md:3: .*`\\fracc` .*mend its LaTeX"):
        build()


def test_a_formula_of_a_notebook_is_found_by_its_cell(build, tmp_path):
    (tmp_path / "index.md").unlink()
    cells = [nbformat.v4.new_markdown_cell(text) for text in ("# Tea", "A\n\n$$x^$$")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "index.ipynb")

    with pytest.raises(SphinxError, match=r"index\.ipynb, cell 2, line 3: "):
        build()
