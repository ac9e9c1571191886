"""Sphinx: `{quiz} A1`, `{quiz-progress}`, and the script only where a question is."""

import posixpath
import re
from html import escape
from pathlib import Path

from docutils import nodes
from live.page import add_assets
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .course import QuestionError, open_course
from .render import render
from .text import inline

STATIC = Path(__file__).with_name("static")
QUESTION = re.compile(
    r'<form class="sc-question".* data-question="(\w+)" data-hash="(\w+)"'
)
READ_AGAIN = re.compile(r'Read again: <a href="([^"#]+)\.html#([^"]+)"')
logger = logging.getLogger(__name__)


def _course(app):
    folder = app.config.selfcheck_folder
    return open_course(Path(app.srcdir, folder) if folder else None)


class progress_list(nodes.General, nodes.Element):
    """Where the list of one section's questions will stand."""


class QuizDirective(SphinxDirective):
    """Show the question whose id is the argument."""

    required_arguments = 1

    def run(self):
        course = _course(self.env.app)
        _depend(self.env, course)
        try:
            html = render(course.find(self.arguments[0]), course)
        except QuestionError as error:
            logger.warning("quiz: %s", error, location=self.get_location())
            return []
        return [nodes.raw("", html, format="html")]


class ProgressDirective(SphinxDirective):
    """List every question of the course, section by section, with its state."""

    def run(self):
        course = _course(self.env.app)
        _depend(self.env, course)
        self.env.metadata[self.env.docname]["selfcheck_progress"] = True
        found = [_count(course.questions.values(), "in the whole course", "the course")]
        for letter, title in course.titles.items():
            name = f"Section {letter}: {title}"
            section = nodes.section(ids=[nodes.make_id(name)], names=[name.lower()])
            section += nodes.title("", name)
            questions = [q for q in course.questions.values() if q.id[0] == letter]
            section += _count(questions, "in this section", "this section")
            section += progress_list(letter=letter)
            found.append(section)
        return found


def _depend(env, course):
    for file in {*course.files.values(), course.book.folder / "references.bib"}:
        env.note_dependency(str(file))


def _count(questions, where, over="this page"):
    """One line that says how many questions there are; the script adds the score."""
    bets = sum(question.is_bet for question in questions)
    scored = len(questions) - bets
    said = [f"{n} {word}{'s' * (n > 1)}" for n, word in _words(scored, bets) if n]
    text = f"{' and '.join(said)} {where}."
    mark = f'<p class="sc-count" data-where="{where}" data-over="{over}">{text}</p>'
    return nodes.raw("", mark, format="html")


def _words(scored, bets):
    return [(scored, "question"), (bets, "bet")]


def check_files(app):
    """Stop the build if any question file has an error: nothing half valid goes out."""
    try:
        errors = _course(app).errors
    except QuestionError as error:
        errors = [error]
    if errors:
        raise ExtensionError("selfcheck: " + "\n".join(map(str, errors)))


def note_questions(app, doctree):
    """Mark where each question stands, count them, and remember their links."""
    course, docname = _course(app), app.env.docname
    places, links = [], []
    for raw in doctree.findall(nodes.raw):
        html = raw.astext()
        if not QUESTION.search(html):
            continue
        for id, stored in QUESTION.findall(html):
            known = course.questions.get(id)
            if not known or known.hash != stored:
                text = "question %s differs from its YAML file; execute the page anew"
                logger.warning(text, id, location=docname)
            elif id not in places:
                places.append(id)
                html = f'<span id="question-{id}"></span>\n{html}'
        links += READ_AGAIN.findall(html)
        raw[:] = [nodes.Text(html)]
    if places:
        app.env.metadata[docname].update(
            selfcheck_places=places, selfcheck_links=sorted(set(links))
        )
        title = next(doctree.findall(nodes.title), None)
        asked = [course.questions[id] for id in places]
        if title is not None and not all(question.is_bet for question in asked):
            line = _count(asked, "on this page")
            title.parent.insert(title.parent.index(title) + 1, line)


def check_links(app, env):
    """Warn of a `Read again` link that leads to no page or no anchor of the site."""
    for docname, metadata in env.metadata.items():
        for page, anchor in metadata.get("selfcheck_links", ()):
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(docname), page)
            )
            if target not in env.all_docs:
                text = "selfcheck: a question links to %s, which is not on the site"
                logger.warning(text, target, location=docname)
            elif anchor not in _anchors(env.get_doctree(target)):
                text = "selfcheck: a question links to %s#%s; there is no such anchor"
                logger.warning(text, target, anchor, location=docname)


def _anchors(doctree):
    elements = doctree.findall(nodes.Element)
    return {id for element in elements for id in element.get("ids", ())}


def refresh_progress(app, env):
    """Write the progress page anew in each build: its links may have moved."""
    return [name for name, data in env.metadata.items() if "selfcheck_progress" in data]


def fill_progress(app, doctree, docname):
    """Put the table of questions, with links to their pages, in its place."""
    course, places = _course(app), {}
    for name, data in app.env.metadata.items():
        for id in data.get("selfcheck_places", ()):
            home = course.questions[id].section.split("#")[0]  # rather than elsewhere
            if id not in places or posixpath.basename(name) == home:
                places[id] = name
    for slot in list(doctree.findall(progress_list)):
        rows = []
        for id, question in course.questions.items():
            if id[0] != slot["letter"]:
                continue
            label = escape(id)
            if id in places:
                uri = app.builder.get_relative_uri(docname, places[id])
                label = f'<a href="{uri}#question-{id}">{id}</a>'
            rows.append(
                f'<tr data-question="{id}" data-hash="{question.hash}" '
                f'data-when="{question.when}"><th scope="row">{label}</th>'
                f"<td>{inline(question.objective)}</td>"
                '<td class="sc-state">not answered yet</td></tr>'
            )
        head = "<th scope='col'>Question</th><th scope='col'>You can</th>"
        html = (
            f'<table class="sc-progress"><thead><tr>{head}<th scope="col">So far</th>'
            f"</tr></thead>\n<tbody>\n{chr(10).join(rows)}\n</tbody></table>"
        )
        slot.replace_self(nodes.raw("", html, format="html"))


def setup(app):
    """Register the directives; loaded by `local_extensions` in ``_config.yml``."""
    app.add_config_value("selfcheck_folder", "", "env")
    app.add_directive("quiz", QuizDirective)
    app.add_directive("quiz-progress", ProgressDirective)
    app.add_node(progress_list)
    add_assets(
        app, static=STATIC, mark='data-question="', style="quiz.css", script="quiz.js"
    )
    app.connect("builder-inited", check_files)
    app.connect("doctree-read", note_questions)
    app.connect("env-check-consistency", check_links)
    app.connect("env-updated", refresh_progress)
    app.connect("doctree-resolved", fill_progress)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
