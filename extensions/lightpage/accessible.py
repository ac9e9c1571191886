"""Mend what screen readers stumble over in pages that others' code writes."""

from docutils import nodes


def visit_citation(translator, node):
    """Open an entry of the bibliography, without the roles that ARIA 1.3 dropped."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        translator.body.append('<div class="citation-list">\n')
    translator.body.append(translator.starttag(node, "div", CLASS="citation"))


def depart_citation(translator, node):
    """Close an entry of the bibliography, and the list after the last one."""
    translator.body.append("</div>\n")
    following = node.next_node(descend=False, siblings=True)
    if not isinstance(following, nodes.citation):
        translator.body.append("</div>\n")


def mend_tables(app, pagename, templatename, context, doctree):
    """Make the empty corner of a pandas table a cell: it is nobody's heading."""
    if "body" in context:
        context["body"] = context["body"].replace("<th></th>", "<td></td>")
