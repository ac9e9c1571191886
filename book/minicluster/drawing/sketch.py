"""A drawing in the making."""

import itertools
from dataclasses import dataclass
from html import escape

from .figure import BAD, GREY, Drawing, Point, brief
from .words import LETTER, Busy, Words, place

WIDTH = 480
RIGHT = 472  # the last x
TOP = 54  # the first y
ROW = 72  # from one row to the next


@dataclass(frozen=True)
class Unit:
    """A unit of time on an axis."""

    length: int  # microseconds
    name: str
    limit: float  # it is used for times below this, microseconds


UNITS = (
    Unit(1, "µs", 10_000),
    Unit(1_000, "ms", 10_000_000),
    Unit(1_000_000, "s", float("inf")),
)


class Sketch:
    """A drawing in the making: marks by step, and words that are put in at the end.

    It has a row for each name, at `y`, and evenly spaced columns, at `x`: moments in
    microseconds, or those that `ticks` has words for.
    """

    def __init__(self, names, moments, ticks=None, note=None):
        self.log = []  # a line for each step
        self.steps = [""]  # SVG by step; 0 is what belongs to none
        self.words = []
        self.busy = Busy()
        moments = sorted({0, *moments})
        self.unit = next(unit for unit in UNITS if moments[-1] < unit.limit)
        longest = max((len(brief(name)) for name in names), default=0)
        left = 24 + LETTER * longest
        gap = (RIGHT - 32 - left) / max(len(moments) - 1, 1)
        self.x = {moment: left + gap * place for place, moment in enumerate(moments)}
        self.y = {name: TOP + ROW * place for place, name in enumerate(names)}
        self.low = TOP + ROW * len(names)
        self._label_rows(left, lines=not ticks)
        self._label_columns(ticks)
        note = note or f"time in {self.unit.name}, moments evenly spaced"
        self.text(note, Point(left, self.low + 28))

    def _label_rows(self, left, lines):
        for name, y in self.y.items():
            self.text(brief(name), Point(4, y + 5), font_weight="bold")
            if lines:
                self.line(Point(left - 8, y), Point(RIGHT, y), stroke=GREY)

    def _label_columns(self, ticks):
        for moment, x in self.x.items():
            word = brief(ticks[moment] if ticks else self.clock(moment).split()[0])
            under = Point(x - LETTER * len(word) / 2, self.low)
            self.text(word, under.moved(down=-8), under.moved(down=8))

    def at(self, moment, name):
        """Return the point of a moment in the row of a name."""
        return Point(self.x[moment], self.y[name])

    def clock(self, time):
        """Return a time in the unit of the axis."""
        return f"{time / self.unit.length:.12g} {self.unit.name}"

    def step(self, line):
        """Begin a step: what is drawn from now on shows this line of the log."""
        self.log.append(line)
        self.steps.append("")

    def add(self, tag, inside="", step=-1, **attributes):
        """Draw an SVG element."""
        for name, value in attributes.items():
            value = value if isinstance(value, str) else round(value)
            tag += f' {name.replace("_", "-")}="{value}"'
        self.steps[step] += f"<{tag}>{inside}</{tag.split()[0]}>"

    def line(self, *points, **style):
        """Draw a line, where words had better not be."""
        way = "L".join(f"{point.x:.0f} {point.y:.0f}" for point in points)
        self.add("path", d="M" + way, fill="none", **style)
        for start, end in itertools.pairwise(points):
            self.busy.add_line(start, end)

    def arrow(self, start, end, **style):
        """Draw a line with an open head."""
        # Complex numbers turn and stretch by multiplication.
        tail, tip = complex(start.x, start.y), complex(end.x, end.y)
        back = (tail - tip) / (abs(tail - tip) or 1) * 9
        sides = tip + back * (1 + 0.5j), tip + back * (1 - 0.5j)
        one, other = (Point(side.real, side.imag) for side in sides)
        self.line(start, end, one, end, other, **style)

    def cross(self, middle):
        """Draw a cross: something is lost or broken."""
        for down in (7, -7):
            start, end = middle.moved(-7, -down), middle.moved(7, down)
            self.line(start, end, stroke=BAD, stroke_width=3)

    def bar(self, left, right, high=16, **style):
        """Draw a bar along a row, from one point to another."""
        wide = max(right.x - left.x, 4)
        self.add(
            "rect", x=left.x, y=left.y - high / 2, width=wide, height=high, **style
        )

    def text(self, words, *places, **style):
        """Write words from one of the points on: the one with least in the way."""
        self.words.append(Words(len(self.log), brief(words, 60), places, style))

    def finish(self, alt, caption):
        """Put the words where they hide least, and return the Drawing."""
        for words in self.words:
            start = place(words, self.busy, WIDTH)
            where = {"x": start.x, "y": start.y}
            self.add("text", escape(words.text), words.step, **where, **words.style)
        groups = [
            f'<g data-step="{number}">{group}</g>'
            for number, group in enumerate(self.steps)
            if number
        ]
        svg = (
            f'<svg viewBox="0 0 {WIDTH} {self.low + 36}" width="100%" '
            f'style="max-width:576px" role="img" font-size="14" '
            'font-family="sans-serif" fill="currentColor" stroke-width="2">'
            f"<title>{escape(alt)}</title>{self.steps[0]}{''.join(groups)}</svg>"
        )
        return Drawing(svg, self.log, alt, caption)
