"""Questions as plain data, made only from files that passed the checks."""

import hashlib
import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One choice of a question, or one item to put in order."""

    key: str
    text: str
    why: str
    correct: bool = False
    misconception: str = ""
    pin: str = ""


@dataclass(frozen=True)
class Guess:
    """A number that readers are known to give, and why it is wrong."""

    value: float
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    """One question; the fields are those of ``schema.json``."""

    id: str
    rev: int
    type: str
    topic: str
    section: str
    objective: str
    level: str
    stem: str
    explanation: str
    sources: tuple
    when: str = "after"
    code: dict = field(default_factory=dict)
    hints: tuple = ()
    options: tuple = ()
    answer: dict = field(default_factory=dict)
    guesses: tuple = ()
    otherwise: str = ""
    items: tuple = ()
    misconception: str = ""

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts."""
        fields = dict(fields)
        for name, kind in [("options", Option), ("items", Option), ("guesses", Guess)]:
            fields[name] = tuple(kind(**each) for each in fields.get(name, ()))
        return cls(**fields)

    @property
    def is_bet(self):
        """A bet is taken before the run and is not counted in the score."""
        return self.when == "before"

    @property
    def hash(self):
        """Changes when the question does, so that old answers are not shown to it.

        Feedback may be reworded without a reader losing the answer.
        """
        choices = [(o.key, o.text, o.correct) for o in self.options + self.items]
        parts = [self.type, self.rev, self.stem, self.code, choices, self.answer]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:8]
