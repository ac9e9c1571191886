"""Markdown, math and code of a question, turned into HTML when the page is made."""

import re
from functools import cache

from live.mathematics import mathml
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# Blocks of Markdown, by the name of their token, in words.
BLOCKS = {
    "fence": "a code block",
    "code_block": "an indented code block",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "table_open": "a table",
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
    "math_block": "a displayed formula",
    "hr": "a rule",
    "paragraph_open": "a second paragraph",
}

COMMAND = re.compile(r"\\\w*(text|mathrm|mathit|mathsf|name)\{[^{}]*\}|\\[A-Za-z]+")
WORD = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}|[A-Za-z]{3,}")


def math(latex, options=None):
    """MathML of a formula; ValueError when it cannot be shown as it is meant."""
    return mathml(latex, "block" if options and options["display_mode"] else "inline")


def code(text, lang):
    """Highlighted code; a `pre` of its own that the copy button leaves alone."""
    lexer = get_lexer_by_name(lang, stripnl=False)
    tokens = highlight(text, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="highlight sc-code" tabindex="0">{tokens.rstrip()}</pre>'


@cache
def _markdown():
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    # As in Pandoc: no space inside the dollars, no digit outside. "$5 or $10" is text.
    markdown.use(
        dollarmath_plugin, allow_space=False, allow_digits=False, renderer=math
    )
    markdown.add_render_rule("text", _text)
    return markdown


def _text(renderer, tokens, index, options, environment):
    # Set apart, or JupyterLab takes two dollars for a formula.
    return escapeHtml(tokens[index].content).replace("$", "<span>$</span>")


def inline(text):
    """HTML of a line of Markdown.

    >>> inline("`SET` is *not* <enough>")
    '<code>SET</code> is <em>not</em> &lt;enough&gt;'
    """
    return _markdown().renderInline(text.strip()).strip()


def blocks(text):
    """HTML of paragraphs, lists and tables."""
    return _markdown().render(text).strip()


def _pieces(text):
    return _markdown().parseInline(text.strip())[0].children


def plain(text):
    """What a reader sees of a Markdown text, to compare lengths.

    >>> plain("It is **not** `NULL`")
    'It is not NULL'
    """
    return " ".join(" ".join(_words(text, "", "")).split())


def seen(text):
    r"""What tells a text from others: small letters in prose, code and math as written.

    >>> seen("**Two** `Locks`") == seen("two `Locks`")
    True
    >>> seen("two `Locks`") == seen("two `locks`")
    False
    >>> seen("two\nlocks")
    'two locks'
    """
    return " ".join("".join(_words(text, "`", "$")).split())


def _words(text, code_mark, math_mark):
    marks = {"code_inline": code_mark, "math_inline": math_mark}
    for piece in _pieces(text):
        if piece.type in ("softbreak", "hardbreak"):
            yield " "
        elif piece.type in marks:
            yield f"{marks[piece.type]}{piece.content}{marks[piece.type]}"
        elif piece.content:
            yield piece.content.casefold() if code_mark else piece.content


def words_in_math(text):
    r"""Return the first formula that holds a bare word, or None.

    It is set as a product of letters, and most likely two dollars were meant as such.

    >>> words_in_math("From US$5 to EUR$ 3"), words_in_math(r"$n$ of $\text{all}$")
    ('5 to EUR', None)
    """
    for block in _markdown().parse(text):
        for piece in block.children or ():
            if piece.type == "math_inline" and WORD.search(
                COMMAND.sub(" ", piece.content)
            ):
                return piece.content
    return None


def block_in(text):
    """Return the token of the block that one line would swallow, or None."""
    if "\n" not in text.strip():
        return None  # one line is shown as it is written
    tops = [token for token in _markdown().parse(text) if token.level == 0]
    opened = [token.type for token in tops if token.nesting >= 0]
    if opened == ["paragraph_open"]:
        return None
    return next((kind for kind in opened if kind != "paragraph_open"), opened[-1])


def has(text, kind):
    """Whether a text holds a token of Markdown, such as "image".

    >>> has("# Milk", "heading_open"), has("milk", "image")
    (True, False)
    """
    blocks = _markdown().parse(text)
    pieces = [piece for block in blocks for piece in block.children or ()]
    return any(token.type == kind for token in (*blocks, *pieces))
