"""The interleavings of two clients as the paths through a lattice."""

import itertools

from ..interleavings.execution import Execution, ScheduleError
from ..interleavings.replay import replay_race
from .across import WIDE
from .down import NARROW
from .drawn import add_note, as_html
from .figure import Drawing, Point, brief
from .letters import LINE, width_of, wrapped
from .palette import ACTORS
from .sketch import Sketch

MOST = 20_000  # schedules that a lattice is made from
WORDS = {"bad": "bad", "good": "right"}  # beside a point, by its class
MIXED = "grey: some orders through it are bad, others right"


def lattice(found, *, caption=None, alt=None):
    """Draw every schedule of two clients as a path from bottom left to top right.

    A step of the first client goes right, a step of the second goes up (Dijkstra's
    progress graph, 1968). Points and ways are vermilion where every schedule through
    them is bad, green where every one is right. The arrows follow the shortest bad
    schedule. Raises ScheduleError for more than two clients or more than 20,000
    schedules.

    >>> from minicluster import explore
    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> lattice(explore(race, bad=lambda shop: shop["stock"] != 3)).log
    ['ann: read', 'bob: read', 'bob: write', 'ann: write']
    """
    names = list(Execution(found.race).names.values())
    if len(names) != 2 or not found.complete or not 0 < len(found.all) <= MOST:
        most = f"two clients and all of at most {MOST:,} schedules"
        given = f"{len(names)} and {len(found.all):,}: fewer steps, no merge, no limit"
        raise ScheduleError(f"a lattice shows {most}, not {given}")
    columns = _steps_of(found, "0", names[0])
    rows = _steps_of(found, "1", names[1])
    counts = f"{found.schedules} schedules, {found.bad_schedules} of them bad"
    shown = found.shortest or "none"
    alt = alt or f"Lattice of {' and '.join(names)}: {counts}; shown: {shown}."
    log = _log(found)
    kinds = _kinds(found)
    drawn = [_drawn(Grid(w, columns, rows), found, kinds, log) for w in (WIDE, NARROW)]
    return Drawing(as_html(alt, *drawn), log, alt, caption or alt)


class Grid:
    """Where the points of a lattice stand in a drawing of some width."""

    def __init__(self, wide, columns, rows):
        self.wide = wide
        self.rows = [wrapped(brief(words), wide / 4) for words in rows]
        self.left = 20 + max(width_of(line) for words in self.rows for line in words)
        self.gap = (wide - self.left - 44) / max(len(columns) - 1, 1)
        room = max(self.gap - 4, 40)
        self.columns = [wrapped(brief(words), room) for words in columns]
        self.pitch = max(64, 12 + LINE * max(map(len, self.rows)))
        self.low = 30 + self.pitch * (len(rows) - 1)
        names = LINE * max(map(len, self.columns))
        self.foot = self.low + 26 + names
        self.high = self.foot + LINE * len(wrapped(MIXED, wide - 8)) + 4

    def at(self, place):
        """Return the point after so many steps of the first and of the second."""
        column, row = place
        return Point(self.left + self.gap * column, self.low - self.pitch * row)


def _steps_of(found, digit, name):
    """Return a line for each step of a client, the start included."""
    longest = max(found.all, key=lambda pair: pair[0].count(digit))[0]
    steps = replay_race(found.race, longest).steps
    labels = ["", *[step.label for step in steps if step.client == name]]
    return [f"{name} {number} {label}".rstrip() for number, label in enumerate(labels)]


def _log(found):
    """Return a line for each step of the shortest bad schedule."""
    run = replay_race(found.race, found.shortest or "")
    return [f"{step.client}: {step.label}" for step in run.steps]


def _places(schedule):
    """Return how many steps each client has taken, before and after each step."""
    return [
        (schedule[:taken].count("0"), schedule[:taken].count("1"))
        for taken in range(len(schedule) + 1)
    ]


def _kinds(found):
    """Return the class of each place and of each way between two: bad, good, grey."""
    on_bad, on_good = {}, {}  # ordered sets
    for schedule, bad in found.all:
        places = _places(schedule)
        through = dict.fromkeys(places) | dict.fromkeys(itertools.pairwise(places))
        if bad:
            on_bad |= through
        else:
            on_good |= through
    kinds = {}
    for through in on_bad | on_good:
        kinds[through] = "grey" if through in on_bad else "good"
        if through not in on_good:
            kinds[through] = "bad"
    return kinds


def _drawn(grid, found, kinds, log):
    """Return the Sketch of a lattice on a grid."""
    sketch = Sketch(grid.wide, grid.high, len(log))
    for through, kind in kinds.items():
        if isinstance(through[0], tuple):
            sketch.path(0, kind, [grid.at(place) for place in through])
    _write_names(sketch, grid)
    ways = itertools.pairwise(_places(found.shortest or ""))
    for number, (start, end) in enumerate(ways, 1):
        style = f"c{int(found.shortest[number - 1]) % ACTORS} thick"
        start, end = grid.at(start), grid.at(end)
        sketch.arrow(number, style, start.between(end, 0.1), start.between(end, 0.88))
    for place, kind in kinds.items():
        if not isinstance(place[0], tuple):
            _draw_point(sketch, grid.at(place), kind)
    without = sketch.finish()
    if without:
        add_note(sketch, without)
    return sketch


def _draw_point(sketch, point, kind):
    """Draw a dot with its word."""
    sketch.disc(0, f"{kind} full", point, radius=6)
    if kind in WORDS:
        word = WORDS[kind]
        wide = width_of(word, bold=True)
        corners = (
            point.moved(8, -LINE - 4),
            point.moved(-wide - 8, -LINE - 4),
            point.moved(8, 5),
            point.moved(-wide - 8, 5),
        )
        sketch.words(0, [word], corners, kind, rank=2)


def _write_names(sketch, grid):
    """Write the steps of one client beside the rows, of the other below the columns."""
    for number, lines in enumerate(grid.rows):
        middle = grid.at((0, number))
        corner = Point(4, middle.y - LINE * len(lines) / 2)
        sketch.words(0, lines, [corner], rank=0)
    for number, lines in enumerate(grid.columns):
        wide = max(map(width_of, lines))
        x = min(grid.at((number, 0)).x - wide / 2, grid.wide - wide - 2)
        sketch.words(0, lines, [Point(max(2, x), grid.low + 16)], rank=0)
    lines = wrapped(MIXED, grid.wide - 8)
    sketch.words(0, lines, [Point(4, grid.foot)], rank=0)
