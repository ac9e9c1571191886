"""The anchors of a page: targets and headings, as MyST reads them."""

from functools import cache

from docutils.nodes import make_id
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin


@cache
def _reader():
    """Return a reader of the blocks of MyST that can hold an anchor."""
    reader = MarkdownIt("commonmark").enable("table")
    return (
        reader.use(front_matter_plugin).use(myst_block_plugin).use(colon_fence_plugin)
    )


def find_anchors(markdown):
    """Map each anchor, of a `(name)=` target or of a heading, to its heading.

    A target that stands over something else belongs to the heading before it.

    >>> find_anchors('''
    ... (six-orders)=
    ... Six `orders`
    ... ------------
    ... ''')
    {'six-orders': 'Six `orders`'}
    """
    anchors = {}
    _gather(markdown, anchors, "")
    return anchors


def _gather(markdown, anchors, heading):
    """Add the anchors of a text that stands below a heading; return the last one."""
    tokens = _reader().parse(markdown)
    waiting = []  # targets that may stand over a heading
    for index, token in enumerate(tokens):
        if token.type == "myst_target":
            waiting.append(make_id(token.content))
            anchors[waiting[-1]] = heading
            continue
        if token.type == "heading_open":
            title = tokens[index + 1]
            heading = " ".join(title.content.split())
            anchors.setdefault(make_id(_words(title)), heading)
            anchors.update(dict.fromkeys(waiting, heading))
        elif token.type == "colon_fence":  # a directive, such as an admonition
            heading = _gather(token.content, anchors, heading)
        waiting = []
    return heading


def _words(title):
    breaks = ("softbreak", "hardbreak")
    return "".join(
        " " if piece.type in breaks else piece.content for piece in title.children
    )
