"""What a drawing is made of and what is handed out: points, boxes, the figure."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing, in its units (CSS pixels where it is shown at full size).

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


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in a drawing.

    >>> box = Box(0, 0, 10, 10)
    >>> box.meets(Box(9, 9, 5, 5)), box.meets(Box(10, 0, 5, 5))
    (True, False)
    """

    x: float  # of its left edge
    y: float  # of its upper edge
    wide: float
    high: float

    @property
    def right(self):
        """Its right edge."""
        return self.x + self.wide

    @property
    def low(self):
        """Its lower edge."""
        return self.y + self.high

    @property
    def middle(self):
        """The point in its middle."""
        return Point(self.x + self.wide / 2, self.y + self.high / 2)

    def holds(self, point):
        """Say whether a point is in the box or on its edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.low

    def meets(self, other):
        """Say whether the two have more in common than an edge."""
        # Written out, since a drawing asks this a hundred thousand times.
        return (
            self.x < other.x + other.wide
            and other.x < self.x + self.wide
            and self.y < other.y + other.high
            and other.y < self.y + self.high
        )


@dataclass(frozen=True)
class Drawing:
    """A picture with its text: drawn twice, for a wide column and for a phone.

    A notebook shows it as a figure that needs no script, font or colour scheme. Its
    style shows one of the two by the width of the column.

    >>> Drawing("<svg></svg>", ["a line"], "A line.", "One line.")
    Drawing: A line.
     1. a line
    """

    svg: str  # both drawings with their style, as HTML
    log: list  # line k tells what the marks with data-step="k" show, counted from 1
    alt: str  # what the picture shows, for who does not see it
    caption: str  # what it finds

    def _repr_html_(self):
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.log)
        words = f"<summary>The steps in words</summary><ol>{lines}</ol>"
        return (
            f'<figure class="mc-figure" style="margin:1em 0">{self.svg}'
            f"<figcaption>{escape(self.caption)}</figcaption>"
            f"<details>{words}</details></figure>"
        )

    def __repr__(self):
        lines = [f"{number:2}. {line}" for number, line in enumerate(self.log, 1)]
        return "\n".join([f"Drawing: {self.alt}", *lines])


def brief(words, most=24):
    """Return words, or as many of their letters as there is room for.

    >>> brief("compare and set", 10)
    'compare a…'
    """
    return words if len(words) <= most else words[: most - 1] + "…"
