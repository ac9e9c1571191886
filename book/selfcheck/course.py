"""All questions of a folder, read and checked together."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from . import schema
from .links import Book
from .model import Question
from .source import Problem, read_yaml
from .text import blocks
from .writing import rules

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
    if catalogue not in files:
        catalogue = HOME / "quizzes" / "misconceptions.yml"
    _read_catalogue(course, read_yaml(catalogue))
    used = Counter()
    for file in files:
        if file.name != "misconceptions.yml":
            _read_section(course, read_yaml(file), used)
    if catalogue in files:
        source = read_yaml(catalogue)
        for name in course.misconceptions.keys() - used.keys():
            text = f"`{name}` is used by no question; use or remove it"
            _report(course, source, "misconceptions", (name,), text, "warning")
    course.problems.sort(key=lambda each: (str(each.path), each.line))
    return course


def _report(course, source, id, place, text, kind="error"):
    line = source.line(place)
    course.problems.append(Problem(source.path, line, id, text, kind == "warning"))


def _shape(course, source, id, part):
    """Report what stops a file from being read at all; True if nothing does."""
    for line, text in source.faults:
        course.problems.append(Problem(source.path, line, id, text))
    if source.faults:
        return False
    wrong = schema.fault(source.value, part)
    if wrong:
        _report(course, source, id, *wrong)
    return not wrong


def _read_catalogue(course, source):
    if not _shape(course, source, "misconceptions", "misconceptions"):
        return
    course.misconceptions = source.value
    for name, entry in source.value.items():
        wrong = _broken_link(course.book, entry["see"])
        if wrong:
            _report(course, source, "misconceptions", (name, "see"), wrong)
        for field_name in ("says", "because"):
            try:
                blocks(entry[field_name])
            except ValueError as error:
                place, text = (name, field_name), f"{error}; mend the formula"
                _report(course, source, "misconceptions", place, text)


def _read_section(course, source, used):
    if not _shape(course, source, source.path.stem, "file"):
        return
    course.titles[source.value["section"]] = source.value["title"]
    letter, firsts = source.value["section"], []
    for index, fields in enumerate(source.value["questions"]):
        place = ("questions", index)
        known = isinstance(fields, dict) and isinstance(fields.get("id"), str)
        id = fields["id"] if known else f"question {index + 1}"
        wrong = schema.fault(fields, "question")
        found = [wrong] if wrong else list(_check(course, fields, letter, used))
        if id in course.files:
            first = course.files[id].name
            found.append((("id",), f"`{id}` stands twice (also in {first}); change it"))
        for inner, *text in found:
            _report(course, source, id, place + tuple(inner), *text)
        course.files.setdefault(id, source.path)
        if wrong:
            continue
        course.questions.setdefault(id, Question.from_yaml(fields))
        if fields["type"] == "single" and fields.get("when") != "before":
            right = (i for i, o in enumerate(fields["options"]) if o.get("correct"))
            firsts.append(next(right, None))
    for id in [id for id, file in course.files.items() if file == source.path]:
        if id[-1].islower() and id[:-1] not in course.files:
            text = f"bet `{id}` belongs to no question; add {id[:-1]} or rename it"
            _report(course, source, id, (), text)
    _even(course, source, firsts)


def _even(course, source, places):
    count = Counter(places)
    place, most = count.most_common(1)[0] if places else (None, 0)
    if len(places) >= 6 and (most * 2 > len(places) or len(count) < 3):
        where = f"option {place + 1}" if place is not None else "nowhere"
        text = (
            f"the right answer is {where} in {most} of {len(places)} questions; "
            "spread it over three places or more"
        )
        _report(course, source, source.path.stem, ("questions",), text)


def _check(course, fields, letter, used):
    """All rules that need the whole question, or other files."""
    id = fields["id"]
    if id[0] != letter:
        yield ("id",), f"`{id}` is in section {letter}; begin it with {letter}"
    if id[-1].islower() != (fields.get("when") == "before"):
        text = "a bet has `when: before` and an id with a letter at its end (A1a)"
        yield ("id",), f"{text}; mend the one or the other"
    yield from rules(fields)
    wrong = _broken_link(course.book, fields["section"])
    if wrong:
        yield ("section",), wrong
    yield from _sources(course.book, fields["sources"])
    places = [("misconception",)] if "misconception" in fields else []
    for name in ("options", "guesses"):
        for index, each in enumerate(fields.get(name, ())):
            if "misconception" in each:
                places.append((name, index, "misconception"))
    for place in places:
        key = fields
        for step in place:
            key = key[step]
        used[key] += 1
        if key not in course.misconceptions:
            mend = _near(key, course.misconceptions) or "add it"
            yield place, f"misconception `{key}` is not in misconceptions.yml; {mend}"


def _near(word, words):
    near = get_close_matches(word, list(words), 1)
    return f"did you mean {near[0]}?" if near else ""


def _sources(book, keys):
    try:
        known = book.sources
    except ValueError as error:
        yield ("sources",), str(error)
        return
    for index, key in enumerate(keys):
        if key not in known:
            mend = _near(key, known) or "add it there"
            yield ("sources", index), f"source `{key}` is not in references.bib; {mend}"


def _broken_link(book, place):
    page, anchor = re.split("#", place, maxsplit=1)
    if not book.page(page):
        pages = {file.stem for file in book.folder.glob("*.[mi]*")}
        return f"there is no page `{page}`; {_near(page, pages) or 'name a page'}"
    if anchor not in book.anchors(page):
        mend = _near(anchor, book.anchors(page)) or f"put `({anchor})=` there"
        return f"page `{page}` has no anchor `{anchor}`; {mend}"
    return ""
