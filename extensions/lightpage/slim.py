"""Take from a finished page what no reader sees: blank runs and idle markup."""

import re

KEPT_AS_IT_IS = re.compile(
    r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE
)
BLANKS_WITH_A_BREAK = re.compile(r"\s*\n\s*")
# A browser drops blanks at the edge of these, so a line break there shows nothing.
BLOCKS = (
    "article|body|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|head|header|html|legend|li|link|main|meta|nav|ol|p|section|summary|table"
    "|tbody|td|th|thead|title|tr|ul"
)
BREAK_AT_A_BLOCK = re.compile(rf"\n(?=</?(?:{BLOCKS})\b)|(</?(?:{BLOCKS})\b[^<>]*>)\n")

# Highlighted code shows keywords, strings, comments and the names that it defines,
# each by one class: a test compares their colours in the theme's style sheet. It is
# quieter when numbers, operators and built-in names have the colour of all names.
COLOURED = {
    "k": "k kn kd kr",
    "s": "s s1 s2 sa sb sd",
    "c": "c c1 ch cm",
    "nf": "nf nc",
}
CLASS_OF = {name: kind for kind, names in COLOURED.items() for name in names.split()}
CODE_SPAN = re.compile(r'<span class="(\w{1,3})">([^<]*)</span>|<span></span>')
STRINGS = re.compile(
    r'<span class="s">[^<]*</span>(?:\s*<span class="s">[^<]*</span>)+'
)

# What is left of these has the same look, by the theme's style or by site.css. Each
# begins with a tag, which stands in no text: there, `<` is written `&lt;`.
IDLE = (
    (r"<style scoped>\s*\.dataframe.*?</style>", ""),
    (r'(<table) border="1"(?= class="dataframe")', r"\1"),
    (r'<tr style="text-align: right;">', "<tr>"),
    (
        r'<div class="highlight-[\w-]+ notranslate">'
        r'(<div class="highlight"><pre>(?:(?!</pre>).)*</pre></div>)\s*</div>',
        r"\1",
    ),
    (r'(<div class="[^"<>]*?)( tag_remove-input)? docutils container(?=")', r"\1"),
    (r'(<code class=")docutils (literal) notranslate(?=")', r"\1\2"),
    (r'(<(?:div|code) class="[^"<>]*?) notranslate(?=")', r"\1"),
    (r'(<ul class="[^"<>]*?nav) bd-sidenav(?=")', r"\1"),
    (r'(<li class=")toc-h\d nav-item (?=toc-entry)', r"\1"),
    (r'<a class="reference internal" ', "<a "),
    (r'(<a class="headerlink" href="[^"]*") title="[^"]*"', r"\1"),
    (r'<span class="(?:std std-\w+|doc|caption-text)">([^<]*)</span>', r"\1"),
    (r'<span class="bibtex-citation" id="\w+">((?:(?!<span).)*?)</span>', r"\1"),
    # Words without a place where a line may break need no guard against breaks.
    (r'<span class="pre">([\w.,:\'"()=]+)</span>', r"\1"),
    (r'(<link [^<>]*?) type="text/css"', r"\1"),
    (r'(<script defer)="defer"', r"\1"),
    (r"(<(?:br|hr|img|input|link|meta)\b[^<>]*?) ?/>", r"\1>"),
)
IDLE = [(re.compile(pattern, re.DOTALL), rest) for pattern, rest in IDLE]


def slim(html):
    r"""Return a page that looks the same and has a quarter fewer bytes.

    Blanks are squeezed outside of `pre` and scripts; in highlighted code, spans
    that do not matter are unwrapped; markup that no style needs goes.

    >>> slim('<p>a\n\n   b</p><pre><span class="n">x</span>\n\n1</pre>')
    '<p>a\nb</p><pre>x\n\n1</pre>'
    """
    for pattern, rest in IDLE:
        html = pattern.sub(rest, html)
    parts = KEPT_AS_IT_IS.split(html)
    # Of three parts, the first is outside, the second kept, the third its name.
    for number in range(0, len(parts), 3):
        text = BLANKS_WITH_A_BREAK.sub("\n", parts[number])
        parts[number] = BREAK_AT_A_BLOCK.sub(r"\1", text)
    for number in range(1, len(parts), 3):
        if parts[number + 1].lower() == "pre":
            code = CODE_SPAN.sub(in_few_colours, parts[number])
            parts[number] = STRINGS.sub(as_one_string, code)
        parts[number + 1] = ""
    return "".join(parts).lstrip()


def in_few_colours(span):
    """Return a piece of code with one of the classes in `COLOURED`, or plain."""
    kind = CLASS_OF.get(span[1])
    return f'<span class="{kind}">{span[2]}</span>' if kind else span[2] or ""


def as_one_string(strings):
    """Return neighbouring strings of a piece of code in one span."""
    text = re.sub(r"<[^>]*>", "", strings[0])
    return f'<span class="s">{text}</span>'
