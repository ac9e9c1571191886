"""Show Python with few colours: a chapter's pages lose a tenth of their bytes.

Only code that Sphinx has highlighted as Python is touched. Other languages mean other
things by the same classes, and an output's own markup is nobody's to change.
"""

import re

PYTHON = re.compile(
    r'(?<=<div class="highlight-python notranslate"><div class="highlight">)'
    r"<pre>.*?</pre>",
    re.DOTALL,
)
# Keywords, strings, comments and the names that the code defines are told apart, each
# by one class: a test compares their colours in the theme's style sheet.
COLOURED = {
    "k": "k kn kd kr",
    "s": "s s1 s2 sa sb sd",
    "c": "c c1 ch cm",
    "nf": "nf nc",
}
# Names, punctuation and operators, numbers, and escapes: the colour of the text around.
PLAIN = ["n nn nb nd ne bp fm vm kc", "o ow p w", "mi mf mh mo mb il", "se si"]
CLASS_OF = {name: kind for kind, names in COLOURED.items() for name in names.split()}
CLASS_OF |= {name: None for names in PLAIN for name in names.split()}
CODE_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
STRINGS = re.compile(
    r'<span class="s">[^<]*</span>(?:\s*<span class="s">[^<]*</span>)+'
)


def slim(html):
    """Return a page whose Python is highlighted in few colours, and else the same.

    >>> start = '<div class="highlight-python notranslate"><div class="highlight"><pre>'
    >>> page = start + '<span class="n">x</span> <span class="kn">in</span></pre>'
    >>> slim(page).removeprefix(start)
    'x <span class="k">in</span></pre>'
    """
    return PYTHON.sub(in_few_colours, html)


def in_few_colours(code):
    """Return highlighted Python with the classes in `COLOURED`, and unknown ones."""
    return STRINGS.sub(as_one_string, CODE_SPAN.sub(recoloured, code[0]))


def recoloured(span):
    """Return a piece of code with its class in `COLOURED`, or bare if it is plain."""
    name, text = span[1], span[2]
    kind = CLASS_OF.get(name, name)
    return f'<span class="{kind}">{text}</span>' if kind else text


def as_one_string(strings):
    """Return neighbouring strings of a piece of code in one span."""
    text = re.sub(r"<[^>]*>", "", strings[0])
    return f'<span class="s">{text}</span>'
