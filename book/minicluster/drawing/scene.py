"""What a picture tells, before it is drawn: lanes, marks on them, and steps."""

from dataclasses import dataclass, field

from .palette import ACTORS
from .scale import Scale


def overlaps(times, start, end):
    """Say whether one of the times (start, end) overlaps another; end None: for ever.

    >>> overlaps([(10, 20)], 19, 25), overlaps([(10, 20)], 20, 30)
    (True, False)
    """
    return any(first < end and (last is None or start < last) for first, last in times)


@dataclass
class Lane:
    """A line for a client, a node or a shared value."""

    name: str
    actor: int | None = None  # the number of a client, which gives colour and shape
    has_line: bool = True  # a shared value has none, but boxes only
    tracks: list = field(default_factory=list)  # of Track
    on_line: list = field(default_factory=list)  # words of bars on it, or ""
    bars: list = field(default_factory=list)  # (start, end) of these bars
    beside: list = field(default_factory=list)  # words of marks on its line
    lost_from: list = field(default_factory=list)  # who sent it what was lost

    @property
    def style(self):
        """The class of its colour: grey for nodes and values."""
        return "grey" if self.actor is None else f"c{self.actor % ACTORS}"


@dataclass
class Track:
    """A row beside a lane's line for what lasts: values in boxes, or spans."""

    kind: str  # "value", "belief", "span", "role"
    words: list = field(default_factory=list)  # all that is to be read there
    bold: list = field(default_factory=list)  # as words, but in bold letters
    times: list = field(default_factory=list)  # of (start, end) of its spans
    to_the_end: str = ""  # the words of what lasts to the end of the picture
    free_from: int = 0  # when the last of its spans is over

    def is_taken(self, start, end):
        """Say whether something lasts there at a time from one moment to another.

        >>> track = Track("value", times=[(10, 20), (30, None)])
        >>> track.is_taken(19, 25), track.is_taken(20, 30), track.is_taken(40, 50)
        (True, False, True)
        """
        return overlaps(self.times, start, end)


@dataclass(frozen=True)
class Said:
    """Words of an arrow, which stand by a lane, on the side of another."""

    lane: str
    towards: str
    words: str
    start: int  # of the arrow, or where the words stand by its end, that
    end: int
    is_bold: bool = False


@dataclass
class Telling:
    """One step of the picture: a line of the log, and the marks that show it."""

    time: int  # microseconds, or the number of a step
    words: str  # the line of the log, without the time
    marks: list
    rank: int = 3  # among what happens at the same moment, from 0


class Scene:
    """What a picture tells: tell(...) in any order, and it is numbered by time."""

    def __init__(self, lanes, moments, unit=None, note=None):
        self.lanes = {lane.name: lane for lane in lanes}
        self.moments = {0, *moments}  # all that the picture shows
        self.unit = unit  # of the axis; None: that which fits the moments
        self.scale = Scale(self.moments, 0, 100, unit)  # to tell times by
        self.note = note or f"time in {self.scale.unit.name}"
        self.first = []  # marks that are there from the start
        self.tellings = []
        self.said = []  # Said of the messages that have words

    def tell(self, time, words, *marks, rank=3):
        """Add a step, with its line of the log and the marks that show it.

        At one moment those with the lower rank come first. Returns the Telling.
        """
        telling = Telling(time, words, list(marks), rank)
        self.tellings.append(telling)
        return telling

    def track(self, lane, kind, words, start, end, is_bold=False):
        """Return the number of a free row beside a lane, from 1 on.

        `end` None: it lasts to the end of the picture.
        """
        tracks = self.lanes[lane].tracks
        alike = [track for track in tracks if track.kind == kind]
        free = [track for track in alike if track.free_from <= start]
        if not free:
            free = [Track(kind)]
            tracks += free
        track = free[0]
        (track.bold if is_bold else track.words).append(words)
        track.times.append((start, end))
        if end is None:
            track.to_the_end = words
        track.free_from = self.end + 1 if end is None else end
        return next(n for n, each in enumerate(tracks, 1) if each is track)

    def in_order(self):
        """Return the tellings by time; those of one moment as they were told."""
        return sorted(self.tellings, key=lambda each: (each.time, each.rank))

    @property
    def end(self):
        """The last moment of the picture."""
        return max(self.moments)
