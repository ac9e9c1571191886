r"""Formulas as MathML, made when a page is: no script, no font, no wait.

The only converter of the course. It refuses what `latex2mathml` would let through and
show as letters: unknown commands, braces that do not match, a fraction of one part.
"""

import re
from xml.etree import ElementTree

import latex2mathml.converter

# How many parts an element of MathML has.
PARTS = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
ESCAPED = re.compile(r"\\.", re.DOTALL)
LEFT_OVER = re.compile(r"\\[A-Za-z]+|\\[^\s]")


def mathml(latex, display="inline"):
    r"""Return the MathML of a LaTeX formula.

    `display` is "inline" or "block". Raises ValueError, which says what is wrong, for
    a formula that would not be shown as it is meant.

    >>> mathml("n")[-30:]
    '<mrow><mi>n</mi></mrow></math>'
    >>> mathml(r"\fracc{1}{2}")
    Traceback (most recent call last):
    ValueError: the command `\fracc` is not known
    """
    if not braces_match(latex):
        raise ValueError(f"the braces of `{latex}` do not match")
    try:
        markup = latex2mathml.converter.convert(latex, display=display)
        root = ElementTree.fromstring(markup)
    except Exception as error:  # the converter has no common class of errors
        raise ValueError(f"`{latex}` cannot be read ({error!r})") from error
    for element in root.iter():
        wanted = PARTS.get(element.tag.rpartition("}")[2])
        if wanted is not None and len(element) != wanted:
            raise ValueError(f"`{latex}` has a command that lacks one of its parts")
    unknown = LEFT_OVER.search(" ".join(root.itertext()))
    if unknown:
        raise ValueError(f"the command `{unknown[0]}` is not known")
    return markup


def braces_match(latex):
    r"""Say whether each open brace of a formula is closed, and none before it is open.

    >>> braces_match(r"\{ \frac{1}{2}"), braces_match("x}"), braces_match("}{")
    (True, False, False)
    """
    depth = 0
    for sign in ESCAPED.sub("", latex):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth < 0:
            return False
    return depth == 0
