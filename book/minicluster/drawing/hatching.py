"""The slanting lines that mark harm: they leave out the words."""

from .figure import Box, Point

EVERY = 12  # from one line to the next, in units
AIR = 2  # between a line and words
HALF = EVERY // 2
SHORT = 3  # what is left of a line between words is not drawn if it is so short


def hatching(box, words):
    """Return the lines over a box as the way of an SVG path, but for boxes of words.

    >>> hatching(Box(0, 0, 10, 10), [])
    'M0 6l6 -6m2 10l2 -2'
    >>> hatching(Box(0, 0, 10, 10), [Box(6, 0, 4, 10)])
    ''
    """
    x, y, wide, high = map(round, (box.x, box.y, box.wide, box.high))
    way, here = "", None
    near = [each for each in map(_with_air, words) if each.meets(box)]
    for along in range(EVERY // 2, wide + high, EVERY):
        # One line: x + y = along, from the corner of the box, cut to the box.
        left, right = max(0, along - high), min(along, wide)
        for first, last in _without(near, x + left, x + right, x + y + along):
            start = Point(first, x + y + along - first)
            # From line to line, since steps that are alike are packed well.
            move = f"M{start.x} {start.y}"
            if here is not None:
                move = f"m{start.x - here.x} {start.y - here.y}"
            way += f"{move}l{last - first} {first - last}"
            here = Point(last, x + y + along - last)
    return way


def _with_air(box):
    return Box(box.x - AIR, box.y - AIR, box.wide + 2 * AIR, box.high + 2 * AIR)


def _without(words, left, right, whole):
    """Return the parts from left to right of the line x + y = whole that are free."""
    parts = [(left, right)]
    for box in words:
        # Cut at few places: that is packed well.
        first = left + int((max(box.x, whole - box.low) - left) // HALF) * HALF
        last = left - int((left - min(box.right, whole - box.y)) // HALF) * HALF
        if first < last:
            cut = [(a, min(b, first)) for a, b in parts]
            cut += [(max(a, last), b) for a, b in parts]
            parts = sorted((a, b) for a, b in cut if b - a > SHORT)
    return parts
