"""What every drawing shares: colours, a sketch pad, and the object handed out."""

import itertools
import math
from html import escape
from typing import NamedTuple

BAD, GOOD, GREY = "#D55E00", "#009E73", "#888"  # violated, kept, neutral
CLIENTS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#999")
LETTER, ROW, TOP = 7.6, 72, 54  # width of a letter, about; height of a row; the first
UNITS = ((1, "µs", 10_000), (1_000, "ms", 10_000_000), (1_000_000, "s", float("inf")))


class Drawing(NamedTuple):
    """A picture with its text.

    Line k of `log` tells what the mark with `data-step="k"` shows; steps count from 1.
    A notebook shows it as a figure that needs no script, font or colour scheme.

    >>> Drawing("<svg></svg>", ["a line"], "A line.", "One line.")
    Drawing: A line.
    """

    svg: str
    log: list
    alt: str
    caption: str

    def _repr_html_(self):
        inside = f"{self.svg}<figcaption>{escape(self.caption)}</figcaption>"
        return f'<figure class="mc-figure" style="margin:1em 0">{inside}</figure>'

    def __repr__(self):
        return f"Drawing: {self.alt}"


class Sketch:
    """A drawing in the making: marks by step, and words that are put in at the end.

    With names it has a row for each, and a time axis on which moments (microseconds)
    stand evenly spaced: `y` and `x` give their places.
    """

    def __init__(self, names=(), moments=(), width=480):
        self.width, self.right = width, width - 8
        self.log, self.steps, self.words, self.busy = [], [[]], [], []
        self.y = {name: TOP + ROW * place for place, name in enumerate(names)}
        self.bottom = TOP + ROW * len(names) - 24
        if names:
            self._axis(sorted({0, *moments}), 24 + LETTER * max(map(len, names)))

    def _axis(self, moments, left):
        for name, y in self.y.items():
            self.text(name, (4, y + 5), font_weight="bold")
            self.line((left - 8, y), (self.right, y), stroke=GREY)
        self.unit = next(unit for unit in UNITS if moments[-1] < unit[2])
        gap = (self.right - 16 - left) / max(len(moments) - 1, 1)
        self.x = {time: left + gap * place for place, time in enumerate(moments)}
        free = 0
        for time, x in self.x.items():
            number = self.clock(time).split()[0]
            if x >= free:
                self.text(number, (x, self.bottom + 20), anchor="middle")
                free = x + LETTER * (len(number) + 2)
        words = f"time in {self.unit[1]}, moments evenly spaced"
        self.text(words, (self.width - 4, self.bottom + 40), anchor="end")

    def clock(self, time):
        """Return a time in the unit of the axis."""
        return f"{time / self.unit[0]:g} {self.unit[1]}"

    def step(self, line):
        """Begin a step: what is drawn from now on shows this line of the log."""
        self.log.append(line)
        self.steps.append([])

    def add(self, tag, **attributes):
        """Draw an SVG element."""
        self.steps[-1].append(_element(tag, "", attributes))

    def line(self, *points, **style):
        """Draw a line through points (x, y), where words had better not be."""
        way = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        self.add("path", d="M" + way, fill="none", **style)
        for (a, b), (c, d) in itertools.pairwise(points):
            count = int((abs(a - c) + abs(b - d)) / 5) + 1
            shares = [i / count for i in range(count)]
            self.busy += [(a + (c - a) * t, b + (d - b) * t) for t in shares]

    def arrow(self, start, end, **style):
        """Draw a line with an open head."""
        (a, b), (c, d) = start, end
        length = max(math.dist(start, end), 1)
        x, y = (c - a) / length * 9, (d - b) / length * 9
        self.line(start, end, **style)
        head = (c - x - y / 2, d - y + x / 2), end, (c - x + y / 2, d - y - x / 2)
        self.line(*head, **style)

    def cross(self, x, y, size):
        """Draw a cross: something is lost or broken."""
        for high in (size, -size):
            ends = (x - size, y - high), (x + size, y + high)
            self.line(*ends, stroke=BAD, stroke_width=3)

    def bar(self, left, right, y, high=16, hatch=None, **style):
        """Draw a bar along a row; `hatch` is the colour of slanted lines in it."""
        wide, top = max(right - left, 4), y - high / 2
        self.add("rect", x=left, y=top, width=wide, height=high, **style)
        for start in range(8, int(wide + high), 8) if hatch else ():
            low, far = max(0, start - high), min(start, wide)
            ends = (left + low, top + start - low), (left + far, top + start - far)
            self.line(*ends, stroke=hatch, stroke_width=1)
        for side in (6, -6):
            self.busy += [(left + x, y + side) for x in range(0, int(wide), 5)]

    def text(self, words, *places, anchor="start", **style):
        """Write words at one of the places (x, y): the one with least in the way."""
        self.words.append((self.steps[-1], str(words), places, anchor, style))

    def finish(self, height, alt, caption):
        """Put the words where they hide least, and return the Drawing."""
        for marks, words, places, anchor, style in self.words:
            long = LETTER * len(words)
            shift = {"start": 0, "middle": long / 2, "end": long}[anchor]
            free = self.width - long - 2
            lefts = [(max(2, min(x - shift, free)), y) for x, y in places]
            left, y = min(lefts, key=lambda place: self._hidden(*place, long))
            self.busy += [
                (left + x, y - h) for x in range(0, int(long), 3) for h in (1, 9)
            ]
            place = {"x": left + shift, "y": y, "text_anchor": anchor}
            marks.append(_element("text", escape(words), place | style))
        whole = "".join(self.steps[0])
        for number, marks in enumerate(self.steps[1:], start=1):
            whole += f'<g data-step="{number}">{"".join(marks)}</g>'
        svg = (
            f'<svg viewBox="0 0 {self.width:.0f} {height:.0f}" width="100%" '
            f'style="max-width:{self.width * 1.2:.0f}px" role="img" font-size="14" '
            'font-family="sans-serif" fill="currentColor" stroke-width="2">'
            f"<title>{escape(alt)}</title>{whole}</svg>"
        )
        return Drawing(svg, self.log, alt, caption)

    def _hidden(self, left, y, long):
        """Return how much of what is drawn would lie under words at a place."""
        return sum(-3 < a - left < long + 3 and -13 < b - y < 5 for a, b in self.busy)


def _element(tag, inside, attributes):
    words = [
        f'{name.replace("_", "-")}="{x if isinstance(x, str) else round(x)}"'
        for name, x in attributes.items()
    ]
    return f"<{tag} {' '.join(words)}>{inside}</{tag}>"
