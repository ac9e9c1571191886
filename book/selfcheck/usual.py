"""The usual answer to a question: what the answer key says, and what to say instead."""

from dataclasses import dataclass

TEXT = {"$ref": "#/$defs/text"}
# The verdict on a usual answer, as a file has it -> as a reader sees it. YAML takes the
# bare word `false` for a truth value, which is meant here too.
VERDICTS = {
    "holds": "holds",
    "condition": "holds on a condition",
    "false": "false",
}
VERDICT = {"enum": ["holds", "condition", False]}
SCHEMA = {
    "type": "object",
    "required": ["phrase", "verdict", "corrected", "say", "follow_ups"],
    "additionalProperties": False,
    "properties": {
        "phrase": TEXT,
        "verdict": VERDICT,
        "corrected": TEXT,
        "say": TEXT,
        "follow_ups": {
            "type": "array",
            "minItems": 3,
            "maxItems": 3,
            "items": {"$ref": "#/$defs/follow-up"},
        },
    },
}
ANSWER = {
    "type": "object",
    "required": ["topic", "verdict", "text"],
    "additionalProperties": False,
    "properties": {"topic": TEXT, "verdict": VERDICT, "text": TEXT},
}
FOLLOW_UP = {
    "type": "object",
    "required": ["question", "answer"],
    "additionalProperties": False,
    "properties": {"question": TEXT, "answer": TEXT},
}


@dataclass(frozen=True)
class FollowUp:
    """What an interviewer asks next."""

    question: str  # Markdown, one line
    answer: str  # Markdown, one line


@dataclass(frozen=True)
class Usual:
    """The usual answer, judged and corrected."""

    phrase: str  # words of the answer key
    verdict: str  # a key of VERDICTS
    corrected: str  # two sentences, Markdown
    say: str  # what one would say aloud: two or three sentences, Markdown
    follow_ups: tuple  # three of FollowUp

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts.

        >>> from_key = {"phrase": "p", "corrected": "c", "say": "s", "follow_ups": []}
        >>> Usual.from_yaml(from_key | {"verdict": False}).verdict
        'false'
        """
        follow_ups = tuple(FollowUp(**each) for each in fields["follow_ups"])
        verdict = verdict_of(fields["verdict"])
        return cls(**fields | {"verdict": verdict, "follow_ups": follow_ups})


def verdict_of(value):
    """Return the key of a verdict as YAML reads it.

    >>> verdict_of("holds"), verdict_of(False)
    ('holds', 'false')
    """
    return "false" if value is False else value
