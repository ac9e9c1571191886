"""How wide the parts of a lane are on a phone: its line, the rows beside it, words."""

from dataclasses import dataclass

from .figure import brief
from .letters import width_of, wrapped

GAP = 5  # from a lane to the line of the next one
ROWS = 5  # from a lane's line to its rows
LOST = 13  # both of them, where a message is lost on that side of the line
BROAD = 76  # width of a row at most, in units
SIDES = 5  # what a row is wider than its words


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

    @property
    def wide(self):
        """All of it. The words of marks may reach to the line of the next lane."""
        return self.before + max(self.after + sum(self.rows), self.beside + 9 - GAP)


def widths_of(lanes):
    """Return the Widths of each lane, by its name; its rows have room for each word.

    >>> from minicluster.drawing.scene import Lane
    >>> widths_of({"ann": Lane("ann")})["ann"]
    Widths(half=0, before=5, after=5, rows=[], beside=0)
    """
    names = list(lanes)
    widths = {}
    for place, (name, lane) in enumerate(lanes.items()):
        senders = [names.index(sender) for sender in lane.lost_from]
        its = widths[name] = _where_nothing_is_lost(lane)
        if any(sender < place for sender in senders):
            its.before = max(its.before, LOST)
        if any(sender >= place for sender in senders):
            its.after = max(its.after, LOST)
        if its.rows and senders:
            lost = width_of("lost", bold=True) + SIDES + 2
            its.rows[0] = max(its.rows[0], lost)
    return widths


def _where_nothing_is_lost(lane):
    half = 0
    if lane.on_line:
        half = max(6, (max(map(width_of, lane.on_line)) + SIDES) / 2)
    lines = [line for words in lane.beside for line in in_short_lines(words)]
    return Widths(
        half,
        before=GAP + max(half - 1, 0),
        after=half + 2 if half else ROWS,
        rows=[_with_room_for_each_word(track) for track in lane.tracks],
        beside=max(map(width_of, lines), default=0),
    )


def _with_room_for_each_word(track):
    """Return the width that the longest word in a row needs, within reason."""
    plain = [width_of(word) for text in track.words for word in text.split()]
    bold = [width_of(word, True) for text in track.bold for word in text.split()]
    return min(max([*plain, *bold, 17]) + SIDES, BROAD)


def with_room_for_lines(track, said):
    """Return the width of a row, within reason, in which no words need a second line.

    >>> from minicluster.drawing.scene import Track
    >>> track = Track("value", words=["free"])
    >>> with_room_for_lines(track, []) < with_room_for_lines(track, ["release"])
    True
    """
    plain = [width_of(text) for text in (*track.words, *said)]
    bold = [width_of(text, bold=True) for text in track.bold]
    return min(max([*plain, *bold, 0]) + SIDES, BROAD)


def in_short_lines(words, bold=False, widest=62):
    """Return words, or as many of them as there is room for, in lines of a width.

    >>> in_short_lines("asks for the lock")
    ('asks for', 'the lock')
    """
    return wrapped(brief(words, 44), widest, bold)
