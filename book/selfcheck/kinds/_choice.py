"""What questions with options have in common."""

import re
from dataclasses import dataclass

from .. import lanes
from ..question import KEY, TEXT, Option, Question
from ..render import reason
from ..source.writing import distinct, whys
from ..text import inline, plain

LONGEST, SHORTEST = 2, 20  # options differ in length by a factor of 2; 20 is short
OF_THE_ABOVE = re.compile(
    r"\bof the above\b|^(all|none|both|neither) of (these|them)\W*$", re.I
)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """Options, of which some are right."""

    options: tuple

    OWN = {
        "options": {"type": "array", "minItems": 3, "items": {"$ref": "#/$defs/option"}}
    }
    REQUIRED = ("options",)
    DEFINITIONS = {
        "option": {
            "type": "object",
            "required": ["key", "text", "why"],
            "additionalProperties": False,
            "properties": {
                "key": KEY,
                "correct": {"type": "boolean"},
                "text": TEXT,
                "why": TEXT,
                "misconception": KEY,
                "pin": {"enum": ["first", "last"]},
                "picture": {"$ref": "#/$defs/picture"},
            },
        },
        **lanes.DEFINITIONS,
    }
    box = ""  # "radio" or "checkbox"

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts."""
        options = tuple(Option(**each) for each in fields["options"])
        return super().from_yaml(fields | {"options": options})

    @staticmethod
    def rules(fields):
        """Check what holds for options, however many of them are right."""
        options = fields["options"]
        if len(options) > 4:
            text = "more than 4 options; drop the least plausible"
            yield ("options", 4), text, "warning"
        yield from distinct(options, "options")
        yield from whys(options, "options")
        yield from _lengths(options)
        for index, option in enumerate(options):
            for place, text in _option(option):
                yield ("options", index, *place), text

    @staticmethod
    def misconceptions(fields):
        """Yield the misconception of each wrong option."""
        for index, option in enumerate(fields["options"]):
            if "misconception" in option:
                yield ("options", index, "misconception"), option["misconception"]

    def asks(self):
        """The options."""
        return self.options, {}

    def draw(self, course):
        """Draw a box for each option, and a reason for each."""
        controls = [
            f'<label class="sc-row"{_pin(option)}><input type="{self.box}" '
            f'name="{self.id}" value="{option.key}"> '
            f"{self.face(option)}</label>"
            for option in self.options
        ]
        reasons = [
            reason(
                f"{self.right if option.correct else self.wrong} "
                f"<span>{inline(option.text)}</span>",
                option.why,
                key=option.key,
                right=option.correct,
            )
            for option in self.options
        ]
        return controls, ['<ul class="sc-reasons">', *reasons, "</ul>"]

    def face(self, option):
        """Return what a reader sees of an option, beside its box."""
        return f"<span>{inline(option.text)}</span>"

    def result(self):
        """Quote the right option."""
        right = next(option for option in self.options if option.correct)
        return f"“{inline(right.text)}”."


def no_pictures(fields):
    """Check that no option of a question in words has a picture."""
    for index, option in enumerate(fields["options"]):
        if "picture" in option:
            text = "a picture belongs in a question of type picture; change the type"
            yield ("options", index, "picture"), text


def right_ones(options):
    """Positions of the options that are marked as correct."""
    return [index for index, each in enumerate(options) if each.get("correct")]


def _lengths(options):
    lengths = [max(SHORTEST, len(plain(each["text"]))) for each in options]
    longest, shortest = max(lengths), min(lengths)
    if longest > LONGEST * shortest:
        text = (
            f"{longest} characters against {shortest} in the shortest option; "
            f"keep lengths within a factor of {LONGEST}"
        )
        yield ("options", lengths.index(longest), "text"), text


def _option(option):
    if OF_THE_ABOVE.search(option["text"].strip()):
        text = "options are shuffled, so 'of the above' breaks; say what is meant"
        yield ("text",), text
    named = "misconception" in option
    if option.get("correct") and named:
        yield ("misconception",), "a right option has a misconception; remove it"
    if not option.get("correct") and not named:
        yield (), f"wrong option `{option['key']}` names no misconception; add it"


def _pin(option):
    return f' data-pin="{option.pin}"' if option.pin else ""
