"""Where words may stand in a drawing in which time runs downwards."""

from .corners import around, inside
from .figure import Point

ALONG = 6  # from one place for words in a bar to the next


class PlacesDown:
    """The corners for words; a layout adds `columns` (see columns_of) and `end`."""

    def places_in(self, box, wide, high):
        """Return corners for words in a box: first where it begins."""
        xs = [corner.x for corner in inside(box, wide, high)]
        first = round(box.y)
        ys = [y for y in (first + 5, first + 4) if y < box.low - high - 2]
        ys += range(first + 5 + ALONG, int(box.low - high - 2), ALONG)
        return tuple(Point(x, y) for y in ys for x in xs)

    def places_at_end(self, left, right, wide, high):
        """Return corners for a word at the end of a bar: first below it, then in it."""
        x = (left.x + right.x - wide) / 2
        return tuple(
            Point(x + aside, y)
            for y in (left.y + 4, left.y - high - 4)
            for aside in (0, 10, 20, -10, -20)
        )

    def places_for_sign(self, box, wide, high):
        """Return corners for the name of a time: below the lanes, then in the time."""
        xs = [box.x + 4, box.middle.x - wide / 2, box.right - wide - 12]
        xs += range(round(box.x) + 10, int(box.right - wide), 2 * ALONG)
        ys = [*range(round(box.y) + 3, int(box.low - high - 10), ALONG)]
        if box.low > self.end - 1:
            xs = xs[::-1]
            ys = [box.low + 3, *ys]
        elif not ys:
            ys = [box.y, box.y - high - 10, box.low + 2]
        return tuple(Point(x, y) for y in ys for x in xs)

    def places_at_start(self, start, end, wide, high):
        """Return more corners for the words of an arrow: behind where it begins."""
        if start.x not in [line for line, *_ in self.columns.values()]:
            return ()  # it begins at the edge of rows
        x = start.x + 6 if end.x < start.x else start.x - wide - 6
        return tuple(Point(x, start.y + y) for y in (-high / 2, -high, 0))

    def places_at_cross(self, start, end, wide, high):
        """Return corners for a word at a cross: below it, on the way to it."""
        back = (5 - wide, 2 - wide, -wide) if start.x < end.x else (-5, -2, 0)
        ys = (7, -high - 7, 11, -high - 11, 16, -high - 16)
        below = (end.moved(x, y) for y in ys for x in back)
        return (*below, *around(end, wide, high, gap=9))

    def places_beside(self, box, wide, high, in_the_middle=False):
        """Return corners for words at a box: first to its right, then around it."""
        top = box.middle.y - high / 2 if in_the_middle else box.y
        sides = [
            Point(x, y)
            for y in (top, box.y, box.middle.y - high / 2, box.low - high)
            for x in (box.right + 4, box.x - wide - 4)
        ]
        below = [Point(x, box.low + 3) for x in (box.x, box.right - wide)]
        above = [Point(x, box.y - high - 1) for x in (box.x, box.right - wide)]
        return tuple(sides + below + above)
