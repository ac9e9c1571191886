"""Which page shows which question, and whether it shows it as its file says."""

import hashlib

from docutils import nodes
from sphinx.util import logging

from ..render import QUESTION, render
from . import course_of
from .directives import count, outline
from .links import links_in

logger = logging.getLogger(__name__)


def note_questions(app, doctree):
    """Mark where each question stands, count them, and remember what the page shows."""
    course = course_of(app)
    stored, links = {}, []
    for raw in doctree.findall(nodes.raw):
        html = raw.astext()
        for found in QUESTION.finditer(html):
            id = found["id"]
            _compare(app, course, found)
            if id in course.questions and id not in stored:
                html = html.replace(
                    found[0], f'<span id="question-{id}"></span>\n{found[0]}', 1
                )
            stored.setdefault(id, _digest(found[0]))
        if stored:
            links += links_in(app, course, html)
            raw[:] = [nodes.Text(html)]
    if not stored:
        return
    app.env.metadata[app.env.docname].update(
        selfcheck_stored=stored, selfcheck_links=sorted(set(links))
    )
    asked = [course.questions[id] for id in stored if id in course.questions]
    _say_how_many(doctree, asked)


def _compare(app, course, found):
    """Warn of a question that the page shows otherwise than its file says."""
    id = found["id"]
    question = course.questions.get(id)
    if question is None:
        text = "question %s is in no question file; take its cell out"
        logger.warning(text, id, location=app.env.docname)
    elif found[0] != render(question, course):
        text = "question %s differs from %s; run `make refresh` to store it anew"
        name = course.files[id].name
        logger.warning(text, id, name, location=app.env.docname)


def _digest(html):
    return hashlib.sha256(html.encode()).hexdigest()


def _say_how_many(doctree, asked):
    title = next(doctree.findall(nodes.title), None)
    if title is not None and not all(question.is_bet for question in asked):
        line = count(asked, "on this page")
        title.parent.insert(title.parent.index(title) + 1, line)


def find_outdated(app, env, added, changed, removed):
    """List the pages to read anew although their own files have not changed.

    What counts is the HTML of a question, so whatever it is made of may change: its
    file, the misconceptions, the bibliography, a heading of the page it links to.
    A page with a stored question that is out of date is among them in each build, so
    that it is told in each.
    """
    course = course_of(app)
    shown = {
        id: _digest(render(question, course))
        for id, question in course.questions.items()
    }
    return [
        name
        for name, data in env.metadata.items()
        if name in env.found_docs and _is_outdated(data, course, shown)
    ]


def _is_outdated(data, course, shown):
    if data.get("selfcheck_missing"):
        return True
    if data.get("selfcheck_progress", outline(course)) != outline(course):
        return True
    stored = data.get("selfcheck_stored", {})
    return any(shown.get(id) != digest for id, digest in stored.items())
