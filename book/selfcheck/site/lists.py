"""Lists of questions that many pages feed: they are filled in when all pages are read.

- ``{quiz-progress}``: every question with the reader's state
- ``{usual-answers}``: what the usual answers get wrong
- ``{map}``: all answers of the key, with our verdicts
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from . import answers, course_of, progress_page
from .directives import count, outline
from .places import Places


class question_list(nodes.General, nodes.Element):
    """Where a list will stand: ``draw`` makes its HTML, for a section or for all."""


class ListDirective(SphinxDirective):
    """Put a list in sections, one for each section of the course with a line in it."""

    def run(self):
        course = course_of(self.env.app)
        self.env.metadata[self.env.docname]["selfcheck_outline"] = outline(course)
        return [*self.head(course), *self.sections(course)]

    def head(self, course):
        """Return what stands before the sections."""
        return []

    def sections(self, course):
        found = []
        for letter, title in course.titles.items():
            questions = self.questions(course, letter)
            if not questions:
                continue
            # "Part 2: Trade-offs" says by itself where it belongs.
            is_part = title.startswith("Part ")
            name = title if is_part else f"Section {letter}: {title}"
            section = nodes.section(ids=[nodes.make_id(name)], names=[name.lower()])
            section += nodes.title("", name)
            section += self.lines(questions)
            section += question_list(draw=self.name, letter=letter)
            found.append(section)
        return found

    def questions(self, course, letter):
        """Return the questions of a section that are on the list."""
        return [each for each in course.questions.values() if each.id[0] == letter]

    def lines(self, questions):
        """Return what stands under the title of a section."""
        return []


class ProgressDirective(ListDirective):
    """List every question of the course, section by section, with its state."""

    def head(self, course):
        return [count(course.questions.values(), "in the whole course", "the course")]

    def lines(self, questions):
        return [count(questions, "in this section", "this section")]


class UsualAnswersDirective(ListDirective):
    """List what the usual answers get wrong, section by section."""

    def head(self, course):
        told = sum(map(_is_told, course.questions.values()))
        text = f"So far {told} of the {len(course.key.answers)} answers are written."
        return [nodes.paragraph("", text)]

    def questions(self, course, letter):
        return list(filter(_is_told, super().questions(course, letter)))


def _is_told(question):
    return question.usual is not None


class MapDirective(ListDirective):
    """Show all answers of the key at a glance; written ones link to their chapters."""

    def sections(self, course):
        return [question_list(draw=self.name, letter="")]


DRAWERS = {
    "quiz-progress": progress_page.draw,
    "usual-answers": answers.draw_usual,
    "map": answers.draw_map,
}
DIRECTIVES = {
    "quiz-progress": ProgressDirective,
    "usual-answers": UsualAnswersDirective,
    "map": MapDirective,
}


def write_lists_anew(app, env):
    """Write pages with lists in each build: what they link to may have moved."""
    return [name for name, data in env.metadata.items() if "selfcheck_outline" in data]


def fill_lists(app, doctree, docname):
    """Put the lists, with links to the pages of their questions, in their places."""
    slots = list(doctree.findall(question_list))
    if not slots:
        return
    course = course_of(app)
    places = Places(app, course, docname)
    for slot in slots:
        html = DRAWERS[slot["draw"]](course, slot["letter"], places)
        slot.replace_self(nodes.raw("", html, format="html"))
