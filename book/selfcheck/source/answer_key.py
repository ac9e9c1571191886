"""The answer key: thirty answers as they circulate, each with our verdict on it.

A question that answers one of them quotes it, and judges it as the key says.
"""

import re
from dataclasses import dataclass, field

from ..text import plain
from ..usual import verdict_of
from .reading import read_yaml
from .report import is_unreadable, report
from .writing import texts

SENTENCE = re.compile(r"[.!?][”\")]*(?=\s|$)")
TWO, TWO_OR_THREE = (2, 2), (2, 3)  # sentences, at least and at most


@dataclass(frozen=True)
class Answer:
    """One answer of the key."""

    id: str  # of the question that it answers, such as A1
    topic: str  # a short name, Markdown
    verdict: str  # a key of VERDICTS
    text: str  # the original, word for word


@dataclass
class Key:
    """The answer key of a course; without a file it is empty."""

    titles: dict = field(default_factory=dict)  # section letter -> title
    answers: dict = field(default_factory=dict)  # id -> Answer, in order


def read_key(course, file):
    """Read the key into the course, with all its problems."""
    source = read_yaml(file)
    if is_unreadable(course, source, "answer-key"):
        return
    course.key.titles |= source.value["sections"]
    for id, entry in source.value["answers"].items():
        place = ("answers", id)
        for inner, *text in texts({"topic": entry["topic"]}):
            report(course, source, id, ((*place, *inner), *text))
        if id[0] not in course.key.titles:
            text = f"there is no section {id[0]} above; add its title"
            report(course, source, id, (place, text))
        course.key.answers[id] = Answer(
            id, entry["topic"], verdict_of(entry["verdict"]), entry["text"]
        )


def check_usual(course, fields):
    """Check the field `usual` of a question against the key."""
    id, usual = fields["id"], fields.get("usual")
    answer = course.key.answers.get(id)
    if answer and not usual:
        text = "`usual` is missing; add it: phrase, verdict, corrected, say, follow_ups"
        yield (), text
    if usual and not answer:
        text = f"answer-key.yml has no answer {id} that this could be; remove it"
        yield ("usual",), text
    if usual and answer:
        yield from _agrees(usual, answer)
        yield from _is_sayable(usual)


def _agrees(usual, answer):
    if _bare(usual["phrase"]) not in _bare(answer.text):
        text = f"these are not words of {answer.id} in answer-key.yml; quote it"
        yield ("usual", "phrase"), text
    if verdict_of(usual["verdict"]) != answer.verdict:
        text = f"answer-key.yml says {answer.verdict}; mend the one or the other"
        yield ("usual", "verdict"), text


def _bare(text):
    return " ".join(text.split())


def _is_sayable(usual):
    for name, (least, most) in (("corrected", TWO), ("say", TWO_OR_THREE)):
        count = sentences(usual[name])
        if not least <= count <= most:
            wanted = "two" if most == 2 else "two or three"
            yield ("usual", name), f"{count} sentences; say it in {wanted}"
    for index, each in enumerate(usual["follow_ups"]):
        if not each["question"].strip().endswith("?"):
            place = ("usual", "follow_ups", index, "question")
            yield place, "is no question; end it with a question mark"


def sentences(text):
    """Count the sentences of a text.

    >>> sentences("PostgreSQL 15.18 waits. A plain `SELECT` does not!")
    2
    """
    return len(SENTENCE.findall(plain(text)))
