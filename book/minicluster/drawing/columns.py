"""Where the lanes stand side by side on a phone: the line of each, and its rows."""

from .widths import with_room_for_lines

THIN = 20  # width of a row at least, in units


def columns_of(scene, widths, left, room):
    """Return for each lane the x of its line, and then left edge and width of each row.

    The lanes begin at `left` and fill the room, if they are not too many for it. The
    widths of their rows and words are changed to those that they have then.

    >>> from minicluster.drawing.scene import Lane, Scene
    >>> from minicluster.drawing.widths import widths_of
    >>> scene = Scene([Lane("ann"), Lane("bob")], [10])
    >>> columns_of(scene, widths_of(scene.lanes), left=40, room=200)
    {'ann': [90.5], 'bob': [190.5]}
    """
    free = _fit(scene, widths, room)
    shares = _shares(widths, free)
    columns = {}
    x = left
    for name, its in widths.items():
        before, share = shares[name]
        line = x + max(2, its.left + before)
        columns[name] = [line]
        edge = line + its.after
        for row in its.rows:
            columns[name].append((edge, row - 1))
            edge += row
        x += its.wide + share
    return columns


def _shares(widths, free):
    """Return what each lane gets of what is left: before its line, and in all.

    What is left is for the words of arrows, where they have room of their own.
    """
    with_words = [name for name, its in widths.items() if its.for_words]
    if with_words and free > 0:
        share = free / len(with_words)
        return {
            name: (share, share) if name in with_words else (0, 0) for name in widths
        }
    share = free / (len(widths) or 1)
    # Where there are rows, more is left free behind them, for words.
    return {n: (share / (4 if its.rows else 2), share) for n, its in widths.items()}


def _fit(scene, widths, room):
    """Make all lanes as wide as the room; return what is left, below 0 if they cannot.

    The words of marks give way first, then those of arrows, and values last.
    """
    rows = {name: its.rows for name, its in widths.items()}
    free = room - whole_of(widths)
    if free < 0:
        for its in widths.values():
            its.beside = 0
        free = room - whole_of(widths)
    wishes = [(wish, its) for its in widths.values() for wish in its.for_words]
    for wish, its in sorted(wishes, key=lambda pair: pair[0], reverse=True):
        if free < 0:
            its.for_words.remove(wish)
            free = room - whole_of(widths)
    for spared in (("value",), ()):
        if free < 0:
            free += _squeeze(rows, scene.lanes, spared, -free)
    if free > 0:
        _broaden(rows, scene, free)
        free = room - whole_of(widths)
    return free


def whole_of(widths):
    """Return what all lanes need from side to side."""
    return sum(its.wide for its in widths.values())


def _squeeze(rows, lanes, spared, too_much):
    """Make rows narrower, but for those of spared kinds; return the gain."""
    soft = [
        (name, number)
        for name, lane in lanes.items()
        for number, track in enumerate(lane.tracks)
        if track.kind not in spared
    ]
    whole = sum(rows[name][number] - THIN for name, number in soft)
    factor = max(0, 1 - too_much / whole) if whole > 0 else 0
    gain = 0
    for name, number in soft:
        squeezed = THIN + (rows[name][number] - THIN) * factor
        gain += rows[name][number] - squeezed
        rows[name][number] = squeezed
    return gain


def _broaden(rows, scene, free):
    """Make rows wider in which more words have room then, the smallest wishes first."""
    wishes = []
    for name, lane in scene.lanes.items():
        for number, track in enumerate(lane.tracks):
            wished = with_room_for_lines(track)
            wishes.append((wished - rows[name][number], name, number))
    for wish, name, number in sorted(wishes):
        if 0 < wish <= free:
            rows[name][number] += wish
            free -= wish
