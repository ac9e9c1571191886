"""The marks of what lasts: spans, their ends, values, and harm."""

from dataclasses import dataclass

from .corners import EDGE, inside
from .figure import Point
from .letters import size_of

FROM_THE_START = 30  # so near words stand where a bar begins, if they can, in units


@dataclass
class Span:
    """What lasts: a lease, a belief, a pause, an operation, a crash, a role."""

    lane: str
    track: int  # 0: on the line
    start: int
    end: int | None  # None: to the end of the picture
    words: str
    style: str

    def draw(self, sketch, layout, step):
        """Draw the bar and its words, in it if there is room."""
        box = layout.bar(self.lane, self.start, self.end, self.track)
        if self.words or "thick" not in self.style:
            sketch.box(step, self.style, box)
        near = layout.near(self.lane, box, before=True) if self.track else None
        write_in(sketch, layout, step, self.words, box, near=near)


@dataclass
class End:
    """The end of what lasted: a mark with its word."""

    lane: str
    track: int
    time: int
    word: str  # "" for a mark alone
    style: str

    def draw(self, sketch, layout, step):
        """Draw a bar across the end of the span, and the word beside it."""
        box = layout.bar(self.lane, self.time, self.time, self.track)
        low, high = Point(box.x, box.y), Point(box.right, box.low)
        if layout.name == "mc-wide":
            ends = low.moved(0, -4), Point(box.x, high.y + 4)
        else:
            ends = low.moved(-4, 0), Point(high.x + 4, box.y)
        sketch.path(step, f"{self.style} thick", list(ends))
        if self.word:
            places = layout.places_at_end(*ends, *size_of([self.word]))
            home = layout.home(self.lane)
            sketch.words(step, [self.word], places, rank=3, home=home)


@dataclass
class Value:
    """What a node stores for a time: a box, thick where it has just changed."""

    lane: str
    track: int
    start: int
    end: int | None  # None: to the end of the picture
    words: str
    has_changed: bool
    is_wrong: bool = False  # it breaks the rule

    def draw(self, sketch, layout, step):
        """Draw the box with the value in it."""
        box = layout.bar(self.lane, self.start, self.end, self.track)
        style = "bad soft" if self.is_wrong else "grey"
        sketch.box(step, style, box)
        if self.has_changed:
            colour = "bad" if self.is_wrong else "ink"
            corner = Point(box.x + 2, box.y + 1)
            if layout.name == "mc-wide":
                line = [corner, Point(box.x + 2, box.low - 1)]
            else:
                line = [Point(box.x + 1, box.y + 2), Point(box.right - 1, box.y + 2)]
            sketch.path(step, f"{colour} thick", line)
        bold = "bad" if self.is_wrong else ""
        near = layout.near(self.lane, box)
        write_in(sketch, layout, step, self.words, box, bold, near, is_at_start=True)


@dataclass
class Harm:
    """The time in which a promise is broken: hatched, and named."""

    first: str  # the lanes from the first to the last
    last: str
    start: int
    end: int | None  # None: to the end of the picture
    words: str

    def draw(self, sketch, layout, step):
        """Hatch the time over the lanes, and name it."""
        names = list(layout.scene.lanes)
        ends = sorted((self.first, self.last), key=names.index)
        box = layout.across(*ends, self.start, self.end)
        sketch.hatch(step, box)
        if layout.name == "mc-narrow":
            self._name_upright(sketch, layout, step, box)
            return
        lines = layout.lines_of(self.words)
        size = size_of(lines, bold=True)
        beside = layout.places_beside(box, *size, in_the_middle=True)
        sketch.words(step, lines, beside + inside(box, *size), "bad", rank=1)

    def _name_upright(self, sketch, layout, step, box):
        """Name it in the only bar that it concerns, or else on a sign over it."""
        track = len(layout.scene.lanes[self.first].tracks)
        if self.first == self.last and track:
            bar = layout.bar(self.first, self.start, self.end, track)
            lines = layout.lines_of(self.words, True, bar.wide - 2 * EDGE)
            places = layout.places_in(bar, *size_of(lines, bold=True))
            if places:
                home = layout.home(self.first)
                sketch.words(step, lines, places, "bad", rank=3, home=home)
                return
        lines = layout.lines_of(self.words, True, max(box.wide - 14, 62))
        size = size_of(lines, bold=True)
        places = layout.places_for_sign(box, *size)
        sketch.words(step, lines, places, "bad", rank=3, is_sign=True)


def write_in(
    sketch, layout, step, words, box, style="", near=None, *, is_at_start=False
):
    """Write words in a box, or beside it if it is too small, and no further off."""
    if not words:
        return
    bold = bool(style)
    lines = layout.lines_of(words, bold, box.wide - 2 * EDGE)
    places = layout.places_in(box, *size_of(lines, bold))
    if not places:
        lines = layout.lines_of(words, bold)
    beside = layout.places_beside(box, *size_of(lines, bold))
    rank = 2 if places else 4
    fair = good = len(places)
    if is_at_start and layout.name == "mc-narrow":
        good = sum(place.y < box.y + FROM_THE_START for place in places)
    sketch.words(
        step,
        lines,
        places + beside,
        style,
        rank,
        good=good,
        fair=fair,
        near=near,
        own=box,
    )
