"""Where "Read again" leads: to pages of the site, from wherever the question stands.

A stored question links as if it stood beside the chapters; on the page it is told where
they are.
"""

import os
import posixpath
import re

from docutils import nodes
from sphinx.util import logging

from ..render import READ_AGAIN
from . import course_of

logger = logging.getLogger(__name__)
# The whole line that such a link stands in.
LINE = re.compile(rf'<p class="sc-more">{READ_AGAIN.pattern}>.*?</p>\n')


def page_of(app, course, place):
    """Return the name of the page, for Sphinx, that ``page#anchor`` is on."""
    home = os.path.relpath(course.book.folder, app.srcdir).replace(os.sep, "/")
    return posixpath.normpath(posixpath.join(home, place.split("#")[0]))


def links_in(app, course, html):
    """List (page, anchor) of each such link in the HTML of a page."""
    return [
        (page_of(app, course, match["page"]), match["anchor"])
        for match in READ_AGAIN.finditer(html)
    ]


def aim_links(app, doctree, docname):
    """Make the links of a page lead from where it is, whatever the builder."""
    if app.builder.format != "html":
        return
    course = course_of(app)

    def aim(match):
        page = page_of(app, course, match["page"])
        if page not in app.env.all_docs:
            return match[0]  # `check_links` has warned of it
        uri = app.builder.get_relative_uri(docname, page)
        return f'{match["before"]}{uri}#{match["anchor"]}"'

    for raw in doctree.findall(nodes.raw):
        html = raw.astext()
        aimed = READ_AGAIN.sub(aim, _without_circles(app, course, raw, docname))
        if aimed != html:
            raw[:] = [nodes.Text(aimed)]


def _without_circles(app, course, raw, docname):
    """Return the HTML of a node without the links to the section that it stands in."""
    here = _section_of(raw).get("ids", ())

    def leave_out(match):
        page = page_of(app, course, match["page"])
        return "" if page == docname and match["anchor"] in here else match[0]

    return LINE.sub(leave_out, raw.astext())


def _section_of(node):
    """Return the innermost section that holds a node, or the document."""
    while not isinstance(node, nodes.section | nodes.document):
        node = node.parent
    return node


def check_links(app, env):
    """Warn of a `Read again` link that leads to no page or no anchor of the site."""
    for docname, metadata in env.metadata.items():
        for page, anchor in metadata.get("selfcheck_links", ()):
            if page not in env.all_docs:
                text = "selfcheck: a question links to %s, which is not on the site"
                logger.warning(text, page, location=docname)
            elif anchor not in _anchors(env.get_doctree(page)):
                text = "selfcheck: a question links to %s#%s; there is no such anchor"
                logger.warning(text, page, anchor, location=docname)


def _anchors(doctree):
    elements = doctree.findall(nodes.Element)
    return {id for element in elements for id in element.get("ids", ())}
