"""Where words are put in a drawing: never over other words, and hiding little else."""

from collections import defaultdict
from dataclasses import dataclass

from .figure import Box, Point
from .letters import LINE, size_of

FINE = 4  # side of the squares in which it is counted what is drawn, in units
COARSE = 48  # side of the squares in which the boxes of words are kept, in units
WORSE = 200  # what it costs to leave the better places
OFF = 60  # what it costs to stand off all places
NEAR = 3  # from so many of the first places words may stand off
ASIDE = (0, 10, -10, 22, -22, 36, -36)  # how far words may stand off their first place


@dataclass(frozen=True)
class Label:
    """Words that wait for their place."""

    step: int  # of the drawing to which they belong; 0: to none
    lines: tuple  # of str
    places: tuple  # Points to choose from, for the upper left corner; the first is best
    style: str  # the classes of the SVG element, "" for plain words
    rank: int  # words of a lower rank get their place first
    is_free: bool = True  # they may stand a little off their places
    is_needed: bool = True  # it is said if they have found no room
    good: int = 0  # how many of the first places are better than all others
    near: Box | None = None  # their middle stays in it; None: anywhere

    def size(self):
        """Return width and height of the words."""
        return size_of(self.lines, self.style.startswith(("bold", "bad")))


class Room:
    """What is drawn where, kept by small squares, so that looking is quick."""

    def __init__(self, wide, high):
        self.wide, self.high = wide, high
        self.drawn = defaultdict(int)  # how much of lines is in a fine square
        self.boxes = defaultdict(list)  # of words, by coarse square

    def add_line(self, start, end):
        """A line is drawn from one point to another."""
        length = max(abs(end.x - start.x), abs(end.y - start.y))
        steps = max(int(length / FINE), 1)
        for step in range(steps + 1):
            point = start.between(end, step / steps)
            self.drawn[int(point.x // FINE), int(point.y // FINE)] += 1

    def add_words(self, box):
        """Words take a box, which no others may touch."""
        for square in _squares(box, COARSE):
            self.boxes[square].append(box)

    def is_free(self, box):
        """Say whether a box is inside the drawing and meets no words."""
        if box.x < 1 or box.y < 1 or box.right > self.wide - 1 or box.low > self.high:
            return False
        squares = _squares(box, COARSE)
        return not any(box.meets(o) for square in squares for o in self.boxes[square])

    def hidden_by(self, box):
        """Return how much of lines a box would hide."""
        return sum(self.drawn.get(square, 0) for square in _squares(box, FINE))


def _squares(box, side):
    for column in range(int(box.x // side), int(box.right // side) + 1):
        for row in range(int(box.y // side), int(box.low // side) + 1):
            yield column, row


def place(label, room):
    """Return the point for a label's upper left corner and take it; None: no room.

    >>> room = Room(100, 100)
    >>> word = Label(1, ("read",), (Point(10, 10),), "", 0)
    >>> place(word, room), place(word, room)
    (Point(x=10, y=10), Point(x=10, y=28))
    """
    wide, high = label.size()
    best, least = None, None
    for far, corner in _corners(label):
        if least is not None and far >= least:
            continue
        box = Box(corner.x, corner.y, wide, high)
        if label.near is not None and not label.near.holds(box.middle):
            continue
        if not room.is_free(box):
            continue
        cost = far + room.hidden_by(box)
        if least is None or cost < least:
            best, least = box, cost
    if best is None:
        return None
    room.add_words(best)
    return Point(best.x, best.y)


def _corners(label):
    """Yield where words may stand, each with what it costs to stand there."""
    for number, corner in enumerate(label.places):
        worse = WORSE if number >= label.good > 0 else 0
        yield number / 2 + worse, corner
    if not label.is_free:
        return
    off = OFF + (WORSE if label.good else 0)
    for corner in label.places[:NEAR]:
        for down in (0, LINE + 1, -LINE - 1, 2 * LINE, -2 * LINE):
            for right in ASIDE:
                if right or down:
                    yield off + abs(right) + abs(down), corner.moved(right, down)
