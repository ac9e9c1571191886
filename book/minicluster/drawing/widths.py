"""How wide the parts of a lane are on a phone: its line, the rows beside it, words."""

from dataclasses import dataclass, field

from .figure import brief
from .letters import width_of, wrapped
from .scene import overlaps

GAP = 5  # from a lane to the line of the next one
LOST = 16  # from a lane to the line of the next one, where a message is lost
BROAD = 76  # width of a row at most, in units
SIDES = 8  # what a row is wider than its words
AIR = 7  # what the room for words is wider than they are


@dataclass(frozen=True, order=True)
class Wish:
    """Room that the words of an arrow want between two lanes."""

    is_soft: bool  # the words may as well stand further along the arrow, or behind it
    more: float  # than there is before the line of the second lane


@dataclass
class Widths:
    """What a lane needs from side to side, in units.

    >>> Widths(half=6, before=10, after=8, rows=[40, 20]).wide
    78
    """

    half: float  # of a bar on its line
    before: float  # from the lane before to its line
    after: float  # from its line to its rows
    rows: list  # the width of each
    beside: float = 0  # of the words of marks on its line
    for_words: list = field(default_factory=list)  # more room before it, as Wishes

    @property
    def left(self):
        """All the room before its line."""
        return self.before + max((wish.more for wish in self.for_words), default=0)

    @property
    def wide(self):
        """All of it. The words of marks may reach to the line of the next lane."""
        return self.left + max(self.after + sum(self.rows), self.beside + 9 - GAP)


def widths_of(lanes):
    """Return the Widths of each lane, by its name; its rows have room for each word.

    >>> from minicluster.drawing.scene import Lane
    >>> widths_of({"ann": Lane("ann")})["ann"]
    Widths(half=0, before=5, after=0, rows=[], beside=0, for_words=[])
    """
    names = list(lanes)
    widths = {name: _where_nothing_is_lost(lane) for name, lane in lanes.items()}
    for first in names[:1]:
        widths[first].before = max(widths[first].half + 2, GAP)
    for place, lane in enumerate(lanes.values()):
        for sender in lane.lost_from:
            behind = place if names.index(sender) < place else place + 1
            if behind < len(names):
                its = widths[names[behind]]
                its.before = max(its.before, its.half + LOST)
    return widths


def _where_nothing_is_lost(lane):
    half = after = 0
    if lane.on_line:
        half = max(6, (max(map(width_of, lane.on_line)) + SIDES) / 2)
    if any(lane.on_line):  # what is stored ends with a crash, and may stand there
        after = half + 2
    lines = [line for words in lane.beside for line in in_short_lines(words)]
    return Widths(
        half,
        before=GAP + max(half - 1, 0),
        after=after,
        rows=[_with_room_for_each_word(track) for track in lane.tracks],
        beside=max(map(width_of, lines), default=0),
    )


def add_room_for_arrows(widths, scene):
    """Give the words of arrows room between a lane's rows and the next lane's line.

    Where nothing stands in the rows at that time, they have the rows as well.
    """
    names = list(widths)
    for said in scene.said:
        place = names.index(said.lane)
        if said.towards == said.lane:
            continue
        gaps = range(place, names.index(said.towards))
        if not gaps:
            gaps = range(place - 1, names.index(said.towards) - 1, -1)
        taken = [_is_taken(scene.lanes[names[gap]], said) for gap in gaps]
        behind = gaps[0] - gaps.step
        if behind >= 0:
            taken.append(_is_taken(scene.lanes[names[behind]], said))
        first, second = names[gaps[0] : gaps[0] + 2]
        lines = in_short_lines(said.words, said.is_bold)
        needed = max(width_of(line, said.is_bold) for line in lines) + AIR
        left, right = widths[first], widths[second]
        if not taken[0]:
            needed -= left.after + sum(left.rows)
        if overlaps(scene.lanes[second].bars, said.start, said.end):
            needed += right.half
        more = needed - right.before
        if more > 0:
            is_soft = not (said.is_bold or all(taken))
            right.for_words.append(Wish(is_soft, more))


def _is_taken(lane, said):
    return any(track.is_taken(said.start, said.end) for track in lane.tracks)


def _with_room_for_each_word(track):
    """Return the width that the longest word in a row needs, within reason."""
    plain = [width_of(word) for text in track.words for word in text.split()]
    bold = [width_of(word, True) for text in track.bold for word in text.split()]
    return min(max([*plain, *bold, 17]) + SIDES, BROAD)


def with_room_for_lines(track):
    """Return the width of a row, within reason, in which no words need a second line.

    >>> from minicluster.drawing.scene import Track
    >>> track = Track("value", words=["free"])
    >>> with_room_for_lines(track) < with_room_for_lines(Track("role", ["follower"]))
    True
    """
    plain = [width_of(text) for text in track.words]
    bold = [width_of(text, bold=True) for text in track.bold]
    return min(max([*plain, *bold, 0]) + SIDES, BROAD)


def in_short_lines(words, bold=False, widest=62):
    """Return words, or as many of them as there is room for, in lines of a width.

    >>> in_short_lines("asks for the lock")
    ('asks for', 'the lock')
    """
    return wrapped(brief(words, 44), widest, bold)
