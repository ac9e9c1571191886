"""Where words are put in a drawing: over no other words and no lines, if it can be."""

from dataclasses import dataclass

from .figure import Box, Point
from .letters import LINE, size_of

FURTHER = 100  # what it costs to leave the best places
WORSE = 200  # what it costs to leave the fair places too
OFF = 60  # what it costs to stand off all places
FAR = 500  # what that costs the words of an arrow, which are not near it then
TIGHT = 100  # words that cost so much had better have more room
NEAR = 3  # from so many of the first places words may stand off
ASIDE = (0, 10, -10, 22, -22, 36, -36)  # how far words may stand off their first place
PADDING = 4  # between the words on a sign and its edge, in units


@dataclass(frozen=True)
class Label:
    """Words that wait for their place.

    >>> plain = Label(1, ("read",), (Point(10, 10),), "", 0)
    >>> plain.size()[1] == LINE, plain.names_an_arrow
    (True, False)
    """

    step: int  # of the drawing to which they belong; 0: to none
    lines: tuple  # of str
    places: tuple  # Points to choose from, for the upper left corner; the first is best
    style: str  # the classes of the SVG element, "" for plain words
    rank: int  # words of a lower rank get their place first
    is_free: bool = True  # they may stand a little off their places
    is_needed: bool = True  # it is said if they have found no room
    good: int = 0  # how many of the first places are better than all others
    fair: int = 0  # how many of the first places are good or nearly so
    near: Box | None = None  # their middle stays in it; None: anywhere
    own: tuple = ()  # the bar (a Box) or the arrow (two Points) that they name
    home: Box | None = None  # their lane: in its bars they may stand if they must
    is_sign: bool = False  # they stand on a ground with an edge, also over bars

    @property
    def names_an_arrow(self):
        """Whether they belong to an arrow."""
        return isinstance(self.own, tuple) and bool(self.own)

    def size(self):
        """Return width and height of the words, of a sign with its ground."""
        bold = self.style.startswith(("bold", "bad"))
        wide, high = size_of(self.lines, bold)
        padding = 2 * PADDING if self.is_sign else 0
        return wide + padding, high + padding

    def boxes(self, corner):
        """Return the Boxes that it takes at a corner: one, or in no bar its lines."""
        if isinstance(self.own, Box):
            return [Box(corner.x, corner.y, *self.size())]
        bold = self.style.startswith(("bold", "bad"))
        return [
            Box(corner.x, corner.y + LINE * number, *size_of([line], bold))
            for number, line in enumerate(self.lines)
        ]


def place(label, room):
    """Take a place for a label; return its corner and its cost, (None, None): no room.

    >>> from minicluster.drawing.room import Room
    >>> room = Room(100, 100)
    >>> word = Label(1, ("read",), (Point(10, 10),), "", 0)
    >>> place(word, room)[0], place(word, room)[0]
    (Point(x=10, y=10), Point(x=10, y=28))
    """
    wide, high = label.size()
    best, least = None, float("inf")
    for far, corner in sorted(_corners(label), key=lambda pair: pair[0]):
        if far >= least:
            break
        box = Box(corner.x, corner.y, wide, high)
        if label.near is not None and not label.near.holds(box.middle):
            continue
        if not room.is_free(box):
            continue
        cost = far + room.cost(label, box, least - far)
        if cost < least:
            best, least = box, cost
    if best is None:
        return None, None
    room.add_words(best, isinstance(label.own, Box) and label.own.holds(best.middle))
    return Point(best.x, best.y), least


def _corners(label):
    """Yield where words may stand, each with what it costs to stand there."""
    for number, corner in enumerate(label.places):
        yield number / 2 + _worse(label, number), corner
    if label.is_free:
        off = OFF + (WORSE if label.good else 0)
        yield from _corners_off(label, FAR if label.names_an_arrow else off)


def _worse(label, number):
    """Return what it costs to take the place of a number, from 0, and no better one."""
    if number < label.good or not label.good:
        return 0
    return FURTHER if number < label.fair else WORSE


def _corners_off(label, off):
    for corner in label.places[:NEAR]:
        for down in (0, LINE + 1, -LINE - 1, 2 * LINE, -2 * LINE):
            for right in ASIDE:
                if right or down:
                    yield off + abs(right) + abs(down), corner.moved(right, down)
