"""Questions as plain data, made only from files that passed the checks."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import ClassVar

from .usual import Usual

KINDS = {}  # type of question -> class; a module in `kinds` adds its own
TEXT = {"$ref": "#/$defs/text"}
KEY = {"$ref": "#/$defs/key"}


@dataclass(frozen=True, kw_only=True)
class Question:
    """What all questions have in common; the fields are those of ``schema.json``.

    A subclass is one type of question: ``class Numeric(Question, kind="numeric")``. It
    says what its files hold (OWN, DEFINITIONS), what else is to be checked (`rules`),
    and how it looks: `draw`, and for a kind that may be a bet `result`.
    """

    id: str  # a letter and a number, such as A1; a bet or a recall of it: A1a
    rev: int  # rises when the meaning changes
    type: str  # the kind
    topic: str  # a key
    section: str  # where it is answered: page#anchor
    objective: str  # what the reader can do
    level: str  # recall, explain, apply or predict
    stem: str  # the question itself, Markdown
    explanation: str  # Markdown, with paragraphs, lists and tables
    sources: tuple  # keys of references.bib
    when: str = "after"  # or "before" the run: a bet; or "later": a recall
    code: dict = field(default_factory=dict)  # lang and text, shown above the stem
    hints: tuple = ()  # Markdown, one line each
    usual: Usual | None = None  # the answer that circulates, and what to say instead

    OWN: ClassVar[dict] = {}  # JSON schema of the fields that only this kind has
    REQUIRED: ClassVar[tuple] = ()  # those of them that must be there
    DEFINITIONS: ClassVar[dict] = {}  # JSON schema of the parts of these fields
    may_be_bet: ClassVar[bool] = False  # whether one result settles it: see `result`
    aim: ClassVar[str] = ""  # said beside the name of the question

    def __init_subclass__(cls, kind=None, **more):
        super().__init_subclass__(**more)
        if kind:
            KINDS[kind] = cls

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts."""
        if "usual" in fields:
            fields = fields | {"usual": Usual.from_yaml(fields["usual"])}
        return cls(**fields)

    @staticmethod
    def rules(fields):
        """Yield (place, text) or (place, text, "warning") for what is wrong."""
        yield from ()

    @staticmethod
    def misconceptions(fields):
        """Yield (place, key) for each misconception that a question names."""
        yield from ()

    def asks(self):
        """What is asked: the options or items, and the number that is right."""
        return (), {}

    def draw(self, course):
        """Return the HTML of the controls and of the reasons, each as lines."""
        raise NotImplementedError

    def result(self):
        """Return what the run shows, as HTML, for a kind that may be a bet."""
        raise NotImplementedError

    @property
    def is_bet(self):
        """A bet is taken before the run and is not counted in the score."""
        return self.when == "before"

    @property
    def is_recall(self):
        """A recall asks once more, in a later chapter, and is counted."""
        return self.when == "later"

    @property
    def wrong(self):
        """The words before a wrong choice where all reasons are listed."""
        return "If you bet" if self.is_bet else "Not this one:"

    @property
    def right(self):
        """The words before a right choice where all reasons are listed."""
        return "The run shows" if self.is_bet else "Right choice:"

    @property
    def hash(self):
        """Changes when the question does, so that old answers are not shown to it.

        Feedback may be reworded without a reader losing the answer.
        """
        options, number = self.asks()
        choices = [(each.key, each.text, each.correct) for each in options]
        parts = [self.type, self.rev, self.stem, self.code, choices, number]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Option:
    """One choice of a question, or one item to put in order."""

    key: str  # stable: answers are kept by it
    text: str  # Markdown, one line
    why: str  # why it is right or wrong, or why it stands in its place
    correct: bool = False
    misconception: str = ""  # the belief behind a wrong one, by its key
    pin: str = ""  # "first" or "last": is not shuffled
    picture: dict | None = None  # alt and lanes, of an option that is a picture


@dataclass(frozen=True)
class Guess:
    """A number that readers are known to give, and why it is wrong."""

    value: float
    why: str
    misconception: str = ""
