"""Corners from which words may begin: around a point, and in a box."""

from .figure import Point
from .letters import AIR, ASIDE, OVER, inked

BIT = 0.2  # more than words must have from a line beside them, in units
EVERY = 2  # from one place along a line to the next
MOST = 100  # of these places
EDGE = 3  # from the edge of a box to words in it, at least


def around(point, wide, high, gap=6):
    """Return corners for words beside, above and below a point: first above it.

    >>> around(Point(50, 50), 20, 10)[0]
    Point(x=40.0, y=34)
    """
    return (
        point.moved(-wide / 2, -high - gap),
        point.moved(gap, -high - 2),
        point.moved(-wide - gap, -high - 2),
        point.moved(gap, 2),
        point.moved(-wide - gap, 2),
        point.moved(gap, -high / 2),
        point.moved(-wide - gap, -high / 2),
        point.moved(-wide / 2, gap),
    )


def beside(start, end, wide, high):
    """Return corners for words that touch a line but for a bit of air: on both sides.

    The first are at its middle.

    >>> beside(Point(0, 0), Point(0, 40), 20, 17)[:2]
    [Point(x=-22.7, y=11.0), Point(x=2.6999999999999993, y=11.0)]
    """
    way = complex(end.x - start.x, end.y - start.y)
    length = abs(way) or 1
    turned = way / length * 1j
    off = abs(turned.real) * (wide / 2 + ASIDE) + BIT
    off += abs(turned.imag) * (inked(high) / 2 + AIR)
    number = min(max(int(length / EVERY), 4), MOST) // 2 * 2
    shares = [share / number for share in range(number + 1)]
    corners = []
    for share in sorted(shares, key=lambda share: abs(share - 0.5)):
        point = start.between(end, share)
        for side in (turned * off, -turned * off):
            middle = point.moved(side.real, side.imag)
            corners.append(middle.moved(-wide / 2, -inked(high) / 2 - OVER))
    return corners


def over(start, end, wide, high):
    """Return corners for words in the middle of a line and near it, which it crosses.

    >>> over(Point(0, 0), Point(40, 0), 20, 10)[0]
    Point(x=10.0, y=-5.0)
    """
    shares = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
    middles = [start.between(end, share) for share in shares]
    return [middle.moved(-wide / 2, -high / 2) for middle in middles]


def inside(box, wide, high):
    """Return corners for words in a box, if it is large enough: first in its middle.

    >>> from minicluster.drawing.figure import Box
    >>> inside(Box(0, 0, 40, 20), 30, 17)
    (Point(x=5.0, y=1.5), Point(x=5.0, y=1.5), Point(x=5.0, y=1.5))
    >>> inside(Box(0, 0, 32, 20), 30, 17)
    ()
    """
    if box.wide < wide + 2 * EDGE or box.high < high:
        return ()
    top = box.y + (box.high - high) / 2
    slack = (box.wide - wide) / 2
    aside = min(7, slack)
    lefts = box.x + slack, box.x + aside, box.right - wide - aside
    return tuple(Point(x, top) for x in lefts)
