"""``{quiz} A1`` shows a question; ``{quiz-progress}`` lists all of them."""

from html import escape

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..errors import QuestionError
from ..render import render
from ..text import inline
from . import course_of
from .links import page_of

logger = logging.getLogger(__name__)


class progress_list(nodes.General, nodes.Element):
    """Where the list of one section's questions will stand."""


class QuizDirective(SphinxDirective):
    """Show the question whose id is the argument."""

    required_arguments = 1

    def run(self):
        course = course_of(self.env.app)
        try:
            html = render(course.find(self.arguments[0]), course)
        except QuestionError as error:
            logger.warning("quiz: %s", error, location=self.get_location())
            self.env.metadata[self.env.docname]["selfcheck_missing"] = True
            return []
        return [nodes.raw("", html, format="html")]


class ProgressDirective(SphinxDirective):
    """List every question of the course, section by section, with its state."""

    def run(self):
        course = course_of(self.env.app)
        self.env.metadata[self.env.docname]["selfcheck_progress"] = outline(course)
        found = [count(course.questions.values(), "in the whole course", "the course")]
        for letter, title in course.titles.items():
            name = f"Section {letter}: {title}"
            section = nodes.section(ids=[nodes.make_id(name)], names=[name.lower()])
            section += nodes.title("", name)
            questions = [q for q in course.questions.values() if q.id[0] == letter]
            section += count(questions, "in this section", "this section")
            section += progress_list(letter=letter)
            found.append(section)
        return found


def outline(course):
    """What the progress page is made of: the sections, and how many questions each."""
    return [
        list(course.titles.items()),
        [(question.id, question.when) for question in course.questions.values()],
    ]


def count(questions, where, over="this page"):
    """One line that says how many questions there are; the script adds the score."""
    bets = sum(question.is_bet for question in questions)
    numbers = [(len(questions) - bets, "question"), (bets, "bet")]
    said = [f"{n} {word}{'s' * (n > 1)}" for n, word in numbers if n]
    text = f"{' and '.join(said)} {where}."
    mark = f'<p class="sc-count" data-where="{where}" data-over="{over}">{text}</p>'
    return nodes.raw("", mark, format="html")


def write_progress_anew(app, env):
    """Write the progress page in each build: its links may have moved."""
    return [name for name, data in env.metadata.items() if "selfcheck_progress" in data]


def fill_progress(app, doctree, docname):
    """Put the table of questions, with links to their pages, in its place."""
    slots = list(doctree.findall(progress_list))
    if not slots:
        return
    course = course_of(app)
    places = _places(app, course)
    for slot in slots:
        rows = []
        for question in course.questions.values():
            if question.id[0] == slot["letter"]:
                place = places.get(question.id)
                uri = place and app.builder.get_relative_uri(docname, place)
                rows.append(_row(question, uri))
        slot.replace_self(nodes.raw("", _table(rows), format="html"))


def _places(app, course):
    """Map each question to a page that asks it: its chapter rather than another."""
    places = {}
    for name, data in app.env.metadata.items():
        for id in data.get("selfcheck_stored", ()):
            question = course.questions.get(id)
            is_home = question and page_of(app, course, question.section) == name
            if id not in places or is_home:
                places[id] = name
    return places


def _row(question, uri):
    label = escape(question.id)
    if uri:
        label = f'<a href="{uri}#question-{label}">{label}</a>'
    return (
        f'<tr data-question="{question.id}" data-hash="{question.hash}" '
        f'data-when="{question.when}"><th scope="row">{label}</th>'
        f"<td>{inline(question.objective)}</td>"
        '<td class="sc-state">not answered yet</td></tr>'
    )


def _table(rows):
    head = "<th scope='col'>Question</th><th scope='col'>You can</th>"
    lines = "\n".join(rows)
    return (
        f'<table class="sc-progress"><thead><tr>{head}<th scope="col">So far</th>'
        f"</tr></thead>\n<tbody>\n{lines}\n</tbody></table>"
    )
