"""A layout for a wide column: time to the right, one lane under the other."""

from .corners import around, inside
from .figure import Box, Point, brief
from .letters import LINE, width_of
from .scale import Scale

WIDE = 656  # units: in a column of the site a unit is a pixel
ROW = 24  # height of a row beside a lane, in units
ABOVE = 30  # room above a lane's line, for words
BELOW = 14  # from a lane's line to its first row
GAP = 17  # from the last row to the next lane's room
EDGE = 8  # from the end of the lanes to the edge
TAIL = 64  # from the last moment to the end of the lanes: what lasts goes on
LONGEST = 110  # of it, for words that are longer
AXIS = 34  # room for the numbers of the axis
ALONG = 12  # from one place for words in a bar to the next


class Across:
    """Time to the right, one lane under the other."""

    name = "mc-wide"
    short = 6  # a lost message ends so far before its target's line, in units
    tick_room = 52  # from one number on the axis to the next

    def __init__(self, scene, stretch):
        self.scene = scene
        self.wide = WIDE
        names = [width_of(brief(lane), bold=True) for lane in scene.lanes]
        self.left = 30 + max(names, default=0)
        self.scale = Scale(
            scene.moments, self.left + 12, WIDE - EDGE - _tail(scene), scene.unit
        )
        self.end = WIDE - EDGE
        self.lines = {}  # the y of each lane
        y = 12
        for name, lane in scene.lanes.items():
            line = y + ABOVE * stretch if lane.has_line else y
            self.lines[name] = line
            y = line + BELOW + (ROW + 4) * len(lane.tracks) + GAP * stretch
        self.axis = y + 14
        self.high = self.axis + AXIS + LINE

    def at(self, lane, time):
        """Return the point of a moment on the line of a lane."""
        return Point(self.scale.at(time), self.lines[lane])

    def ends(self, message):
        """Return both ends of an arrow, on the lines of two lanes."""
        start = self.at(message.source, message.sent)
        return start, self.at(message.target, message.arrived)

    def home(self, lane):
        """Return the Box of a lane with its rows, where words may be about it."""
        line = self.lines[lane]
        low = self.bar(lane, 0, None, len(self.scene.lanes[lane].tracks)).low
        return Box(0, line - 10, self.wide, low - line + 10)

    def bar(self, lane, start, end, track):
        """Return the Box of a time on a lane: on its line (track 0), or beside it."""
        left = self.scale.at(start)
        right = self.end if end is None else self.scale.at(end)
        line = self.lines[lane]
        if track == 0:
            return Box(left, line - 10, right - left, 20)
        first = BELOW if self.scene.lanes[lane].has_line else 6
        top = line + first + (ROW + 4) * (track - 1)
        return Box(left, top, right - left, ROW)

    def across(self, first, last, start, end):
        """Return the Box of a time over several lanes."""
        low = self.bar(last, start, end, len(self.scene.lanes[last].tracks)).low
        box = self.bar(first, start, end, 0)
        return Box(box.x, box.y - 6, box.wide, low + 4 - box.y + 6)

    def lines_of(self, words, bold=False, widest=None):
        """Return words in lines: here in one."""
        return (brief(words, 44),)

    def places_in(self, box, wide, high):
        """Return corners for words in a box: first in its middle."""
        first = inside(box, wide, high)
        if not first:
            return ()
        steps = range(round(box.x) + 4, int(box.right - wide - 3), ALONG)
        return (*first, *(Point(x, first[0].y) for x in steps))

    def places_beside(self, box, wide, high, in_the_middle=False):
        """Return corners for words at a box: first below it, then above and beside."""
        middle = box.middle
        starts = (middle.x - wide / 2, box.right - wide, box.x + 4)
        if not in_the_middle:
            starts = starts[::-1]
        below = [Point(x, box.low + 2) for x in starts]
        above = [Point(x, box.y - high - 1) for x in starts]
        top = middle.y - high / 2
        sides = [Point(box.right + 4, top), Point(box.x - wide - 4, top)]
        return tuple(below + above + sides)

    def places_at_end(self, top, low, wide, high):
        """Return corners for a word at the end of a bar: first behind it."""
        y = (top.y + low.y - high) / 2
        beside = [Point(top.x + 6, y), Point(top.x - wide - 6, y)]
        below = [Point(low.x + x, low.y + 2) for x in (-wide, -wide / 2, 2)]
        above = [Point(top.x + x, top.y - high - 2) for x in (-wide, -wide / 2, 2)]
        return (*beside, *below, *above)

    def places_at_start(self, start, end, wide, high):
        """Return more corners for the words of an arrow: none."""
        return ()

    def places_at_cross(self, start, end, wide, high):
        """Return corners for a word at a cross."""
        return around(end, wide, high, gap=9)

    def near(self, lane, box, before=False):
        """Return the Box where words about a bar of a lane are not taken for another's.

        It goes from the lane's line to the next one, and a bit beyond the bar in time;
        from the line `before` it, and at any time, where bars are far apart.
        """
        top, low = self._lines_beside(lane)
        if before:
            return Box(0, top, self.wide, low - top)
        top = self.lines[lane]
        return Box(box.x - EDGE, top, box.wide + 2 * EDGE, low - top)

    def gap(self, lane, towards):
        """Return the Box from a lane's line to the next one on the way to another."""
        top, low = self._lines_beside(lane)
        line = self.lines[lane]
        if self.lines[towards] > line:
            top = line
        else:
            low = line
        return Box(0, top, self.wide, low - top)

    def _lines_beside(self, lane):
        """Return the y of the lines on both sides of a lane's line."""
        lines = [0, *self.lines.values(), self.axis]
        place = lines.index(self.lines[lane])
        return lines[place - 1], lines[place + 1]

    def line_of(self, lane):
        """Return both ends of a lane's line."""
        y = self.lines[lane]
        return Point(self.left, y), Point(self.end, y)


def _tail(scene):
    """Return the room after the last moment, for the words of what goes on."""
    tracks = [track for lane in scene.lanes.values() for track in lane.tracks]
    wide = [width_of(track.to_the_end) + 3 * EDGE / 2 for track in tracks]
    return max([TAIL, *(each for each in wide if each <= LONGEST)])
