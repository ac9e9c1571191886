"""Show the solution of a task in the colours of code."""

import re
from html import unescape

from sphinx.highlighting import PygmentsBridge

SOLUTION = re.compile(r"(?<=<summary>A solution</summary>\n)<pre>(.*?)</pre>", re.S)


def colour_solutions(app, pagename, templatename, context, doctree):
    """Colour the solutions of a page. What a reader runs in the page has no colours."""
    if "body" in context:
        context["body"] = SOLUTION.sub(coloured, context["body"])


def coloured(solution):
    r"""Return a solution as Sphinx would show it in a cell.

    >>> html = coloured(SOLUTION.search("<summary>A solution</summary>\n<pre>x</pre>"))
    >>> html.startswith('<div class="highlight-python notranslate">')
    True
    >>> '<span class="n">x</span>' in html
    True
    """
    code = PygmentsBridge("html").highlight_block(unescape(solution[1]), "python")
    return f'<div class="highlight-python notranslate">{code}</div>'
