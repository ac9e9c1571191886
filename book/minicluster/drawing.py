"""What every drawing shares: colours, a few SVG marks, and the object handed out."""

from html import escape

BAD, GOOD, GREY = "#D55E00", "#009E73", "#888"  # violated, kept, neutral
CLIENTS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#999")
LETTER = 7.6  # width of a letter of 14 pixels, about


class Drawing:
    """A picture with its text: `svg`, `alt`, `caption`, and `log`.

    Line k of `log` tells what the mark with `data-step="k"` shows; steps count from 1.
    A notebook shows it as a figure that needs no script, font or colour scheme.

    >>> Drawing(100, 50, ["<path d='M0 0h9'/>"], ["a line"], "A line.", "One line.").log
    ['a line']
    """

    def __init__(self, width, height, marks, log, alt, caption):
        self.log, self.alt, self.caption = log, alt, caption
        self.svg = (
            f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="100%" '
            f'style="max-width:{width * 1.2:.0f}px" role="img" font-size="14" '
            'font-family="sans-serif" fill="currentColor" stroke-width="2">'
            f"<title>{escape(alt)}</title>{''.join(marks)}</svg>"
        )

    def _repr_html_(self):
        inside = f"{self.svg}<figcaption>{escape(self.caption)}</figcaption>"
        return f'<figure class="mc-figure" style="margin:1em 0">{inside}</figure>'

    def __repr__(self):
        return f"Drawing: {self.alt}"


def text(x, y, words, **style):
    """Return a label; `anchor="middle"` centres it on x."""
    return f'<text x="{x:.0f}" y="{y:.0f}"{_style(style)}>{escape(str(words))}</text>'


class Labels:
    """Places words where they hide no other words and stay inside the drawing."""

    def __init__(self, width):
        self.width, self.taken = width, []

    def put(self, x, y, words, size=14):
        """Return the words, starting at x, as near to height y as there is room."""
        words = str(words)
        long = len(words) * LETTER * size / 14
        x = max(2, min(x, self.width - long - 2))
        shifts = (0, 31, -15, 46, -30)
        free = [y + s for s in shifts if not self._hits(x, y + s, long)]
        y = free[0] if free else y
        self.taken.append((x, y, long))
        return text(x, y, words, font_size=size)

    def _hits(self, x, y, long):
        return any(
            abs(y - b) < 14 and x < a + wide + 4 and a < x + long + 4
            for a, b, wide in self.taken
        )


def path(d, **style):
    """Return a line along the SVG path data `d`."""
    return f'<path d="{d}"{_style({"fill": "none", **style})}/>'


def box(x, y, width, height, **style):
    """Return a rectangle."""
    where = f'x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return f"<rect {where}{_style(style)}/>"


def cross(x, y, size=6):
    """Return path data of a cross."""
    a, b = x - size, y - size
    return (
        f"M{a:.0f} {b:.0f}l{2 * size} {2 * size}m0 {-2 * size}l{-2 * size} {2 * size}"
    )


def hatch(x, y, width, height, gap=8):
    """Return path data of slanted lines that fill a rectangle."""
    lines = []
    for start in range(gap, int(width + height), gap):
        left, right = max(0, start - height), min(start, width)
        rise = right - left
        lines.append(f"M{x + left:.0f} {y + start - left:.0f}l{rise:.0f} {-rise:.0f}")
    return "".join(lines)


def arrow(x1, y1, x2, y2, tip=9):
    """Return path data of an arrow with an open head."""
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1)
    dx, dy = (x2 - x1) / length * tip, (y2 - y1) / length * tip
    left, right = (
        (x2 - dx - dy / 2, y2 - dy + dx / 2),
        (x2 - dx + dy / 2, y2 - dy - dx / 2),
    )
    return (
        f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}M{left[0]:.0f} {left[1]:.0f}"
        f"L{x2:.0f} {y2:.0f}L{right[0]:.0f} {right[1]:.0f}"
    )


def step(number, *marks):
    """Return marks grouped as one step of the drawing."""
    return f'<g data-step="{number}">{"".join(marks)}</g>'


def _style(style):
    words = {"anchor": "text-anchor", "step": "data-step"}
    return "".join(
        f' {words.get(name, name.replace("_", "-"))}="{value}"'
        for name, value in style.items()
    )


def axis(moments, left, width, bottom, to_scale):
    """Return x(time), a function that writes a time, and the marks of the time axis.

    `moments` are microseconds; they stand evenly spaced unless `to_scale`.
    """
    moments = sorted(set(moments) | {0})
    last, space = max(moments[-1], 1), width - left - 32
    even = {
        time: place / max(len(moments) - 1, 1) for place, time in enumerate(moments)
    }
    unit, name = next(u for u in UNITS if last < u[2])[:2]

    def x(time):
        part = time / last if to_scale else even.get(time, 1)
        return left + 8 + space * part

    def clock(time):
        return f"{time / unit:g} {name}"

    marks, free = [], 0
    for time in moments:
        if x(time) >= free:
            label = f"{time / unit:g}"
            marks.append(text(x(time), bottom, label, anchor="middle"))
            free = x(time) + LETTER * (len(label) + 2)
    words = f"time in {name}" + ("" if to_scale else ", moments evenly spaced")
    marks.append(text(width - 4, bottom + 20, words, anchor="end"))
    return x, clock, marks


UNITS = ((1, "µs", 10_000), (1_000, "ms", 10_000_000), (1_000_000, "s", float("inf")))
