"""Everything that can be wrong with the questions of a section, each with its line."""

from collections import Counter

from ..kinds import KINDS
from . import schema
from .answer_key import check_usual
from .pointers import check_link, check_misconceptions, check_sources
from .reading import read_yaml
from .report import is_unreadable, report
from .writing import rules, texts

REVERSED = (
    "a bet has `when: before`, a recall `when: later`, and both an id with a letter at "
    "its end, such as A1a"
)


def check_section(course, file, used):
    """Read the questions of one file into the course, with all their problems.

    The misconceptions that they name are added to ``used``.
    """
    source = read_yaml(file)
    if is_unreadable(course, source, "file"):
        return
    _check_header(course, source)
    sound, places = [], {}
    for index, fields in enumerate(source.value["questions"]):
        place = ("questions", index)
        id = _id_of(fields, index)
        wrong = schema.fault(fields, "question")
        found = [wrong] if wrong else _question(course, fields, source, used)
        for inner, *text in [*found, *_twice(course, id)]:
            report(course, source, id, ((*place, *inner), *text))
        course.files.setdefault(id, file)
        places[id] = place
        if not wrong:
            question = KINDS[fields["type"]].from_yaml(fields)
            course.questions.setdefault(id, question)
            sound.append(question)
    _check_bets(course, source, places)
    for text in _uneven(sound):
        report(course, source, file.stem, (("questions",), text))


def _check_header(course, source):
    """Check what stands over the questions: whose section it is, and its title."""
    letter = source.value["section"]
    title = source.value["title"]
    name = source.path.stem
    if letter in course.sections:
        other = course.sections[letter].name
        text = f"section {letter} is in {other} too; choose another letter"
        report(course, source, name, (("section",), text))
    course.sections.setdefault(letter, source.path)
    course.titles.setdefault(letter, title)
    known = course.key.titles.get(letter, title)
    if title != known:
        text = f"answer-key.yml calls section {letter} `{known}`; use one title"
        report(course, source, name, (("title",), text))
    for finding in texts({"title": title}):
        report(course, source, name, finding)


def _id_of(fields, index):
    known = isinstance(fields, dict) and isinstance(fields.get("id"), str)
    return fields["id"] if known else f"question {index + 1}"


def _twice(course, id):
    if id in course.files:
        where = course.files[id].name
        yield ("id",), f"`{id}` stands twice (also in {where}); change it"


def _question(course, fields, source, used):
    kind = KINDS[fields["type"]]
    yield from _id(fields, source.value["section"])
    yield from rules(fields)
    yield from kind.rules(fields)
    yield from check_link(course, fields, "section")
    yield from check_sources(course, fields["sources"])
    yield from check_misconceptions(course, kind.misconceptions(fields), used)
    yield from check_usual(course, fields)
    if fields.get("when") == "before" and not kind.may_be_bet:
        kinds = ", ".join(sorted(name for name in KINDS if KINDS[name].may_be_bet))
        yield ("type",), f"a bet has one answer; choose a type of {kinds}"


def _id(fields, letter):
    id = fields["id"]
    if id[0] != letter:
        yield ("id",), f"`{id}` is in section {letter}; begin it with {letter}"
    if id[-1].islower() != (fields.get("when", "after") != "after"):
        yield ("id",), f"{REVERSED}; mend the one or the other"


def _check_bets(course, source, places):
    """Check that each bet or recall is of a question of this file or an earlier one.

    A section that the answer key does not have, such as Part 2, may have bets alone.
    """
    titles = course.key.titles
    if titles and source.value["section"] not in titles:
        return
    for id, place in places.items():
        if id[-1].islower() and id[:-1] not in course.files:
            text = f"there is no {id[:-1]} that this belongs to; add it or rename this"
            report(course, source, id, ((*place, "id"), text))


def _uneven(questions):
    """Readers without a script see the order of the file: no place may stand out."""
    places = [
        index
        for question in questions
        if question.type == "single" and not question.is_bet
        for index, option in enumerate(question.options)
        if option.correct
    ]
    if len(places) < 6:
        return
    count = Counter(places)
    place, most = count.most_common(1)[0]
    if most * 2 > len(places) or len(count) < 3:
        yield (
            f"the right answer is option {place + 1} in {most} of {len(places)} "
            "questions; spread it over three places or more"
        )
