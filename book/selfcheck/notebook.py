"""`show`: a question in a notebook, at rest as HTML and live as a widget."""

import sys

from .course import open_course
from .render import render


class Shown:
    """What `show` returns: Jupyter asks it for HTML and, live, for the widget."""

    def __init__(self, question, course):
        self.question, self.course = question, course

    def __repr__(self):
        return f"Question {self.question.id}: {self.question.stem}"

    def _repr_html_(self):
        return render(self.question, self.course)

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if in_kernel():
            from .live import view_of

            bundle |= view_of(self.question, self.course)
        return bundle


def in_kernel():
    """Whether a notebook's kernel runs this code, so that a widget can live.

    >>> in_kernel()
    False
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def show(id, folder=None):
    """Show one question by its id, as the last value of a cell.

    In a live notebook the answers reach Python (see `progress`); on a built page, or in
    a notebook that is not trusted, the same question is plain HTML.

    ``folder``: where the question files are; without it, the course's own ``quizzes/``.

    Raises QuestionError, naming near ids, for an id that does not exist, and with file
    and line for a file that the linter refuses.
    """
    course = open_course(folder)
    return Shown(course.find(id), course)
