"""The interleavings of two clients as the paths through a lattice."""

import itertools
from collections import Counter

from .crew import Crew, ScheduleError, replay
from .drawing import BAD, CLIENTS, GOOD, GREY, Sketch

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
    names = list(Crew(found.race).names.values())
    if len(names) != 2 or not found.complete or not 0 < len(found.all) <= MOST:
        raise ScheduleError(
            f"a lattice shows two clients and all of at most {MOST:,} schedules, not "
            f"{len(names)} and {len(found.all):,}: leave out clients, steps or merge"
        )
    passing, edges = Counter(), set()
    for schedule, bad in found.all:
        edges |= {*itertools.pairwise(_points(schedule))}
        passing.update((point, bad) for point in _points(schedule))
    done = []
    for digit, name in enumerate(names):
        longest = max(found.all, key=lambda pair, d=str(digit): pair[0].count(d))[0]
        steps = [s for s in replay(found.race, longest).steps if s.client == name]
        labels = [f"{name} {n} {step.label}" for n, step in enumerate(steps, start=1)]
        done.append([f"{name} 0", *labels])
    columns, rows = done
    note = "shaded: every schedule is bad"
    sketch = Sketch(rows[::-1], range(len(columns)), columns, note)
    at = {(i, j): (sketch.x[i], sketch.y[rows[j]]) for (i, j), _ in passing}
    for start, end in sorted(edges):
        sketch.line(at[start], at[end], stroke=GREY)
    for point, (x, y) in at.items():
        colour = GREY if passing[point, True] else GOOD
        if not passing[point, False]:
            colour = BAD
            sketch.bar(x - 28, x + 28, y, 56, fill=BAD, fill_opacity="0.3")
        sketch.add("circle", cx=x, cy=y, r=5, fill=colour)
    path = found.shortest or ""
    steps, ways = replay(found.race, path).steps, itertools.pairwise(_points(path))
    for digit, step, (start, end) in zip(path, steps, ways, strict=True):
        sketch.step(f"{step.client}: {step.label}")
        sketch.arrow(at[start], at[end], stroke=CLIENTS[int(digit)], stroke_width=4)
    alt = alt or (
        f"Lattice of {found.schedules} schedules of {' and '.join(names)}, "
        f"{found.bad_schedules} of them bad; the arrows follow {path or 'none'}."
    )
    return sketch.finish(alt, caption or alt)


def _points(schedule):
    ends = range(len(schedule) + 1)
    return [(schedule.count("0", 0, end), schedule.count("1", 0, end)) for end in ends]
