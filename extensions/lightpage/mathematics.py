"""Formulas as MathML, made when the book is built: no script, no font, no wait."""

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.errors import SphinxError


def mathml(latex, display="inline"):
    r"""Return the MathML of a LaTeX formula.

    `display` is "inline" or "block". The LaTeX source stays inside as an
    annotation, for screen readers and for copying. Raises SphinxError, with the
    formula, when it cannot be read.

    >>> mathml("n/2")[:55]
    '<math xmlns="http://www.w3.org/1998/Math/MathML" displa'
    """
    try:
        return convert(latex, display=display)
    except Exception as error:  # latex2mathml has a dozen kinds
        message = f"a formula cannot be read: ${latex}$ ({error!r}); mend its LaTeX"
        raise SphinxError(message) from error


def visit_inline(translator, node):
    """Write an inline formula."""
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def visit_block(translator, node):
    """Write a displayed formula, with its number if it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate"))
    if node["number"]:
        number = translator.builder.env.get_domain("math").get_numfig_title(node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append(mathml(node.astext(), display="block"))
    translator.body.append("</div>\n")
    raise nodes.SkipNode
