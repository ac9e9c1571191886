"""`show`, `reveal`, `interview`: at rest as HTML, and live with a kernel."""

from .errors import QuestionError

try:
    from live import Output
except ModuleNotFoundError:  # the room was copied alone: at rest it is whole
    Output = object


class Shown(Output):
    """What `show` returns: Jupyter asks it for HTML, and for a widget if it is live."""

    word = "Question"

    def __init__(self, question, course):
        self.question, self.course = question, course

    def __repr__(self):
        return f"{self.word} {self.question.id}: {self.question.stem}"

    def _html(self, live=False):
        from .render import render

        return render(self.question, self.course, live)

    def _repr_html_(self):
        return self._html()

    def _widget(self, rest):
        from .widget import widget_of

        return widget_of(rest, self._html(live=True))


class Revealed(Shown):
    """What `reveal` returns."""

    word = "What the run shows for"

    def _html(self, live=False):
        from .revealed import render_reveal

        return render_reveal(self.question, self.course, live)


class Box:
    """What `interview` returns: HTML that needs neither a script nor a kernel."""

    def __init__(self, questions, course):
        self.questions, self.course = questions, course

    def __repr__(self):
        return f"In an interview: {', '.join(each.id for each in self.questions)}"

    def _repr_html_(self):
        from .interview_box import render_box

        return render_box(self.questions, self.course)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self._repr_html_()}


def show(id, folder=None):
    """Show one question or bet by its id, as the last value of a cell.

    In a live notebook the answers reach Python (see `progress`); on a built page, or in
    a notebook that is not trusted, the same question is plain HTML.

    ``folder``: where the question files are; without it, the course's own ``quizzes/``.

    Raises QuestionError, naming near ids, for an id that does not exist, and with file
    and line for a file that the linter refuses.
    """
    from .course import open_course  # here: to import `show` takes nothing heavy

    course = open_course(folder)
    return Shown(course.find(id), course)


def reveal(id, folder=None):
    """Settle a bet, in a cell of its own under the run's output.

    With a bet placed it says what was bet, what the run shows and why that guess is
    off; without a bet, the result; without a script it is a fold.

    Raises QuestionError as `show` does, and for a question that is no bet.
    """
    from .course import open_course

    course = open_course(folder)
    return Revealed(course.find_bet(id), course)


def interview(*ids, folder=None):
    """Show what to say in an interview: the box that closes a chapter.

    A chapter on two questions names both. Raises QuestionError as `show` does, for a
    question without the field `usual`, and if there is no id.
    """
    from .course import open_course

    if not ids:
        raise QuestionError('name the questions of the chapter: interview("A1")')
    course = open_course(folder)
    return Box([course.find_usual(id) for id in ids], course)
