"""All questions of a folder, read and checked together."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from .errors import QuestionError
from .source.answer_key import Key, read_key
from .source.catalogue import check_catalogue, check_unused
from .source.links import Book, stamp
from .source.lint import check_section

HOME = Path(__file__).resolve().parents[1]  # book/, with the chapters and quizzes/
_COURSES = {}  # folder -> Course, as it was read last


@dataclass
class Course:
    """The questions of a folder, in order, with whatever is wrong with them."""

    folder: Path
    book: Book
    listing: list  # the YAML files of the folder
    sections: dict = field(default_factory=dict)  # section letter -> file
    titles: dict = field(default_factory=dict)  # section letter -> title
    files: dict = field(default_factory=dict)  # question id -> file
    questions: dict = field(default_factory=dict)  # question id -> Question
    misconceptions: dict = field(default_factory=dict)  # key -> says, because, see
    key: Key = field(default_factory=Key)  # the usual answers, as they circulate
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

    def find_bet(self, id):
        """Return a bet that is sound; QuestionError also for what is no bet."""
        question = self.find(id)
        if not question.is_bet:
            raise QuestionError(f"`{id}` is no bet; show it with `show` alone")
        return question

    def find_usual(self, id):
        """Return a question with its usual answer; QuestionError for one without."""
        question = self.find(id)
        if question.usual is None:
            raise QuestionError(f"`{id}` has no field `usual`; add it to its file")
        return question

    def is_fresh(self):
        """Whether every file that was looked for is as it was."""
        listing = sorted(self.folder.glob("*.yml"))
        known = self.book.inputs.items()
        return listing == self.listing and all(
            stamp(file) == was for file, was in known
        )


def open_course(folder=None):
    """Read the questions of a folder; without one, the course's own.

    A folder is not read twice as long as nothing has changed: its files, the pages that
    its questions point at, and ``references.bib``. It holds the YAML files; pages and
    ``references.bib`` are beside it, or else in the course.
    """
    folder = Path(folder) if folder else HOME / "quizzes"
    if not folder.is_dir():
        raise QuestionError(f"{folder}: there is no such folder; name the quizzes")
    course = _COURSES.get(folder)
    if course is None or not course.is_fresh():
        course = _COURSES[folder] = _read(folder)
    return course


def _read(folder):
    beside = folder.resolve().parent
    book = Book(beside if (beside / "references.bib").is_file() else HOME)
    catalogue = folder / "misconceptions.yml"
    own = catalogue.is_file()
    if not own:
        catalogue = HOME / "quizzes" / catalogue.name
    files = sorted(folder.glob("*.yml"))
    key = folder / "answer-key.yml"
    for file in (*files, catalogue, key, beside / "references.bib"):
        book.note(file)
    course = Course(folder, book, files)
    used = set()
    check_catalogue(course, catalogue)
    if key in files:
        read_key(course, key)
    for file in files:
        if file not in (catalogue, key):
            check_section(course, file, used)
    if own and not course.errors:  # in a broken file, nobody knows what is used
        check_unused(course, catalogue, used)
    course.titles = dict(sorted(course.titles.items()))  # part 2 comes last
    course.problems.sort(key=lambda each: (str(each.path), each.line))
    return course
