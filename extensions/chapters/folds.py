"""Fold what a chapter keeps beyond its main line, and the code that only draws.

A section of level 2 whose heading begins with `Further:` becomes a fold: the heading is
its summary. The anchors stay on the section outside the fold, so that a link to it
leads there with or without a script; `folds.js` then opens it, and opens all folds
for print. A picture in a fold is fetched when the fold is opened.
"""

from html import escape

from docutils import nodes

from chapters.parts import FURTHER


class fold_title(nodes.title):
    """The heading of a fold. For all but the HTML writer it is a heading."""


def visit_fold_title(translator, node):
    """Begin the fold, its summary and its heading, which has no link to itself.

    A link in a summary would be a control in a control.
    """
    translator.body.append('<details class="ch-further"><summary><h2>')


def depart_fold_title(translator, node):
    """End the heading and the summary; what follows is in the fold."""
    translator.body.append("</h2></summary>\n")


def fold_further(app, doctree, docname):
    """Fold each section of level 2 whose heading begins with `Further:`."""
    if app.builder.format != "html":
        return
    for section in list(doctree.findall(nodes.section)):
        title = section.next_node(nodes.title)
        if not is_level_2(section) or not title.astext().startswith(FURTHER):
            continue
        section.replace(title, fold_title("", "", *title.children))
        section.append(nodes.raw("", "</details>\n", format="html"))
        for image in section.findall(nodes.image):
            image["loading"] = "lazy"


def is_level_2(section):
    """Say whether a section stands in the page's section, which has the title."""
    page = section.parent
    return isinstance(page, nodes.section) and isinstance(page.parent, nodes.document)


def visit_folded_cell(translator, node):
    """Begin the fold of a cell. Its name is what its summary shows, in phrases."""
    classes = " ".join(node["classes"])
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    translator.body.append(
        f'<details class="hide {classes}">\n<summary>'
        f'<span class="collapsed">{show}</span>'
        f'<span class="expanded">{hide}</span></summary>\n'
    )


def depart_folded_cell(translator, node):
    """End the fold of a cell."""
    translator.body.append("</details>\n")
