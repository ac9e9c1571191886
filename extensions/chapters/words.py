"""The words of a Markdown text that a reader reads."""

import re

FENCE = re.compile(r"(`{3,}|:{3,})")
FENCED = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
# Labels, comments, the targets of links, and the names of roles.
UNREAD = re.compile(r"^\([^)\n]+\)=$|^%.*$|(?<=\])\([^)]*\)|\{[\w:-]+\}(?=`)", re.M)
WORD = re.compile(r"[^\W_][\w'\u2019-]*")


def without_code(text):
    """Return a Markdown text without fenced code and directives."""
    return FENCED.sub("", text)


def words_of(text):
    """Return the words of a Markdown text that a reader reads.

    >>> words_of("(race)=" + chr(10) + "A [race](race.ipynb) isn't a `dead lock`.")
    ['A', 'race', "isn't", 'a', 'dead', 'lock']
    """
    return WORD.findall(UNREAD.sub("", without_code(text)))
