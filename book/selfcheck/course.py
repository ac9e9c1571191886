"""All questions of a folder, read and checked together."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from .links import Book
from .lint import check_catalogue, check_section

HOME = Path(__file__).resolve().parents[1]  # book/, with the chapters and quizzes/


class QuestionError(ValueError):
    """A question that does not exist, or a file that cannot be used as it is."""


@dataclass
class Course:
    """The questions of a folder, in order, with whatever is wrong with them."""

    book: Book
    titles: dict = field(default_factory=dict)  # section letter -> title
    files: dict = field(default_factory=dict)  # question id -> file
    questions: dict = field(default_factory=dict)  # question id -> Question
    misconceptions: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    @property
    def errors(self):
        """The problems that forbid to publish."""
        return [problem for problem in self.problems if not problem.warning]

    def find(self, id):
        """Return a question that is sound.

        Raises QuestionError with what the linter has against it, or, for an id that
        does not exist, with near ones and with the files that could not be read.
        """
        own = [str(error) for error in self.errors if error.id == id]
        if own:
            raise QuestionError("\n".join(own))
        if id not in self.questions:
            near = get_close_matches(str(id), self.files) or list(self.files)[:8]
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            read = {*self.files.values()}
            unread = [f"\n{each}" for each in self.errors if each.path not in read]
            raise QuestionError(f"there is no question `{id}`{hint}{''.join(unread)}")
        return self.questions[id]


def open_course(folder=None):
    """Read the questions of a folder; without one, the course's own.

    A folder that has not changed is not read twice. It holds the YAML files; pages and
    ``references.bib`` are beside it, or else in the course.
    """
    folder = Path(folder) if folder else HOME / "quizzes"
    if not folder.is_dir():
        raise QuestionError(f"{folder}: there is no such folder; name the quizzes")
    files = sorted(folder.glob("*.yml"))
    return _read(folder, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _read(folder, stamps):
    beside = folder.resolve().parent
    course = Course(Book(beside if (beside / "references.bib").is_file() else HOME))
    files = [file for file, _ in stamps]
    catalogue = folder / "misconceptions.yml"
    own = catalogue in files
    used = set()
    check_catalogue(course, catalogue if own else HOME / "quizzes" / catalogue.name)
    for file in files:
        if file != catalogue:
            check_section(course, file, used)
    if own and not course.errors:  # in a broken file, nobody knows what is used
        check_catalogue(course, catalogue, used)
    course.problems.sort(key=lambda each: (str(each.path), each.line))
    return course
