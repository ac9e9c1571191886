"""A layout for a phone: time downwards, one lane beside the other."""

from .columns import columns_of, whole_of
from .figure import Box, Point
from .letters import LINE, width_of
from .placesdown import PlacesDown
from .scale import Scale
from .widths import add_room_for_arrows, in_short_lines, widths_of

NARROW = 292  # units: on a phone of 320 pixels letters of 14 are 13 pixels high
FULL = 335  # units, if lanes and words need them: they are so on one of 360 pixels
FEWEST, MOST = 320, 1_400  # length of all the time, in units
EACH = 24  # units of it for each step
TAIL = 64  # from the last moment to the end of the lanes: what lasts goes on
AXIS = 8  # room beside the numbers of the axis


class Down(PlacesDown):
    """Time downwards, one lane beside the other; as long as the steps need."""

    name = "mc-narrow"
    short = 9  # a lost message ends so far before its target, in units
    tick_room = 56

    def __init__(self, scene, stretch):
        self.scene = scene
        last = scene.scale.clock(scene.end).split()[0]
        self.left = width_of(last) + AXIS
        self.top = 2 * LINE + 18
        self.widths = widths_of(scene.lanes)
        add_room_for_arrows(self.widths, scene)
        needed = whole_of(self.widths) + self.left + 1
        self.wide = round(min(max(NARROW, needed), FULL))
        room = self.wide - 1 - self.left
        self.columns = columns_of(scene, self.widths, self.left, room)
        steps = EACH * len(scene.tellings)
        high = min(MOST, max(FEWEST, steps) * stretch)
        low = self.top + 12
        self.scale = Scale(scene.moments, low, low + high, scene.unit)
        self.end = low + high + TAIL
        self.high = self.end + LINE + 6
        self.axis = self.left - 2

    def at(self, lane, time):
        """Return the point of a moment on the line of a lane."""
        return Point(self.columns[lane][0], self.scale.at(time))

    def ends(self, message):
        """Return both ends of an arrow.

        On its right side a lane's end of it is the edge of what stands in its rows
        then, and else its line.
        """
        source, target = message.source, message.target
        start, end = self.at(source, message.sent), self.at(target, message.arrived)
        moment = 1e-6
        if start.x < end.x:
            times = message.sent, message.sent + moment
            start = Point(self._edge(source, *times), start.y)
        elif start.x > end.x:
            times = message.arrived - moment, message.arrived
            end = Point(self._edge(target, *times), end.y)
        return start, end

    def _edge(self, lane, start, end):
        """Return the right edge of a lane with what stands in its rows at a time."""
        tracks = enumerate(self.scene.lanes[lane].tracks, 1)
        taken = [number for number, track in tracks if track.is_taken(start, end)]
        if not taken:
            return self.columns[lane][0]
        return self.bar(lane, 0, None, taken[-1]).right

    def home(self, lane):
        """Return the Box of a lane with its rows, where words may be about it."""
        line, *rows = self.columns[lane]
        half = self.widths[lane].half
        right = max([line + half, *(left + wide for left, wide in rows)])
        return Box(line - half, 0, right - line + half, self.high)

    def bar(self, lane, start, end, track):
        """Return the Box of a time on a lane: on its line (track 0), or beside it."""
        top = self.scale.at(start)
        low = self.end if end is None else self.scale.at(end)
        if track == 0:
            half = self.widths[lane].half
            return Box(self.columns[lane][0] - half, top, 2 * half, low - top)
        left, wide = self.columns[lane][track]
        return Box(left, top, wide, low - top)

    def across(self, first, last, start, end):
        """Return the Box of a time over several lanes."""
        box = self.bar(first, start, end, 0)
        right = self.bar(last, start, end, len(self.scene.lanes[last].tracks)).right
        return Box(box.x - 3, box.y, right + 3 - box.x + 3, box.high)

    def lines_of(self, words, bold=False, widest=62):
        """Return words in short lines."""
        return in_short_lines(words, bold, widest)

    def middle_of(self, lane):
        """Return the x of the middle of a lane: of its line and all rows beside it."""
        drawn = self.scene.lanes[lane]
        left = right = self.columns[lane][0]
        if drawn.on_line:
            left -= self.widths[lane].half
        if drawn.tracks:
            right = self.bar(lane, 0, None, len(drawn.tracks)).right
            if not drawn.has_line:
                left = self.bar(lane, 0, None, 1).x
        return (left + right) / 2

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
