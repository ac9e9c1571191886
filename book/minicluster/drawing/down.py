"""A layout for a phone: time downwards, one lane beside the other."""

from dataclasses import dataclass

from .figure import Box, Point, brief
from .letters import LINE, width_of, wrapped
from .scale import Scale
from .sketch import around, inside

NARROW = 292  # units: on a phone of 320 pixels letters of 14 are 13 pixels high
FEWEST, MOST = 320, 1_100  # length of all the time, in units
EACH = 24  # units of it for each step
TAIL = 64  # from the last moment to the end of the lanes: what lasts goes on
AXIS = 10  # room beside the numbers of the axis
GAP = 5  # from a lane to the line of the next one
LOST = 13  # the same, and from a line to its rows, where a message is lost on the way
ROWS = 5  # from a lane's line to its rows
THIN = 20  # width of a row at least, in units
BROAD = 76  # and at most
SIDES = 5  # what a row is wider than its words
ALONG = 6  # from one place for words in a bar to the next


class Down:
    """Time downwards, one lane beside the other; as long as the steps need."""

    name = "mc-narrow"
    tick_room = 56

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
        shapes = self._shapes()
        rows = {name: shape.rows for name, shape in shapes.items()}
        free = NARROW - 1 - self.left - sum(shape.wide for shape in shapes.values())
        if free < 0:  # the words of marks give way first
            for shape in shapes.values():
                shape.beside = 0
            free = NARROW - 1 - self.left - sum(s.wide for s in shapes.values())
        if free < 0:
            free += _squeeze(rows, lanes, ("value",), -free)
        if free < 0:
            free += _squeeze(rows, lanes, (), -free)
        if free > 0:
            _broaden(rows, lanes, self._said(), free)
            free = NARROW - 1 - self.left - sum(s.wide for s in shapes.values())
        share = free / (len(lanes) or 1)  # below 0 where there are many lanes
        columns = {}
        x = self.left
        for name, shape in shapes.items():
            line = x + max(2, shape.before + share / (4 if shape.rows else 2))
            edge = line + shape.after
            columns[name] = [line]
            for row in shape.rows:
                columns[name].append((edge, row - 1))
                edge += row
            x += shape.wide + share
        self.half = {name: shape.half for name, shape in shapes.items()}
        return columns

    def _said(self):
        """Return the words of messages by the lane in whose rows they stand."""
        names = list(self.scene.lanes)
        said = {name: [] for name in names}
        for sender, target, words in self.scene.said:
            place = names.index(sender)
            if names.index(target) < place:
                place -= 1
            said[names[place]].append(words)
        return said

    def _shapes(self):
        """Return a Shape for each lane, by its name."""
        names = list(self.scene.lanes)
        shapes = {}
        for place, (name, lane) in enumerate(self.scene.lanes.items()):
            is_lost = [names.index(sender) < place for sender in lane.lost_from]
            rows = [_width_of_track(track) for track in lane.tracks]
            if rows and is_lost:
                rows[0] = max(rows[0], width_of("lost", bold=True) + SIDES + 2)
            on_line = max(map(width_of, lane.on_line), default=0)
            half = max(6, (on_line + SIDES) / 2) if lane.on_line else 0
            before = GAP + max(half - 1, 0)
            after = half + 2 if half else ROWS
            shape = Shape(half, before, after, rows)
            if True in is_lost:
                shape.before = max(before, LOST)
            if False in is_lost:
                shape.after = max(after, LOST)
            beside = [line for words in lane.beside for line in self.lines_of(words)]
            shape.beside = max(map(width_of, beside), default=0)
            shapes[name] = shape
        return shapes

    def at(self, lane, time):
        """Return the point of a moment on the line of a lane."""
        return Point(self.columns[lane][0], self.scale.at(time))

    def bar(self, lane, start, end, track):
        """Return the Box of a time on a lane: on its line (track 0), or beside it."""
        top = self.scale.at(start)
        low = self.end if end is None else self.scale.at(end)
        if track == 0:
            half = self.half[lane]
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
        return wrapped(brief(words, 44), widest, bold)

    def places_in(self, box, wide, high):
        """Return corners for words in a box: first where it begins."""
        across = [place.x for place in inside(box, wide, high)]
        downwards = range(round(box.y) + 5, int(box.low - high - 2), ALONG)
        return tuple(Point(x, y) for y in downwards for x in across)

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
        xs = (box.x + 4, box.middle.x - wide / 2, box.right - wide - 12)
        ys = [*range(round(box.y) + 3, int(box.low - high - 10), ALONG)]
        if box.low > self.end - 1:
            xs, ys = xs[::-1], [box.low + 3, *ys]
        elif not ys:
            ys = [box.y, box.y - high - 10, box.low + 2]
        return tuple(Point(x, y) for y in ys for x in xs)

    def middle_of(self, lane):
        """Return the x of the middle of a lane: of its line and all rows beside it."""
        scene = self.scene.lanes[lane]
        left = right = self.columns[lane][0]
        if scene.on_line:
            left -= self.half[lane]
        if scene.tracks:
            right = self.bar(lane, 0, None, len(scene.tracks)).right
            if not scene.has_line:
                left = self.bar(lane, 0, None, 1).x
        return (left + right) / 2

    def places_at_start(self, start, near, wide, high):
        """Return more corners for the words of an arrow: above where it begins."""
        xs = [near.middle.x - wide / 2]
        for line, *rows in self.columns.values():
            if line == near.x and rows:
                left, row = rows[0]
                xs.append(left + (row - wide) / 2)
        ys = [start.y - high - 2 - up for up in (0, 6, 12)]
        return tuple(Point(x, y) for y in ys for x in xs)

    def places_at_cross(self, lane, end, wide, high):
        """Return corners for a word at a cross before a lane: first in its row."""
        places = around(end, wide, high, gap=9)
        if not self.scene.lanes[lane].tracks:
            return places
        left, row = self.columns[lane][1]
        x = left + (row - wide) / 2
        rows = (-high / 2, 0, -high, 6, -high - 6, 12, 18, 24, 30)
        return (*(Point(x, end.y + y) for y in rows), *places)

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


@dataclass
class Shape:
    """What a lane needs from side to side, in units."""

    half: float  # of a bar on its line
    before: float  # from the lane before to its line
    after: float  # from its line to its rows
    rows: list  # the width of each
    beside: float = 0  # of the words of marks on its line

    @property
    def wide(self):
        """All of it. The words of marks may reach to the line of the next lane."""
        return self.before + max(self.after + sum(self.rows), self.beside + 9 - GAP)


def _width_of_track(track):
    """Return the width that the longest word in a row needs, within reason."""
    plain = [width_of(word) for text in track.words for word in text.split()]
    bold = [width_of(word, True) for text in track.bold for word in text.split()]
    return min(max([*plain, *bold, 17]) + SIDES, BROAD)


def _broaden(rows, lanes, said, free):
    """Make rows wider in which more words have room then, the smallest wishes first."""
    wishes = []
    for name, lane in lanes.items():
        for number, track in enumerate(lane.tracks):
            words = [*track.words, *(said[name] if number == 0 else ())]
            plain = [width_of(text) for text in words]
            bold = [width_of(text, bold=True) for text in track.bold]
            whole = min(max([*plain, *bold, 0]) + SIDES, BROAD)
            wishes.append((whole - rows[name][number], name, number))
    for wish, name, number in sorted(wishes):
        if 0 < wish <= free:
            rows[name][number] += wish
            free -= wish


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
