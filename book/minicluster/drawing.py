"""What every drawing shares: colours, a sketch pad, and the object handed out."""

import itertools
import math
from collections import namedtuple
from html import escape

BAD, GOOD, GREY = "#D55E00", "#009E73", "#888"  # violated, kept, neutral
CLIENTS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#999")
WIDTH, RIGHT, TOP, ROW = 480, 472, 54, 72  # of a drawing; its last x, first y; a row
LETTER = 7.6  # width of one, about
UNITS = ((1, "µs", 10_000), (1_000, "ms", 10_000_000), (1_000_000, "s", math.inf))


class Drawing(namedtuple("Drawing", "svg log alt caption")):
    """A picture with its text.

    Line k of `log` tells what the mark with `data-step="k"` shows; steps count from 1.
    A notebook shows it as a figure that needs no script, font or colour scheme.

    >>> Drawing("<svg></svg>", ["a line"], "A line.", "One line.")
    Drawing: A line.
    """

    def _repr_html_(self):
        inside = f"{self.svg}<figcaption>{escape(self.caption)}</figcaption>"
        return f'<figure class="mc-figure" style="margin:1em 0">{inside}</figure>'

    def __repr__(self):
        return f"Drawing: {self.alt}"


class Sketch:
    """A drawing in the making: marks by step, and words that are put in at the end.

    It has a row for each name, at `y`, and evenly spaced columns, at `x`: moments in
    microseconds, or those that `ticks` has words for.
    """

    def __init__(self, names, moments, ticks=None, note=None):
        self.log, self.steps, self.words, self.busy = [], [""], [], []
        left = 24 + LETTER * max(map(len, names), default=0)
        moments = sorted({0, *moments})
        self.unit = next(unit for unit in UNITS if moments[-1] < unit[2])
        gap = (RIGHT - 32 - left) / max(len(moments) - 1, 1)
        self.x = {moment: left + gap * place for place, moment in enumerate(moments)}
        self.y = {name: TOP + ROW * place for place, name in enumerate(names)}
        low = TOP + ROW * len(names)
        self.height = low + 36
        for name, y in self.y.items():
            self.text(name, (4, y + 5), font_weight="bold")
            if not ticks:
                self.line((left - 8, y), (RIGHT, y), stroke=GREY)
        for moment, x in self.x.items():
            word = ticks[moment] if ticks else self.clock(moment).split()[0]
            self.text(word, (x, low - 8), (x, low + 8), anchor="middle")
        note = note or f"time in {self.unit[1]}, moments evenly spaced"
        self.text(note, (left, low + 28))

    def clock(self, time):
        """Return a time in the unit of the axis."""
        return f"{time / self.unit[0]:g} {self.unit[1]}"

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
        """Draw a line through points (x, y), where words had better not be."""
        way = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        self.add("path", d="M" + way, fill="none", **style)
        for (a, b), (c, d) in itertools.pairwise(points):
            shares = [step / 50 for step in range(50)]
            self.busy += [(a + (c - a) * t, b + (d - b) * t) for t in shares]

    def arrow(self, start, end, **style):
        """Draw a line with an open head."""
        (a, b), (c, d) = start, end
        length = max(math.dist(start, end), 1)
        x, y = (c - a) / length * 9, (d - b) / length * 9
        head = (c - x - y / 2, d - y + x / 2), end, (c - x + y / 2, d - y - x / 2)
        self.line(start, end, *head, **style)

    def cross(self, x, y):
        """Draw a cross: something is lost or broken."""
        strokes = f"M{x - 7:.0f} {y - 7:.0f}l14 14m0-14l-14 14"
        self.add("path", d=strokes, stroke=BAD, stroke_width=3)

    def bar(self, left, right, y, high=16, **style):
        """Draw a bar along a row."""
        wide = max(right - left, 4)
        self.add("rect", x=left, y=y - high / 2, width=wide, height=high, **style)

    def text(self, words, *places, anchor="start", **style):
        """Write words at one of the places (x, y): the one with least in the way."""
        self.words.append((len(self.log), str(words), places, anchor, style))

    def finish(self, alt, caption):
        """Put the words where they hide least, and return the Drawing."""
        for step, words, places, anchor, style in self.words:
            long = LETTER * len(words)
            shift = long / 2 if anchor == "middle" else 0
            lefts = [(max(2, min(x - shift, WIDTH - long - 2)), y) for x, y in places]
            left, y = min(lefts, key=lambda place: self._hidden(*place, long))
            letters = range(0, int(long), 3)
            self.busy += [(left + x, y - h) for x in letters for h in (1, 9)]
            place = {"x": left + shift, "y": y, "text_anchor": anchor}
            self.add("text", escape(words), step, **place, **style)
        groups = [f'<g data-step="{n}">{g}</g>' for n, g in enumerate(self.steps) if n]
        svg = (
            f'<svg viewBox="0 0 {WIDTH} {self.height}" width="100%" '
            f'style="max-width:576px" role="img" font-size="14" '
            'font-family="sans-serif" fill="currentColor" stroke-width="2">'
            f"<title>{escape(alt)}</title>{self.steps[0]}{''.join(groups)}</svg>"
        )
        return Drawing(svg, self.log, alt, caption)

    def _hidden(self, left, y, long):
        """Return how much of what is drawn would lie under words at a place."""
        return sum(-3 < a - left < long + 3 and -13 < b - y < 5 for a, b in self.busy)
