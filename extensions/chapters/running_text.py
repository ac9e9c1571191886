"""The running text of a page, and how to mark words in it."""

from docutils import nodes

# What stands in one of these is code, a heading, a link or a drawing, or is hidden.
APART = (
    nodes.title,
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.footnote,
    nodes.citation,
    nodes.Invisible,
)


def running_texts(document):
    """Return the running texts of a document in order.

    Texts that stand side by side, as the lines of a paragraph do, are joined first, so
    that words are found across the end of a line.
    """
    for parent in list(document.findall(nodes.TextElement)):
        join_texts(parent)
    return [text for text in document.findall(nodes.Text) if is_running(text)]


def join_texts(parent):
    """Join the texts in an element that stand side by side."""
    joined = []
    for child in parent.children:
        both_are_texts = joined and isinstance(joined[-1], nodes.Text)
        if both_are_texts and isinstance(child, nodes.Text):
            joined[-1] = nodes.Text(joined[-1] + child)
        else:
            joined.append(child)
    if len(joined) < len(parent.children):
        parent.children = []
        parent.extend(joined)


def is_running(text):
    """Say whether a text of a document is running text: in a paragraph, and no code."""
    node, in_paragraph = text.parent, False
    while node is not None:
        is_cell = "cell" in node.get("classes", []) if node.parent else False
        if isinstance(node, APART) or is_cell:
            return False
        in_paragraph = in_paragraph or isinstance(node, nodes.paragraph)
        node = node.parent
    return in_paragraph


def mark_words(text, pattern, mark):
    """Replace what a pattern finds in a text by what `mark(match)` makes of it.

    `mark` returns HTML, or None for a match that stays as it is.
    """
    written, end = [], 0
    for match in pattern.finditer(text.astext()):
        html = mark(match)
        if html is not None:
            written.append(nodes.Text(text.astext()[end : match.start()]))
            written.append(nodes.raw("", html, format="html"))
            end = match.end()
    if written:
        written.append(nodes.Text(text.astext()[end:]))
        text.parent.replace(text, [node for node in written if node.astext()])
