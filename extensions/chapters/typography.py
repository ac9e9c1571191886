"""Set what YAML files and programs say as prose is set, and short code whole.

Sphinx curls the quotes of prose alone. Questions, boxes, tasks and captions come to a
page as HTML; here their text gets the same quotes, and so do the words of an opener.
Code, what programs printed, drawings and tables of results stay as they are: what a
reader's run gives is compared with them to the letter.
"""

import re

AS_IT_IS = re.compile(
    r"<(pre|code|kbd|samp|script|style|math|textarea)\b.*?</\1>"
    r'|<table class="dataframe">.*?</table>|<figure class="mc-figure".*?</figure>'
    r'|<p class="ex-verdict.*?</p>'  # it may name what a reader's program wrote
    r"|<!--.*?-->",
    re.DOTALL,
)
TAG = re.compile(r"""</?([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>""")
IN_LINES = {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "small", "span", "strong"}
PIECE = re.compile(f"{AS_IT_IS.pattern}|{TAG.pattern}|[^<]+|<", re.DOTALL)
MARK = re.compile("\\.\\.\\.|&quot;|&\\#x?0?(?:27|39|34|22);|[\"']")
OPENING, CLOSING = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
BEFORE_OPENING = f"([{{/\N{EM DASH}\N{EN DASH}\N{LEFT DOUBLE QUOTATION MARK}{OPENING}"
DOUBLE = ('"', "&quot;", "&#34;", "&#x22;")
GRAPH = re.compile(r'(?<= data-graph=")[^"]*')
APOSTROPHE = re.compile(r"(?<=\w)(?:'|&\#x27;)")

CODE = re.compile(r"<code(?: class=\"([^\"]*)\")?>(.*?)</code>", re.DOTALL)
WHOLE = 20  # letters of code that are not broken at the end of a line


def set_page(app, pagename, templatename, context, doctree):
    """Set the text of a page."""
    if "body" in context:
        context["body"] = in_whole_chips(curly(context["body"]))


def curly(html):
    r"""Return HTML with curly quotes and one sign for three dots, except in code.

    >>> curly('<p title="So">"<b>So</b>" ... <code>"a" ...</code> &quot;no&quot;.</p>')
    '<p title="So">“<b>So</b>” … <code>"a" ...</code> “no”.</p>'
    >>> ascii(curly("<p>Ann's</p>'No' <code>n</code>&#x27;s"))
    "'<p>Ann\\u2019s</p>\\u2018No\\u2019 <code>n</code>\\u2019s'"
    """
    html = GRAPH.sub(lambda graph: APOSTROPHE.sub(CLOSING, graph[0]), html)
    pieces, before = [], " "
    for found in PIECE.finditer(html):
        piece, tag = found[0], found[2]
        if AS_IT_IS.fullmatch(piece):
            before = "x"
        elif tag:
            before = before if tag.lower() in IN_LINES else " "
        else:
            piece = _curled(piece, before)
            before = piece[-1]
        pieces.append(piece)
    return "".join(pieces)


def _curled(text, before):
    """Return a text with curly quotes; `before` is the character in front of it."""

    def curl(mark):
        if mark[0] == "...":
            return "…"
        last = text[mark.start() - 1] if mark.start() else before
        opens = last.isspace() or last in BEFORE_OPENING
        if mark[0] in DOUBLE:
            return "“" if opens else "”"
        return OPENING if opens else CLOSING

    return MARK.sub(curl, text)


def in_whole_chips(html):
    """Return HTML in which no short piece of code is broken at the end of a line.

    Sphinx puts each word of code in an element; the line breaks between them all the
    same.

    >>> in_whole_chips('<code>qty &gt; 0</code>')
    '<code class="ch-whole">qty &gt; 0</code>'
    >>> in_whole_chips('<code class="a"><span class="pre">NX</span></code>')
    '<code class="a">NX</code>'
    """
    return CODE.sub(_chip, html)


def _chip(code):
    classes = (code[1] or "").split()
    text = re.sub(r'<span class="pre">(.*?)</span>', r"\1", code[2], flags=re.DOTALL)
    letters = len(re.sub(r"<[^>]*>", "", re.sub(r"&[^;\s]+;", "x", text)))
    if letters <= WHOLE and re.search(r"[^\w.]", text):
        classes.append("ch-whole")
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f"<code{named}>{text}</code>"
