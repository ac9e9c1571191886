"""Put formulas on a page as MathML; one that cannot be shown stops the build."""

from docutils import nodes
from docutils.utils import get_source_line
from live.mathematics import mathml
from sphinx.errors import SphinxError

LINES_OF_A_CELL = 10_000  # myst-nb gives line 7 of a notebook's cell 3 as 30008


def visit_inline(translator, node):
    """Write an inline formula."""
    translator.body.append(converted(node, "inline"))
    raise nodes.SkipNode


def visit_block(translator, node):
    """Write a displayed formula, with its number if it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate"))
    if node["number"]:
        number = translator.builder.env.get_domain("math").get_numfig_title(node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append(converted(node, "block"))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def converted(node, display):
    """Return the MathML of a formula's node; raise SphinxError with its place."""
    try:
        return mathml(node.astext(), display)
    except ValueError as error:
        message = (
            f"{place_of(node)}: a formula cannot be shown: {error}; mend its LaTeX"
        )
        raise SphinxError(message) from error


def place_of(node):
    """Return where a node was written: a file and a line, in a notebook also the cell.

    >>> node = nodes.math()
    >>> node.source, node.line = "book/leases.ipynb", 30_008
    >>> place_of(node)
    'book/leases.ipynb, cell 3, line 7'
    """
    source, line = get_source_line(node)
    if line is None:
        return str(source)
    if str(source).endswith(".ipynb"):
        cell, line = divmod(line - 1, LINES_OF_A_CELL)
        return f"{source}, cell {cell}, line {line}"
    return f"{source}:{line}"
