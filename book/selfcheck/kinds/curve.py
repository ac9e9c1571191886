"""A place on a curve to mark."""

from dataclasses import dataclass

from .. import plot
from ..question import KEY, TEXT, Question
from ..render import reason
from ..source.writing import why
from ..text import inline
from .numeric import in_digits

SIDES = ("low", "high")


@dataclass(frozen=True, kw_only=True)
class Curve(Question, kind="curve"):
    """A question whose answer is the value of a curve at one place."""

    curve: dict  # x, y: axes; at: the place that is asked for; points: the true curve
    tolerance: float  # how far off counts as right, in units of y
    low: dict  # why and misconception of a mark below
    high: dict  # and above

    OWN = {
        "curve": plot.SCHEMA,
        "tolerance": {"type": "number", "minimum": 0},
        "low": {"$ref": "#/$defs/side"},
        "high": {"$ref": "#/$defs/side"},
    }
    REQUIRED = ("curve", "tolerance", "low", "high")
    may_be_bet = True
    DEFINITIONS = plot.DEFINITIONS | {
        "side": {
            "type": "object",
            "required": ["why", "misconception"],
            "additionalProperties": False,
            "properties": {"why": TEXT, "misconception": KEY},
        }
    }

    @staticmethod
    def rules(fields):
        """Check the plot and the reasons."""
        for place, text in plot.rules(fields["curve"]):
            yield ("curve", *place), text
        for side in SIDES:
            yield from why(fields[side]["why"], (side, "why"))

    @staticmethod
    def misconceptions(fields):
        """Yield the misconception behind a mark on either side."""
        for side in SIDES:
            yield (side, "misconception"), fields[side]["misconception"]

    def asks(self):
        """The curve, and how near a mark has to be."""
        return (), self.curve | {"tolerance": self.tolerance}

    @property
    def value(self):
        """The right value: that of the curve where the mark stands."""
        return dict(map(tuple, self.curve["points"]))[self.curve["at"]]

    def draw(self, course):
        """Draw the empty plot with a slider; the first reason is the answer."""
        x, y = self.curve["x"], self.curve["y"]
        low, high = y["from"], y["to"]
        step = 1 if high - low >= 20 else (high - low) / 100
        controls = [
            plot.draw(self.curve, true=False),
            '<label class="sc-row sc-range"><span>Your mark at '
            f"{self.curve['at']:g} ({inline(x['label'])})</span> "
            f'<input type="range" min="{low:g}" max="{high:g}" step="{step:g}" '
            f'name="{self.id}"></label>',
        ]
        reasons = [
            reason(
                f"The answer: {self._told()}",
                "",
                value=in_digits(self.value),
                tolerance=in_digits(self.tolerance),
                right=True,
            ),
            reason("A mark that is too low", self.low["why"], low=True),
            reason("A mark that is too high", self.high["why"], high=True),
        ]
        return controls, ['<ul class="sc-reasons">', *reasons, "</ul>"]

    def result(self):
        """The value, and the plot with the curve."""
        at = f"{self.curve['at']:g} ({inline(self.curve['x']['label'])})"
        return f"{self._told()} at {at}.<br>{plot.draw(self.curve, true=True)}"

    def _told(self):
        unit = self.curve["y"].get("unit", "")
        return f"{in_digits(self.value)}{f' {inline(unit)}' if unit else ''}"
