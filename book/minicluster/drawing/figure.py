"""What a drawing is made of and what is handed out: points, colours, the figure."""

from dataclasses import dataclass
from html import escape

BAD, GOOD, GREY = "#D55E00", "#009E73", "#888"  # violated, kept, neutral
CLIENTS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#999")
ROLES = {"leader": "#CC79A7", "primary": "#CC79A7"}  # others are neutral
DOT = {"stroke_width": 10, "stroke_linecap": "round"}  # of a line without length


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing, in its units (at full size a unit is 1.2 CSS pixels).

    >>> Point(0, 0).moved(right=10).between(Point(20, 8), 0.5)
    Point(x=15.0, y=4.0)
    """

    x: float  # to the right
    y: float  # downwards

    def moved(self, right=0, down=0):
        """Return the point so much further to the right and down."""
        return Point(self.x + right, self.y + down)

    def between(self, other, share):
        """Return the point at a share of the way to another."""
        right, down = other.x - self.x, other.y - self.y
        return Point(self.x + right * share, self.y + down * share)


@dataclass(frozen=True)
class Drawing:
    """A picture with its text.

    A notebook shows it as a figure that needs no script, font or colour scheme.

    >>> Drawing("<svg></svg>", ["a line"], "A line.", "One line.")
    Drawing: A line.
    """

    svg: str
    log: list  # line k tells what the mark with data-step="k" shows, counted from 1
    alt: str  # what the picture shows, for who does not see it
    caption: str  # what it finds

    def _repr_html_(self):
        inside = f"{self.svg}<figcaption>{escape(self.caption)}</figcaption>"
        return f'<figure class="mc-figure" style="margin:1em 0">{inside}</figure>'

    def __repr__(self):
        return f"Drawing: {self.alt}"


def brief(words, most=24):
    """Return words, or as many of their letters as there is room for.

    >>> brief("compare and set", 10)
    'compare a…'
    """
    return words if len(words) <= most else words[: most - 1] + "…"
