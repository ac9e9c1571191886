"""What is drawn where, and what it costs if words stand there."""

from collections import defaultdict

from .figure import Box, Point
from .letters import AIR, ASIDE, OVER, UNDER

SIDE = 48  # of the squares in which all is kept, in units
STEP = 6  # from one point of a line to the next, to find its squares
IN_A_BAR = 20  # what it costs to stand in another bar of the same lane
UNDER_A_SIGN = 2  # what it costs if a sign covers a part of a bar
IN_ANOTHERS = 300  # what it costs to stand in a bar of another lane
HATCHED = 10  # what it costs to stand where it is hatched
AT_ITS_EDGE = 30  # what it costs to stand there in part
FAINT = 40  # what it costs to stand over a thin line
CLOSE = 15  # what it costs to stand near to other words, below or above
READ_TOGETHER = 250  # what it costs to stand so near beside them
STRUCK = 1_000  # what it costs to stand over a line
INTERRUPTED = 200  # what it costs the words of an arrow to stand over it
APART = 6  # between words and others beside, below or above, in units


class Room:
    """What is drawn where, kept by squares, so that looking is quick.

    >>> room = Room(100, 100)
    >>> room.add_words(Box(10, 10, 30, 17))
    >>> room.is_free(Box(10, 20, 30, 17)), room.is_free(Box(10, 30, 30, 17))
    (False, True)
    """

    def __init__(self, wide, high):
        self.wide, self.high = wide, high
        self.faint = []  # (start, end)
        self.boxes = defaultdict(list)  # of words, by coarse square
        self.apart = defaultdict(
            list
        )  # those of them that stand in no bar of their own
        self.bars = []  # Boxes
        self.hatched = []  # Boxes
        self.strokes = []  # (start, end, of a bar?)
        self.bars_at = defaultdict(set)  # their numbers by coarse square
        self.strokes_at = defaultdict(set)

    def add_faint(self, start, end):
        """A thin line is drawn, over which words may stand if they must."""
        self.faint.append((start, end))

    def add_stroke(self, start, end, is_of_bar=False):
        """A line is drawn, of an arrow or a mark or a bar, where words may not be."""
        for point in _along(start, end, STEP):
            square = int(point.x // SIDE), int(point.y // SIDE)
            self.strokes_at[square].add(len(self.strokes))
        self.strokes.append((start, end, is_of_bar))

    def add_bar(self, box):
        """A bar is drawn: words of others had better not stand in it."""
        for square in _squares(box):
            self.bars_at[square].add(len(self.bars))
        self.bars.append(box)

    def add_words(self, box, is_in_a_bar=False):
        """Words take a box, which no others may touch."""
        for square in _squares(box):
            self.boxes[square].append(box)
            if not is_in_a_bar:
                self.apart[square].append(box)

    def is_free(self, box):
        """Say whether a box is inside the drawing and meets no words."""
        if box.x < 1 or box.y < 1 or box.right > self.wide - 1 or box.low > self.high:
            return False
        return not _meets_one(box, self.boxes)

    def cost(self, label, box, most):
        """Return what it costs if words stand in a box; beyond `most`, that or more."""
        squares = list(_squares(box))
        cost = 0
        for number in _numbers_in(squares, self.strokes_at):
            start, end, is_of_bar = self.strokes[number]
            if crosses(start, end, box) and not (label.is_sign and is_of_bar):
                cost += INTERRUPTED if (start, end) == label.own else STRUCK
            if cost > most:
                return cost
        for number in _numbers_in(squares, self.bars_at):
            bar = self.bars[number]
            if bar.meets(box) and bar != label.own:
                cost += _cost_of_bar(label, bar)
        if not label.is_sign:
            cost += sum(_cost_of_hatch(hatched, box) for hatched in self.hatched)
        cost += FAINT * sum(crosses(*line, box) for line in self.faint)
        return cost + self._cost_of_others(box)

    def _cost_of_others(self, box):
        """Return what it costs that other words are near."""
        beside = Box(box.x - APART, box.y + 1, box.wide + 2 * APART, box.high - 2)
        if _meets_one(beside, self.apart):
            return READ_TOGETHER
        around = Box(box.x, box.y - APART, box.wide, box.high + 2 * APART)
        return CLOSE if _meets_one(around, self.apart) else 0


def _cost_of_bar(label, bar):
    if label.is_sign:
        return UNDER_A_SIGN
    if label.home is not None and label.home.holds(bar.middle):
        return IN_A_BAR
    return IN_ANOTHERS


def _cost_of_hatch(hatched, box):
    if not hatched.meets(box):
        return 0
    corners = Point(box.x, box.y), Point(box.right, box.low)
    is_whole = all(map(hatched.holds, corners))
    return HATCHED if is_whole else HATCHED + AT_ITS_EDGE


def _along(start, end, every):
    """Yield points on a line, at most so far apart."""
    length = max(abs(end.x - start.x), abs(end.y - start.y))
    steps = max(-(-int(length) // every), 1)
    for step in range(steps + 1):
        yield start.between(end, step / steps)


def _meets_one(box, boxes):
    for square in _squares(box):
        for other in boxes.get(square, ()):
            if box.meets(other):
                return True
    return False


def _numbers_in(squares, numbers_at):
    return set().union(*(numbers_at.get(square, ()) for square in squares))


def _squares(box):
    """Yield the squares that a box touches, as (column, row)."""
    for column in range(int(box.x // SIDE), int(box.right // SIDE) + 1):
        for row in range(int(box.y // SIDE), int(box.low // SIDE) + 1):
            yield column, row


def crosses(start, end, box):
    """Say whether a line touches the letters in a box of words, or nearly so.

    >>> from minicluster.drawing.figure import Point
    >>> crosses(Point(0, 0), Point(20, 20), Box(8, 8, 4, 4))
    True
    >>> crosses(Point(0, 10), Point(20, 30), Box(8, 8, 4, 4))
    False
    """
    left, right = box.x - ASIDE, box.right + ASIDE
    top, low = box.y + OVER - AIR, box.low - UNDER + AIR
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
