"""A drawing in the making: shapes and words by step."""

import cmath
import itertools
from html import escape

from .figure import Point
from .hatching import hatching
from .labels import PADDING, TIGHT, Label, place
from .letters import LINE, SIZE
from .room import Room

HEAD = 8  # length of an arrow's head
TURN = cmath.pi / 12  # the head points as its line does but for half of that


class Sketch:
    """A drawing in the making: shapes by step, and words that are put in at the end.

    Step 0 is what is there from the start. Words are painted after all shapes, so that
    nothing runs through them.

    >>> sketch = Sketch(100, 50, steps=1)
    >>> sketch.path(1, "thin", [Point(0, 0), Point(9.6, 0)])
    >>> sketch.groups[1]
    ['<path class="thin" d="M0 0l10 0"/>']
    """

    def __init__(self, wide, high, steps):
        self.wide, self.high = round(wide), round(high)
        self.groups = [[] for _ in range(steps + 1)]  # SVG elements by step
        self.room = Room(wide, high)
        self.labels = []
        self.hatched = []  # (step, Box)
        self.taken = []  # Boxes of words
        self.written = []  # (step, SVG text with the sign on which it stands if any)
        self.tight = 0  # how badly words stand over lines, or not where they should
        self.is_crowded = False  # it is no use to look far for room

    def grow(self, more):
        """Make the drawing so much higher."""
        self.high += round(more)
        self.room.high += more

    def path(self, step, style, *lines, is_faint=False):
        """Draw lines, each a list of points; words may stand over faint ones."""
        add = self.room.add_faint if is_faint else self.room.add_stroke
        for points in lines:
            for start, end in itertools.pairwise(points):
                add(start, end)
        self.groups[step].append(f'<path class="{style}" d="{_way(lines)}"/>')

    def arrow(self, step, style, start, end):
        """Draw a line with an open head; return both ends of the line."""
        # Complex numbers turn and stretch by multiplication.
        tail, tip = complex(start.x, start.y), complex(end.x, end.y)
        turns = round(cmath.phase(tail - tip) / TURN)  # few kinds of heads: packed well
        back = cmath.rect(HEAD, turns * TURN)
        sides = tip + back * (1 + 0.5j), tip + back * (1 - 0.5j)
        one, other = (Point(side.real, side.imag) for side in sides)
        self.path(step, style, [start, end], [one, end, other])
        return start, end

    def cross(self, step, middle, half=5):
        """Draw a cross: something is lost or broken."""
        falling = [middle.moved(-half, -half), middle.moved(half, half)]
        rising = [middle.moved(-half, half), middle.moved(half, -half)]
        self.path(step, "bad", falling, rising)

    def box(self, step, style, box):
        """Draw a rectangle."""
        self.groups[step].append(
            f'<rect class="{style}" x="{box.x:.0f}" y="{box.y:.0f}" '
            f'width="{max(box.wide, 2):.0f}" height="{box.high:.0f}"/>'
        )
        upper = [Point(box.x, box.y), Point(box.right, box.y)]
        lower = [Point(box.x, box.low), Point(box.right, box.low)]
        for start, end in (upper, lower, (upper[0], lower[0]), (upper[1], lower[1])):
            self.room.add_stroke(start, end, is_of_bar=True)
        self.room.add_bar(box)

    def disc(self, step, style, middle, radius=5):
        """Draw a disc."""
        where = f'cx="{middle.x:.0f}" cy="{middle.y:.0f}" r="{radius}"'
        self.groups[step].append(f'<circle class="{style}" {where}/>')
        for right, down in ((radius, 0), (0, radius)):
            ends = middle.moved(-right, -down), middle.moved(right, down)
            self.room.add_stroke(*ends)

    def hatch(self, step, box):
        """Draw the slanting lines that mark harm, when all words are in place."""
        self.room.hatched.append(box)
        self.hatched.append((step, box))

    def words(self, step, lines, places, style="", rank=5, is_free=True, **more):
        """Write lines with their upper left corner at one of the points."""
        is_free = is_free and not self.is_crowded
        self.labels.append(
            Label(step, tuple(lines), tuple(places), style, rank, is_free, **more)
        )

    def finish(self):
        """Put the words in place; return how many have found no room."""
        without = 0
        for label in sorted(self.labels, key=lambda label: label.rank):
            corner, cost = place(label, self.room)
            if corner is None:
                without += label.is_needed
                continue
            self.tight += cost // TIGHT
            if not label.is_sign:
                self.taken += label.boxes(corner)
            self.written.append((label.step, _text(label, corner)))
        for step, box in self.hatched:
            way = hatching(box, self.taken)
            self.groups[step].append(f'<path class="bad thin" d="{way}"/>')
        self.hatched = []
        return without

    def svg(self, name, style=""):
        """Return the drawing as an SVG element of a class."""
        groups = [
            f'<g data-step="{number}">{"".join(group)}</g>'
            for number, group in enumerate(self.groups)
            if number
        ]
        # By step, which is packed better than by rank.
        written = sorted(self.written, key=lambda pair: pair[0])
        words = "".join(text for _, text in written)
        return (
            f'<svg class="{name}" viewBox="0 0 {self.wide} {self.high}" '
            f'aria-hidden="true" {style}font-size="{SIZE}" font-family="sans-serif" '
            f'fill="currentColor">{"".join(self.groups[0])}{"".join(groups)}{words}</svg>'
        )


def _way(lines):
    """Return lines as the way of a path, from point to point: that is packed well."""
    way, here = "", None
    for points in lines:
        letter = "m"
        for point in points:
            x, y = round(point.x), round(point.y)
            if here is None:
                way += f"M{x} {y}"
            else:
                way += f"{letter}{x - here[0]} {y - here[1]}"
            letter, here = "l", (x, y)
    return way


def _text(label, corner):
    """Return an SVG text, one line under the other, and before it its sign if any."""
    step = f' data-step="{label.step}"' if label.step else ""
    sign = ""
    if label.is_sign:
        wide, high = map(round, label.size())
        x, y = round(corner.x), round(corner.y)
        place = f'x="{x}" y="{y}" width="{wide}" height="{high}" rx="4"'
        sign = f'<rect class="{label.style} sign" {place}{step}/>'
        corner = corner.moved(PADDING, PADDING)
    x, y = round(corner.x), round(corner.y) + SIZE - 1
    style = f' class="{label.style}"' if label.style else ""
    first, *others = label.lines
    more = "".join(
        f'<tspan x="{x}" dy="{LINE}">{escape(line)}</tspan>' for line in others
    )
    return f'{sign}<text{style} x="{x}" y="{y}"{step}>{escape(first)}{more}</text>'
