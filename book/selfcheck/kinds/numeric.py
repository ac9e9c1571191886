"""A number to type."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ..question import KEY, TEXT, Guess, Question
from ..render import reason
from ..source.writing import why, whys
from ..text import inline

COUNTED = re.compile(r"of (\d[\d,]*)\b(?!\.)")


@dataclass(frozen=True, kw_only=True)
class Numeric(Question, kind="numeric"):
    """A question whose answer is a number, within a tolerance."""

    answer: dict  # value; tolerance, 0 if it is not there; unit, Markdown
    guesses: tuple  # known wrong answers, each with its reason
    otherwise: str  # why any other number is wrong

    OWN = {
        "answer": {
            "type": "object",
            "required": ["value"],
            "additionalProperties": False,
            "properties": {
                "value": {"type": "number"},
                "tolerance": {"type": "number", "minimum": 0},
                "unit": TEXT,
            },
        },
        "guesses": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/guess"}},
        "otherwise": TEXT,
    }
    REQUIRED = ("answer", "guesses", "otherwise")
    may_be_bet = True
    DEFINITIONS = {
        "guess": {
            "type": "object",
            "required": ["value", "why", "misconception"],
            "additionalProperties": False,
            "properties": {
                "value": {"type": "number"},
                "why": TEXT,
                "misconception": KEY,
            },
        }
    }

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts."""
        guesses = tuple(Guess(**each) for each in fields["guesses"])
        return super().from_yaml(fields | {"guesses": guesses})

    @staticmethod
    def rules(fields):
        """Check that the page tells the answer and the guesses apart."""
        answer = fields["answer"]
        taken = [(answer["value"], answer.get("tolerance", 0), "the answer")]
        for index, guess in enumerate(fields["guesses"]):
            for value, tolerance, what in taken:
                if is_near(guess["value"], value, tolerance):
                    text = f"guess {guess['value']} is {what}; remove or change it"
                    yield ("guesses", index, "value"), text
            taken.append((guess["value"], 0, "also an earlier guess"))
        yield from _counts(fields)
        yield from whys(fields["guesses"], "guesses")
        yield from why(fields["otherwise"], ("otherwise",))

    @staticmethod
    def misconceptions(fields):
        """Yield the misconception of each guess."""
        for index, guess in enumerate(fields["guesses"]):
            yield ("guesses", index, "misconception"), guess["misconception"]

    def asks(self):
        """The number, with its tolerance and unit."""
        return (), self.answer

    def draw(self, course):
        """Draw a box for the number; the first reason is the answer."""
        value, unit = in_digits(self.answer["value"]), self._unit()
        control = (
            '<label class="sc-row sc-number"><span>Your number</span> '
            '<input type="text" inputmode="decimal" maxlength="20" size="6" '
            f'name="{self.id}"{self._most()}>{unit}</label>'
        )
        tolerance = in_digits(self.answer.get("tolerance", 0))
        near = f" (anything within {tolerance})" if float(tolerance) else ""
        head = f"The answer: {value}{unit}{near}"
        reasons = [reason(head, "", value=value, tolerance=tolerance, right=True)]
        for guess in self.guesses:
            value = in_digits(guess.value)
            head = f"{self.wrong} {value}{unit}"
            reasons.append(reason(head, guess.why, value=value))
        reasons.append(reason("Any other number", self.otherwise, other=True))
        return [control], ['<ul class="sc-reasons">', *reasons, "</ul>"]

    def result(self):
        """The number with its unit."""
        return f"{in_digits(self.answer['value'])}{self._unit()}."

    def _most(self):
        most = most_of(self.answer)
        return "" if most is None else f' data-most="{most}"'

    def _unit(self):
        unit = self.answer.get("unit", "")
        return f" <span>{inline(unit)}</span>" if unit else ""


def _counts(fields):
    """Check that each number can be given where the unit says how many there are."""
    most = most_of(fields["answer"])
    if most is None:
        return
    numbers = [(("answer", "value"), fields["answer"]["value"])]
    for index, guess in enumerate(fields["guesses"]):
        numbers.append((("guesses", index, "value"), guess["value"]))
    for place, value in numbers:
        if value not in range(most + 1):
            text = f"{value} is no whole number from 0 to {most}, as the unit has it"
            yield place, f"{text}; change it"


def most_of(answer):
    """Return the N of an answer in the unit "of N ...", or None for any other unit.

    Such an answer counts, so it is a whole number from 0 to N.

    >>> most_of({"value": 4, "unit": "of 6 schedules"}), most_of({"value": 4})
    (6, None)
    """
    counted = COUNTED.match(answer.get("unit", ""))
    return int(counted[1].replace(",", "")) if counted else None


def in_digits(number):
    """Return a number as a reader writes it.

    >>> in_digits(0.00001), in_digits(0.667), in_digits(4)
    ('0.00001', '0.667', '4')
    """
    return f"{Decimal(repr(number)):f}"


def is_near(one, other, tolerance):
    """Whether the page takes two numbers for the same (`isNear` in kinds.js).

    >>> is_near(1.1, 1.0, 0.1), is_near(1.11, 1.0, 0.1)
    (True, False)
    """
    slack = 1e-9 * max(abs(one), abs(other))
    return abs(one - other) <= tolerance + slack
