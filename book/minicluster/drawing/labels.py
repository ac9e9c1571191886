"""Where words are put in a drawing: over no other words and no lines, if it can be."""

from collections import defaultdict
from dataclasses import dataclass

from .figure import Box, Point
from .letters import LINE, size_of

FINE = 6  # side of the squares in which faint lines are counted, in units
COARSE = 48  # side of the squares in which all else is kept, in units
WORSE = 200  # what it costs to leave the better places
OFF = 60  # what it costs to stand off all places
FAR = 500  # what that costs the words of an arrow, which are not near it then
IN_A_BAR = 20  # what it costs to stand in the bar of something else
CLOSE = 15  # what it costs to stand so near to other words that they are read together
STRUCK = 1_000  # what it costs to stand over a line
TIGHT = 200  # words that cost so much had better have more room
NEAR = 3  # from so many of the first places words may stand off
ASIDE = (0, 10, -10, 22, -22, 36, -36)  # how far words may stand off their first place
AIR = 1  # between words and a line, in units
APART = 6  # between words and others below or above, in units
PADDING = 4  # between the words on a sign and its edge, in units


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
    own: tuple = ()  # the bar (a Box) or the arrow (two Points) that they name
    is_sign: bool = False  # they stand on a ground with an edge, also over bars

    def size(self):
        """Return width and height of the words, of a sign with its ground."""
        bold = self.style.startswith(("bold", "bad"))
        wide, high = size_of(self.lines, bold)
        padding = 2 * PADDING if self.is_sign else 0
        return wide + padding, high + padding


class Room:
    """What is drawn where, kept by squares, so that looking is quick."""

    def __init__(self, wide, high):
        self.wide, self.high = wide, high
        self.faint = defaultdict(int)  # how much of thin lines is in a fine square
        self.boxes = defaultdict(list)  # of words, by coarse square
        self.bars = []  # Boxes
        self.strokes = []  # (start, end, of a bar?)
        self.bars_at = defaultdict(set)  # their numbers by coarse square
        self.strokes_at = defaultdict(set)

    def add_faint(self, start, end):
        """A thin line is drawn, over which words may stand if they must."""
        for point in _along(start, end, FINE):
            self.faint[int(point.x // FINE), int(point.y // FINE)] += 1

    def add_stroke(self, start, end, is_of_bar=False):
        """A line is drawn, of an arrow or a mark or a bar, where words may not be."""
        for point in _along(start, end, FINE):
            square = int(point.x // COARSE), int(point.y // COARSE)
            self.strokes_at[square].add(len(self.strokes))
        self.strokes.append((start, end, is_of_bar))

    def add_bar(self, box):
        """A bar is drawn: words of others had better not stand in it."""
        for square in _squares(box, COARSE):
            self.bars_at[square].add(len(self.bars))
        self.bars.append(box)

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

    def cost(self, label, box, most):
        """Return what it costs if words stand in a box; beyond `most`, that or more."""
        squares = list(_squares(box, COARSE))
        cost = 0
        for number in set().union(*(self.strokes_at.get(s, ()) for s in squares)):
            start, end, is_of_bar = self.strokes[number]
            if not crosses(start, end, box):
                continue
            is_under = is_of_bar if label.is_sign else (start, end) == label.own
            cost += 0 if is_under else STRUCK
            if cost > most:
                return cost
        for number in set().union(*(self.bars_at.get(s, ()) for s in squares)):
            bar = self.bars[number]
            if bar.meets(box) and bar != label.own:
                cost += IN_A_BAR
        cost += sum(self.faint.get(square, 0) for square in _squares(box, FINE))
        around = Box(box.x, box.y - APART, box.wide, box.high + 2 * APART)
        return cost if self.is_free(around) else cost + CLOSE


def _along(start, end, every):
    """Yield points on a line, at most so far apart."""
    length = max(abs(end.x - start.x), abs(end.y - start.y))
    steps = max(-(-int(length) // every), 1)
    for step in range(steps + 1):
        yield start.between(end, step / steps)


def _squares(box, side):
    for column in range(int(box.x // side), int(box.right // side) + 1):
        for row in range(int(box.y // side), int(box.low // side) + 1):
            yield column, row


def crosses(start, end, box):
    """Say whether a line touches a box, or nearly so.

    >>> crosses(Point(0, 0), Point(20, 20), Box(8, 8, 4, 4))
    True
    >>> crosses(Point(0, 10), Point(20, 30), Box(8, 8, 4, 4))
    False
    """
    left, right = box.x - AIR, box.x + box.wide + AIR
    top, low = box.y - AIR, box.y + box.high + AIR
    if max(start.x, end.x) <= left or min(start.x, end.x) >= right:
        return False
    if max(start.y, end.y) <= top or min(start.y, end.y) >= low:
        return False
    if start.x == end.x or start.y == end.y:
        return True
    # A slanting line misses the box if all four corners are on one side of it.
    across, down = end.x - start.x, end.y - start.y
    sides = [
        across * (y - start.y) - down * (x - start.x)
        for x in (left, right)
        for y in (top, low)
    ]
    return min(sides) < 0 < max(sides)


def place(label, room):
    """Take a place for a label; return its corner and its cost, (None, None): no room.

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
    room.add_words(best)
    return Point(best.x, best.y), least


def _corners(label):
    """Yield where words may stand, each with what it costs to stand there."""
    for number, corner in enumerate(label.places):
        worse = WORSE if number >= label.good > 0 else 0
        yield number / 2 + worse, corner
    if not label.is_free:
        return
    off = OFF + (WORSE if label.good else 0)
    if isinstance(label.own, tuple) and label.own:
        off = FAR
    for corner in label.places[:NEAR]:
        for down in (0, LINE + 1, -LINE - 1, 2 * LINE, -2 * LINE):
            for right in ASIDE:
                if right or down:
                    yield off + abs(right) + abs(down), corner.moved(right, down)
