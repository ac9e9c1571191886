"""Everything that can be wrong with the files of a course, each with its line."""

from collections import Counter
from difflib import get_close_matches

from . import schema
from .model import Question
from .source import Problem, read_yaml
from .writing import rules, texts

REVERSED = "a bet has `when: before` and an id with a letter at its end, such as A1a"


def check_catalogue(course, file, used=None):
    """Read the misconceptions; the second time, with those used, find the unused."""
    source = read_yaml(file)
    if used is not None:
        for name in course.misconceptions:
            if name not in used:
                text = "no question uses this misconception; use or remove it"
                _report(course, source, name, ((name,), text, "warning"))
        return
    if not isinstance(source.value, dict) and not source.faults:
        source.faults.append((1, "must be a mapping of ids; write `some-id: {...}`"))
    if _unreadable(course, source):
        return
    for name, entry in source.value.items():
        wrong = schema.fault(name, "key") or schema.fault(entry, "misconception")
        found = [wrong] if wrong else [*texts(entry), *_link(course, entry, "see")]
        for place, *text in found:
            _report(course, source, name, ((name, *place), *text))
        if not wrong:
            course.misconceptions[name] = entry


def check_section(course, file, used):
    """Read the questions of one file into the course, with all their problems."""
    source = read_yaml(file)
    if _unreadable(course, source, "file"):
        return
    letter, right, own = source.value["section"], [], []
    course.titles[letter] = source.value["title"]
    for index, fields in enumerate(source.value["questions"]):
        known = isinstance(fields, dict) and isinstance(fields.get("id"), str)
        id = fields["id"] if known else f"question {index + 1}"
        wrong = schema.fault(fields, "question")
        found = [wrong] if wrong else list(_question(course, fields, letter, used))
        if id in course.files:
            where = course.files[id].name
            found.append((("id",), f"`{id}` stands twice (also in {where}); change it"))
        for place, *text in found:
            _report(course, source, id, (("questions", index, *place), *text))
        course.files.setdefault(id, file)
        own.append((id, index))
        if not wrong:
            course.questions.setdefault(id, Question.from_yaml(fields))
            right += _right_place(fields)
    for id, index in own:
        if id[-1].islower() and id[:-1] not in course.files:
            text = f"there is no {id[:-1]} that this is a bet on; add it or rename this"
            _report(course, source, id, (("questions", index, "id"), text))
    for text in _uneven(right):
        _report(course, source, file.stem, (("questions",), text))


def _report(course, source, id, finding):
    place, text, *warning = finding
    line = source.line(place)
    course.problems.append(Problem(source.path, line, id, text, bool(warning)))


def _unreadable(course, source, part=None):
    """Report what stops a file from being read at all."""
    for line, text in source.faults:
        course.problems.append(Problem(source.path, line, source.path.stem, text))
    wrong = part and not source.faults and schema.fault(source.value, part)
    if wrong:
        _report(course, source, source.path.stem, wrong)
    return bool(source.faults or wrong)


def _question(course, fields, letter, used):
    id = fields["id"]
    if id[0] != letter:
        yield ("id",), f"`{id}` is in section {letter}; begin it with {letter}"
    if id[-1].islower() != (fields.get("when") == "before"):
        yield ("id",), f"{REVERSED}; mend the one or the other"
    yield from rules(fields)
    yield from _link(course, fields, "section")
    try:
        known = course.book.sources
    except ValueError as error:
        yield ("sources",), str(error)
    else:
        for index, key in enumerate(fields["sources"]):
            if key not in known:
                text = f"source `{key}` is not in references.bib"
                yield ("sources", index), text + _mend(key, known, "add it there")
    for place, key in _misconceptions(fields):
        used.add(key)
        if key not in course.misconceptions:
            text = f"misconception `{key}` is not in misconceptions.yml"
            yield place, text + _mend(key, course.misconceptions, "add it there")


def _misconceptions(fields):
    if "misconception" in fields:
        yield ("misconception",), fields["misconception"]
    for name in ("options", "guesses"):
        for index, each in enumerate(fields.get(name, ())):
            if "misconception" in each:
                yield (name, index, "misconception"), each["misconception"]


def _link(course, fields, name):
    page, anchor = fields[name].split("#", 1)
    anchors = course.book.anchors(page)
    if not course.book.page(page):
        mend = _mend(page, course.book.pages(), "name a page of the book")
        yield (name,), f"there is no page `{page}`{mend}"
    elif anchor not in anchors:
        mend = _mend(anchor, anchors, f"put `({anchor})=` there")
        yield (name,), f"page `{page}` has no anchor `{anchor}`{mend}"


def _mend(word, words, otherwise):
    near = get_close_matches(word, list(words), 1)
    return f"; did you mean {near[0]}?" if near else f"; {otherwise}"


def _right_place(fields):
    if fields["type"] == "single" and fields.get("when") != "before":
        for index, option in enumerate(fields["options"]):
            if option.get("correct"):
                return [index]
    return []


def _uneven(places):
    """Readers without a script see the order of the file: no place may stand out."""
    count = Counter(places)
    if len(places) < 6:
        return
    place, most = count.most_common(1)[0]
    if most * 2 > len(places) or len(count) < 3:
        yield (
            f"the right answer is option {place + 1} in {most} of {len(places)} "
            "questions; spread it over three places or more"
        )
