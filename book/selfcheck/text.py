"""Markdown, math and code of a question, turned into HTML when the page is made."""

import re
from functools import cache

from live.mathematics import mathml
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name


def math(latex, options=None):
    """MathML of a formula; ValueError when it cannot be shown as it is meant."""
    return mathml(latex, "block" if options and options["display_mode"] else "inline")


def code(text, lang):
    """Highlighted code; a `pre` of its own that the copy button leaves alone."""
    tokens = highlight(text, get_lexer_by_name(lang), HtmlFormatter(nowrap=True))
    return f'<pre class="highlight sc-code" tabindex="0">{tokens.rstrip()}</pre>'


@cache
def _markdown():
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return markdown.use(dollarmath_plugin, renderer=math)


def inline(text):
    """HTML of a line of Markdown.

    >>> inline("`SET` is *not* <enough>")
    '<code>SET</code> is <em>not</em> &lt;enough&gt;'
    """
    return _markdown().renderInline(text.strip()).strip()


def blocks(text):
    """HTML of paragraphs, lists and tables."""
    return _markdown().render(text).strip()


def plain(text):
    """Roughly what a reader sees of a Markdown text, to compare lengths.

    >>> plain("It is **not** `NULL`")
    'It is not NULL'
    """
    return " ".join(re.sub(r"\]\([^)]*\)|[`*_\[\]$]", "", text).split())
