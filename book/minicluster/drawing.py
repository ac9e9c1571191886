"""What every drawing shares: colours, a sketch pad, and the object handed out."""

import itertools
from collections import namedtuple
from html import escape

BAD, GOOD, GREY = "#D55E00", "#009E73", "#888"  # violated, kept, neutral
CLIENTS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#999")
WIDTH, RIGHT, TOP, ROW = 480, 472, 54, 72  # of a drawing; its last x, first y; a row
DOT = {"stroke_width": 10, "stroke_linecap": "round"}  # of a line without length
LETTER = 7.6  # width of one, about
UNITS = ((1, "µs", 10_000), (1_000, "ms", 10_000_000), (1_000_000, "s", float("inf")))


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


def brief(words, most=24):
    """Return words, or as many of their letters as there is room for."""
    return words if len(words) <= most else words[: most - 1] + "…"


class Sketch:
    """A drawing in the making: marks by step, and words that are put in at the end.

    It has a row for each name, at `y`, and evenly spaced columns, at `x`: moments in
    microseconds, or those that `ticks` has words for. A point is a complex number, its
    real part to the right, its imaginary part down.
    """

    def __init__(self, names, moments, ticks=None, note=None):
        self.log, self.steps, self.words, self.busy = [], [""], [], []
        left = 24 + LETTER * max((len(brief(name)) for name in names), default=0)
        moments = sorted({0, *moments})
        self.unit = next(unit for unit in UNITS if moments[-1] < unit[2])
        gap = (RIGHT - 32 - left) / max(len(moments) - 1, 1)
        self.x = {moment: left + gap * place for place, moment in enumerate(moments)}
        self.y = {name: TOP + ROW * place for place, name in enumerate(names)}
        self.low = TOP + ROW * len(names)
        for name, y in self.y.items():
            self.text(brief(name), complex(4, y + 5), font_weight="bold")
            if not ticks:
                self.line(complex(left - 8, y), complex(RIGHT, y), stroke=GREY)
        for moment, x in self.x.items():
            word = brief(ticks[moment] if ticks else self.clock(moment).split()[0])
            under = complex(x - LETTER * len(word) / 2, self.low)
            self.text(word, under - 8j, under + 8j)
        note = note or f"time in {self.unit[1]}, moments evenly spaced"
        self.text(note, complex(left, self.low + 28))

    def at(self, moment, name):
        """Return the point of a moment in the row of a name."""
        return complex(self.x[moment], self.y[name])

    def clock(self, time):
        """Return a time in the unit of the axis."""
        return f"{time / self.unit[0]:.12g} {self.unit[1]}"

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
        way = "L".join(f"{point.real:.0f} {point.imag:.0f}" for point in points)
        self.add("path", d="M" + way, fill="none", **style)
        for start, end in itertools.pairwise(points):
            self.busy += [start + (end - start) * step / 50 for step in range(50)]

    def arrow(self, start, end, **style):
        """Draw a line with an open head."""
        back = (start - end) / (abs(start - end) or 1) * 9
        sides = end + back * (1 + 0.5j), end + back * (1 - 0.5j)
        self.line(start, end, sides[0], end, sides[1], **style)

    def cross(self, middle):
        """Draw a cross: something is lost or broken."""
        for corner in (7 + 7j, 7 - 7j):
            self.line(middle - corner, middle + corner, stroke=BAD, stroke_width=3)

    def bar(self, left, right, high=16, **style):
        """Draw a bar along a row, from one point to another."""
        x, y, wide = left.real, left.imag - high / 2, max((right - left).real, 4)
        self.add("rect", x=x, y=y, width=wide, height=high, **style)

    def text(self, words, *places, **style):
        """Write words from one of the points on: the one with least in the way."""
        self.words.append((len(self.log), brief(words, 60), places, style))

    def finish(self, alt, caption):
        """Put the words where they hide least, and return the Drawing."""
        for step, words, places, style in self.words:
            long = LETTER * len(words)
            inner = [max(2, min(p.real, WIDTH - long)) + p.imag * 1j for p in places]
            start = min(inner, key=lambda start: self._hidden(start, long))
            letters = range(0, int(long) + 6, 3)
            self.busy += [start + x - up for x in letters for up in (1j, 9j)]
            self.add("text", escape(words), step, x=start.real, y=start.imag, **style)
        groups = [f'<g data-step="{n}">{g}</g>' for n, g in enumerate(self.steps) if n]
        svg = (
            f'<svg viewBox="0 0 {WIDTH} {self.low + 36}" width="100%" '
            f'style="max-width:576px" role="img" font-size="14" '
            'font-family="sans-serif" fill="currentColor" stroke-width="2">'
            f"<title>{escape(alt)}</title>{self.steps[0]}{''.join(groups)}</svg>"
        )
        return Drawing(svg, self.log, alt, caption)

    def _hidden(self, start, long):
        """Return how much of what is drawn would lie under words at a place."""
        near = (p.real - start.real for p in self.busy if -13 < p.imag - start.imag < 5)
        return sum(-3 < away < long + 3 for away in near)
