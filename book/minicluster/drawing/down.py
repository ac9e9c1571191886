"""A layout for a phone: time downwards, one lane beside the other."""

from .figure import Box, Point, brief
from .letters import LINE, width_of, wrapped
from .scale import Scale
from .sketch import inside

NARROW = 300  # units: on a phone of 360 pixels they are a bit more than pixels
FEWEST, MOST = 320, 1_100  # length of all the time, in units
EACH = 24  # units of it for each step
TAIL = 48  # from the last moment to the end of the lanes: what lasts goes on
AXIS = 12  # room beside the numbers of the axis
LEAN = 15  # width of a lane without rows, in units
THIN = 20  # width of a row at least, in units


class Down:
    """Time downwards, one lane beside the other; as long as the steps need."""

    name = "mc-narrow"
    tick_room = 44

    def __init__(self, scene, stretch):
        self.scene = scene
        self.wide = NARROW
        last = scene.scale.clock(scene.end).split()[0]
        self.left = width_of(last) + AXIS
        self.top = 2 * LINE + 18
        self.columns = self._columns()
        steps = EACH * len(scene.tellings)
        high = min(MOST, max(FEWEST, steps) * stretch)
        low = self.top + 12
        self.scale = Scale(scene.moments, low, low + high, scene.unit)
        self.end = low + high + TAIL
        self.high = self.end + LINE + 6
        self.axis = self.left - 4

    def _columns(self):
        """Work out the x of each lane's line, and of the rows beside it."""
        lanes = self.scene.lanes
        needed = {
            name: [_width_of_track(track) for track in lane.tracks]
            for name, lane in lanes.items()
        }
        free = NARROW - self.left - sum(LEAN + sum(rows) for rows in needed.values())
        if free < 0:
            free += _squeeze(needed, lanes, ("value",), -free)
        if free < 0:
            free += _squeeze(needed, lanes, (), -free)
        share = free / (len(lanes) or 1)  # below 0 where there are many lanes
        columns = {}
        x = self.left
        for name, rows in needed.items():
            line = x + max(2, 7 + (share / 4 if rows else share / 2))
            edge = line + 7
            columns[name] = [line]
            for row in rows:
                columns[name].append((edge, row - 2))
                edge += row
            x += LEAN + sum(rows) + share
        return columns

    def at(self, lane, time):
        """Return the point of a moment on the line of a lane."""
        return Point(self.columns[lane][0], self.scale.at(time))

    def bar(self, lane, start, end, track):
        """Return the Box of a time on a lane: on its line (track 0), or beside it."""
        top = self.scale.at(start)
        low = self.end if end is None else self.scale.at(end)
        if track == 0:
            return Box(self.columns[lane][0] - 6, top, 12, low - top)
        left, wide = self.columns[lane][track]
        return Box(left, top, wide, low - top)

    def across(self, first, last, start, end):
        """Return the Box of a time over several lanes."""
        box = self.bar(first, start, end, 0)
        right = self.bar(last, start, end, len(self.scene.lanes[last].tracks)).right
        return Box(box.x - 3, box.y, right + 3 - box.x + 3, box.high)

    def lines_of(self, words, bold=False, widest=62):
        """Return words in short lines."""
        return wrapped(brief(words, 44), widest, bold)

    def places_in(self, box, wide, high):
        """Return corners for words in a box: first where it begins."""
        return tuple(
            Point(place.x, y)
            for place in inside(box, wide, high)
            for y in (box.y + 5, box.y + 26, box.y + 48, place.y)
            if y + high < box.low
        )

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

    def near(self, lane, box, before=False):
        """Return the Box where words about a bar of a lane are not taken for another's.

        It goes from the lane's line (from the one `before` it) to the next one, and a
        bit beyond the bar in time.
        """
        left, right = self._lines_beside(lane)
        if not before:
            left = self.columns[lane][0]
        top, low = box.y - LINE, min(box.low + LINE, self.end)
        return Box(left, top, right - left, low - top)

    def gap(self, lane, towards):
        """Return the Box from a lane's line to the next one on the way to another."""
        left, right = self._lines_beside(lane)
        line = self.columns[lane][0]
        if self.columns[towards][0] > line:
            left = line
        else:
            right = line
        return Box(left, 0, right - left, self.end)

    def _lines_beside(self, lane):
        """Return the x of the lines on both sides of a lane's line."""
        lines = [0, *(columns[0] for columns in self.columns.values()), self.wide]
        place = lines.index(self.columns[lane][0])
        return lines[place - 1], lines[place + 1]

    def line_of(self, lane):
        """Return both ends of a lane's line."""
        x = self.columns[lane][0]
        return Point(x, self.top), Point(x, self.end)


def _width_of_track(track):
    """Return the width that the longest word in a row needs, within reason."""
    words = [word for text in track.words for word in text.split()]
    longest = max(map(width_of, words), default=0)
    return min(max(longest + 7, 22), 76)


def _squeeze(needed, lanes, spared, too_much):
    """Make rows narrower, but for those of spared kinds; return the gain."""
    soft = [
        (name, number)
        for name, lane in lanes.items()
        for number, track in enumerate(lane.tracks)
        if track.kind not in spared
    ]
    whole = sum(needed[name][number] - THIN for name, number in soft)
    factor = max(0, 1 - too_much / whole) if whole > 0 else 0
    gain = 0
    for name, number in soft:
        squeezed = THIN + (needed[name][number] - THIN) * factor
        gain += needed[name][number] - squeezed
        needed[name][number] = squeezed
    return gain
