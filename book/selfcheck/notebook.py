"""`show`: a question in a notebook, at rest as HTML and live with a kernel."""

try:
    from live import Output
except ModuleNotFoundError:  # the room was copied alone: at rest it is whole
    Output = object


class Shown(Output):
    """What `show` returns: Jupyter asks it for HTML, and for a widget if it is live."""

    def __init__(self, question, course):
        self.question, self.course = question, course

    def __repr__(self):
        return f"Question {self.question.id}: {self.question.stem}"

    def _repr_html_(self):
        from .render import render

        return render(self.question, self.course)

    def _widget(self, rest):
        from .render import render
        from .widget import widget_of

        return widget_of(rest, render(self.question, self.course, live=True))


def show(id, folder=None):
    """Show one question by its id, as the last value of a cell.

    In a live notebook the answers reach Python (see `progress`); on a built page, or in
    a notebook that is not trusted, the same question is plain HTML.

    ``folder``: where the question files are; without it, the course's own ``quizzes/``.

    Raises QuestionError, naming near ids, for an id that does not exist, and with file
    and line for a file that the linter refuses.
    """
    from .course import open_course  # here: to import `show` takes nothing heavy

    course = open_course(folder)
    return Shown(course.find(id), course)
