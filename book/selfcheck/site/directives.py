"""What a page of prose writes to show questions, bets and their results.

- ``{quiz} A1``: a question or a bet
- ``{reveal} A1a``: what settles a bet
- ``{interview} A1``: the box on interviews
"""

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..errors import QuestionError
from ..interview_box import render_box
from ..render import render
from ..revealed import render_reveal
from . import course_of

logger = logging.getLogger(__name__)


class PartDirective(SphinxDirective):
    """Show a part of a question; the argument is an id, or several."""

    required_arguments = 1

    def run(self):
        course = course_of(self.env.app)
        try:
            html = self.draw(course, self.arguments)
        except QuestionError as error:
            logger.warning("%s: %s", self.name, error, location=self.get_location())
            self.env.metadata[self.env.docname]["selfcheck_missing"] = True
            return []
        return [nodes.raw("", html, format="html")]


class QuizDirective(PartDirective):
    """Show the question whose id is the argument."""

    def draw(self, course, ids):
        return render(course.find(ids[0]), course)


class RevealDirective(PartDirective):
    """Settle the bet whose id is the argument."""

    def draw(self, course, ids):
        return render_reveal(course.find_bet(ids[0]), course)


class InterviewDirective(PartDirective):
    """Show the box for the questions whose ids are the arguments."""

    optional_arguments = 3

    def draw(self, course, ids):
        return render_box([course.find_usual(id) for id in ids], course)


def outline(course):
    """What lists of questions are made of: sections, their questions, and the key."""
    return [
        list(course.titles.items()),
        [
            (question.id, question.when, question.usual is None)
            for question in course.questions.values()
        ],
        len(course.key.answers),
    ]


def count(questions, where, over="this page"):
    """One line that says how many questions there are; the script adds the score."""
    bets = sum(question.is_bet for question in questions)
    numbers = [(len(questions) - bets, "question"), (bets, "bet")]
    said = [f"{n} {word}{'s' * (n > 1)}" for n, word in numbers if n]
    text = f"{' and '.join(said)} {where}."
    mark = f'<p class="sc-count" data-where="{where}" data-over="{over}">{text}</p>'
    return nodes.raw("", mark, format="html")
