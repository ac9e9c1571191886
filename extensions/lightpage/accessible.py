"""Mend what screen readers stumble over in pages that others' code writes."""

import re

from docutils import nodes

TABLE_PART = re.compile(r"<(thead|tbody)\b.*?</\1>", re.DOTALL)
HEADING = re.compile(r"<th\b(?![^>]*\bscope=)")
HEADING_OF_SEVERAL = re.compile(r"<th\b(?![^>]*\bscope=)([^>]*\bcolspan=\"[^1])")


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
    """Say in the tables of a page what each head is the head of."""
    if "body" in context:
        context["body"] = TABLE_PART.sub(with_scopes, context["body"])


def with_scopes(part):
    """Return a head or body of a table in which each heading has a scope.

    An empty corner is nobody's heading, so it becomes a cell.

    >>> with_scopes(TABLE_PART.match('<thead><th></th><th colspan="2">a</th></thead>'))
    '<thead><td></td><th scope="colgroup" colspan="2">a</th></thead>'
    """
    text = part[0].replace("<th></th>", "<td></td>")
    if part[1] == "tbody":
        return HEADING.sub('<th scope="row"', text)
    text = HEADING_OF_SEVERAL.sub(r'<th scope="colgroup"\1', text)
    return HEADING.sub('<th scope="col"', text)
