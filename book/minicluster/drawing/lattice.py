"""The interleavings of two clients as the paths through a lattice."""

import itertools

from ..interleavings.execution import Execution, ScheduleError
from ..interleavings.replay import replay_race
from .figure import BAD, CLIENTS, DOT, GOOD, GREY
from .sketch import Sketch

MOST = 20_000  # schedules that a lattice is made from


def lattice(found, *, caption=None, alt=None):
    """Draw every schedule of two clients as a path from bottom left to top right.

    A step of the first client goes right, a step of the second goes up (Dijkstra's
    progress graph, 1968). A point is shaded when every schedule through it is bad. The
    arrows follow the shortest bad schedule. Raises ScheduleError for more than two
    clients or more than 20,000 schedules.

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
    note = "shaded: every schedule is bad"
    sketch = Sketch(rows[::-1], range(len(columns)), columns, note)
    _draw_edges(sketch, found, rows)
    _draw_places(sketch, found, rows)
    _draw_shortest(sketch, found, rows)
    counts = f"{found.schedules} schedules, {found.bad_schedules} of them bad"
    shown = found.shortest or "none"
    alt = alt or f"Lattice of {' and '.join(names)}: {counts}; shown: {shown}."
    return sketch.finish(alt, caption or alt)


def _steps_of(found, digit, name):
    """Return a line for each step of a client, the start included."""
    longest = max(found.all, key=lambda pair: pair[0].count(digit))[0]
    steps = replay_race(found.race, longest).steps
    labels = ["", *[step.label for step in steps if step.client == name]]
    return [f"{name} {number} {label}".rstrip() for number, label in enumerate(labels)]


def _places(schedule):
    """Return how many steps each client has taken, before and after each step."""
    return [
        (schedule[:taken].count("0"), schedule[:taken].count("1"))
        for taken in range(len(schedule) + 1)
    ]


def _point(sketch, rows, place):
    column, row = place
    return sketch.at(column, rows[row])


def _draw_edges(sketch, found, rows):
    edges = {}  # an ordered set
    for schedule, _ in found.all:
        edges |= dict.fromkeys(itertools.pairwise(_places(schedule)))
    for start, end in edges:
        sketch.line(_point(sketch, rows, start), _point(sketch, rows, end), stroke=GREY)


def _draw_places(sketch, found, rows):
    """Draw a dot for each place; shade those that every schedule through is bad."""
    on_bad, on_good = {}, {}  # ordered sets of places
    for schedule, bad in found.all:
        places = dict.fromkeys(_places(schedule))
        if bad:
            on_bad |= places
        else:
            on_good |= places
    for place in on_bad | on_good:
        middle = _point(sketch, rows, place)
        colour = GREY if place in on_bad else GOOD
        if place not in on_good:
            colour = BAD
            left, right = middle.moved(-28), middle.moved(28)
            sketch.bar(left, right, 56, fill=BAD, fill_opacity="0.3")
        sketch.line(middle, middle, stroke=colour, **DOT)


def _draw_shortest(sketch, found, rows):
    """Draw the shortest bad schedule, an arrow for each step."""
    schedule = found.shortest or ""
    steps = replay_race(found.race, schedule).steps
    ways = itertools.pairwise(_places(schedule))
    for digit, step, (start, end) in zip(schedule, steps, ways, strict=True):
        sketch.step(f"{step.client}: {step.label}")
        sketch.arrow(
            _point(sketch, rows, start),
            _point(sketch, rows, end),
            stroke=CLIENTS[int(digit)],
            stroke_width=4,
        )
