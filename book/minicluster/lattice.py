"""The interleavings of two clients as the paths through a lattice."""

from collections import Counter

from . import drawing as draw
from .crew import ScheduleError, replay

MOST = 20_000  # schedules that a lattice is made from


def lattice(found, *, path=None, caption=None, alt=None):
    """Draw every schedule of two clients as a path from bottom left to top right.

    A step of the first client goes right, a step of the second goes up (Dijkstra's
    progress graph, 1968). A point is shaded and hatched when every schedule through it
    is bad. The arrows follow `path`, a schedule string; without it, the shortest bad
    one. Raises ScheduleError for more than two clients or more than 20,000 schedules.

    >>> from minicluster import explore
    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> drawing = lattice(explore(race, bad=lambda shop: shop["stock"] != 3))
    >>> drawing.log
    ['ann: read', 'bob: read', 'bob: write', 'ann: write']
    >>> drawing
    Drawing: Lattice of 6 schedules of ann and bob, 4 of them bad. All schedules \
through 1 of its 9 points are bad. The path 0110 is drawn.
    """
    if len(found.clients) != 2 or found.schedules > MOST:
        raise ScheduleError(
            f"a lattice shows two clients and at most {MOST:,} schedules, not "
            f"{len(found.clients)} and {found.schedules:,}: leave out clients or steps"
        )
    passing, bad, edges = Counter(), Counter(), {}
    for schedule, is_bad in found.all:
        here = 0, 0
        for digit in ["", *schedule]:
            there = here[0] + (digit == "0"), here[1] + (digit == "1")
            edges[here, there] = None
            passing[there] += 1
            bad[there] += is_bad
            here = there
    path = (found.shortest or "") if path is None else path
    run = replay(found.race, path)
    wide, high = max(x for x, _ in passing), max(y for _, y in passing)
    names = _labels(found, (wide, high))
    left = 20 + draw.LETTER * max(len(word) for word in names[1])
    cell = max(64, min(100, (540 - left) / (wide + 1)))
    bottom = 30 + high * cell

    def at(point):
        return left + 24 + point[0] * cell, bottom - point[1] * cell

    hopeless = [point for point in passing if passing[point] == bad[point] > 0]
    marks = []
    for x, y in map(at, hopeless):
        corner = x - cell / 2 + 4, y - cell / 2 + 4, cell - 8, cell - 8
        marks.append(draw.box(*corner, fill=draw.BAD, fill_opacity=0.2))
        marks.append(draw.path(draw.hatch(*corner), stroke=draw.BAD, stroke_width=1))
    lines = [(at(a), at(b)) for a, b in edges if a != b]
    ways = "".join(f"M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}" for (a, b), (c, d) in lines)
    marks.append(draw.path(ways, stroke=draw.GREY))
    for point, (x, y) in [(point, at(point)) for point in passing]:
        colour = (
            draw.BAD if point in hopeless else draw.GREY if bad[point] else draw.GOOD
        )
        marks.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{colour}"/>')
    here = 0, 0
    for number, digit in enumerate(path, start=1):
        there = here[0] + (digit == "0"), here[1] + (digit == "1")
        head = draw.arrow(*at(here), *at(there))
        colour = draw.CLIENTS[int(digit)]
        marks.append(draw.step(number, draw.path(head, stroke=colour, stroke_width=4)))
        here = there
    for index, word in enumerate(names[0]):
        x, y = at((index + 0.5, 0))
        marks.append(draw.text(x, y + 28, word, anchor="middle"))
    for index, word in enumerate(names[1]):
        x, y = at((0, index + 0.5))
        marks.append(draw.text(x - 14, y + 5, word, anchor="end"))
    title = found.clients
    marks.append(draw.text(left + 24, bottom + 50, f"{title[0]} →", font_weight="bold"))
    marks.append(draw.text(4, bottom + 5, f"{title[1]} ↑", font_weight="bold"))
    if hopeless:
        marks.append(
            draw.text(left + 24 + 70, bottom + 50, "hatched: every schedule is bad")
        )
    alt = alt or (
        f"Lattice of {found.schedules} schedules of {title[0]} and {title[1]}, "
        f"{found.bad_schedules} of them bad. All schedules through {len(hopeless)} of "
        f"its {len(passing)} points are bad."
        + f" The path {path} is drawn."
        * bool(path)
    )
    log = [f"{taken.client}: {taken.label}" for taken in run.steps]
    width = max(left + 60 + wide * cell, left + 320)
    return draw.Drawing(width, bottom + 62, marks, log, alt, caption or alt)


def _labels(found, size):
    """Return the names of both clients' steps along one schedule."""
    schedule = next(schedule for schedule, _ in found.all)
    steps = replay(found.race, schedule).steps
    return [[s.label for s in steps if s.client == name] for name in found.clients]
