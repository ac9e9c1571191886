"""Corners from which words may begin: around a point, and in a box."""

from .figure import Point


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


def inside(box, wide, high):
    """Return corners for words in a box, if it is large enough: first in its middle.

    >>> from minicluster.drawing.figure import Box
    >>> inside(Box(0, 0, 40, 20), 30, 17)
    (Point(x=5.0, y=1.5), Point(x=4, y=1.5), Point(x=6, y=1.5))
    >>> inside(Box(0, 0, 20, 20), 30, 17)
    ()
    """
    if box.wide < wide + 4 or box.high < high:
        return ()
    top = box.y + (box.high - high) / 2
    slack = (box.wide - wide) / 2
    aside = min(4, slack)
    lefts = box.x + slack, box.x + aside, box.right - wide - aside
    return tuple(Point(x, top) for x in lefts)
