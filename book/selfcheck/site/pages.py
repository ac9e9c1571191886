"""Which page shows which question, and whether it shows it as its file says."""

from docutils import nodes
from sphinx.util import logging

from . import course_of
from .directives import count, outline
from .links import links_in
from .stored import digest_of, expected, parts_of

logger = logging.getLogger(__name__)


def note_questions(app, doctree):
    """Mark where each question stands, count them, and remember what the page shows."""
    course = course_of(app)
    parts, links = {}, []
    for raw in doctree.findall(nodes.raw):
        html = raw.astext()
        found = parts_of(html)
        for part in found:
            _compare(app, course, part)
            name = (part.kind, part.name)
            if name not in parts:
                mark = f'<span id="{part.anchor}"></span>\n'
                html = html.replace(part.html, mark + part.html, 1)
            parts.setdefault(name, part.digest)
        if found:
            links += links_in(app, course, html)
            raw[:] = [nodes.Text(html)]
    if not parts:
        return
    stored = [name for kind, name in parts if kind == "question"]
    app.env.metadata[app.env.docname].update(
        selfcheck_parts=parts,
        selfcheck_stored=stored,
        selfcheck_links=sorted(set(links)),
    )
    asked = [course.questions[id] for id in stored if id in course.questions]
    _say_how_many(course, doctree, asked)


def _compare(app, course, part):
    """Warn of a part that the page shows otherwise than its file says."""
    wanted = expected(part.kind, part.name, course)
    place = app.env.docname
    if wanted is None:
        text = "%s %s is in no question file; take its cell out"
        logger.warning(text, part.kind, part.name, location=place)
    elif part.html != wanted:
        text = "%s %s differs from %s; run `make refresh` to store it anew"
        file = course.files[part.name.split()[0]].name
        logger.warning(text, part.kind, part.name, file, location=place)


def _say_how_many(course, doctree, asked):
    """Count the answers above the first question that is no bet."""
    for raw in doctree.findall(nodes.raw):
        names = [
            part.name for part in parts_of(raw.astext()) if part.kind == "question"
        ]
        questions = [
            course.questions[name] for name in names if name in course.questions
        ]
        if any(not question.is_bet for question in questions):
            block = _block_of(raw)
            line = count(asked, "on this page")
            block.parent.insert(block.parent.index(block), line)
            return


def _block_of(node):
    """Return what stands in a section of the page and holds a node."""
    while not isinstance(node.parent, nodes.section | nodes.document):
        node = node.parent
    return node


def find_outdated(app, env, added, changed, removed):
    """List the pages to read anew although their own files have not changed.

    What counts is the HTML of a part, so whatever it is made of may change: its
    file, the misconceptions, the bibliography, a heading of the page it links to.
    A page with a stored part that is out of date is among them in each build, so
    that it is told in each.
    """
    course = course_of(app)
    return [
        name
        for name, data in env.metadata.items()
        if name in env.found_docs and _is_outdated(data, course)
    ]


def _is_outdated(data, course):
    if data.get("selfcheck_missing"):
        return True
    if data.get("selfcheck_outline", outline(course)) != outline(course):
        return True
    parts = data.get("selfcheck_parts", {})
    return any(
        digest_of(expected(kind, name, course)) != digest
        for (kind, name), digest in parts.items()
    )
