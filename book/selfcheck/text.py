"""Markdown, math and code of a question, turned into HTML when the page is made."""

import re
from functools import cache
from xml.etree import ElementTree

import latex2mathml.converter
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name


def math(latex, options=None):
    r"""MathML of a formula, so that no page needs a script or a network for it.

    >>> math("n")[-30:]
    '<mrow><mi>n</mi></mrow></math>'
    >>> math(r"\frac{1")
    Traceback (most recent call last):
    ValueError: the braces of `\frac{1` do not match
    """
    display = "block" if options and options["display_mode"] else "inline"
    bare = re.sub(r"\\.", "", latex)
    if bare.count("{") != bare.count("}"):
        raise ValueError(f"the braces of `{latex}` do not match")
    try:
        markup = latex2mathml.converter.convert(latex, display=display)
        words = " ".join(ElementTree.fromstring(markup).itertext())
    except Exception as error:  # the converter has no common error class
        raise ValueError(f"latex2mathml cannot convert `{latex}`") from error
    unknown = re.search(r"\\\w+", words)
    if unknown:
        raise ValueError(f"latex2mathml does not know `{unknown[0]}`")
    return markup


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
