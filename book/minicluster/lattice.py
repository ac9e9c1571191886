"""The interleavings of two clients as the paths through a lattice."""

import itertools
from collections import Counter

from .crew import ScheduleError, replay
from .drawing import BAD, CLIENTS, GOOD, GREY, LETTER, Sketch

MOST = 20_000  # schedules that a lattice is made from


def lattice(found, *, caption=None, alt=None):
    """Draw every schedule of two clients as a path from bottom left to top right.

    A step of the first client goes right, a step of the second goes up (Dijkstra's
    progress graph, 1968). A point is shaded and hatched when every schedule through it
    is bad. The arrows follow the shortest bad schedule. Raises ScheduleError for more
    than two clients or more than 20,000 schedules.

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
    if len(found.clients) != 2 or found.schedules > MOST:
        raise ScheduleError(
            f"a lattice shows two clients and at most {MOST:,} schedules, not "
            f"{len(found.clients)} and {found.schedules:,}: leave out clients or steps"
        )
    passing, bad, edges, listed = Counter(), Counter(), {}, list(found.all)
    for schedule, is_bad in listed:
        points = _points(schedule)
        edges |= dict.fromkeys(itertools.pairwise(points))
        passing.update(points)
        bad.update(points if is_bad else [])
    wide, high = map(max, zip(*passing, strict=True))
    steps = replay(found.race, listed[0][0]).steps
    names = [[s.label for s in steps if s.client == name] for name in found.clients]
    left = 44 + LETTER * max(map(len, [*names[1], found.clients[1]]))
    cell = max(64, min(100, (564 - left) / (wide + 1)))
    bottom = 30 + high * cell
    sketch = Sketch(width=max(left + 36 + wide * cell, left + 300))
    at = {(x, y): (left + x * cell, bottom - y * cell) for x, y in passing}
    hopeless = [point for point in passing if passing[point] == bad[point]]
    for x, y in map(at.get, hopeless):
        size, style = cell - 8, {"fill": BAD, "fill_opacity": "0.2"}
        sketch.bar(x - size / 2, x + size / 2, y, size, hatch=BAD, **style)
    for start, end in edges:
        sketch.line(at[start], at[end], stroke=GREY)
    for point, (x, y) in at.items():
        colour = BAD if point in hopeless else GREY if bad[point] else GOOD
        sketch.add("circle", cx=x, cy=y, r=5, fill=colour)
    for place, word in enumerate(names[0]):
        sketch.text(word, (left + (place + 0.5) * cell, bottom + 28), anchor="middle")
    for place, word in enumerate(names[1]):
        sketch.text(word, (left - 14, bottom - (place + 0.5) * cell + 5), anchor="end")
    sketch.text(f"{found.clients[0]} →", (left, bottom + 50), font_weight="bold")
    sketch.text(f"{found.clients[1]} ↑", (4, bottom + 5), font_weight="bold")
    if hopeless:
        sketch.text("hatched: every schedule is bad", (left + 70, bottom + 50))
    path = found.shortest or ""
    steps, ways = replay(found.race, path).steps, itertools.pairwise(_points(path))
    for digit, step, (start, end) in zip(path, steps, ways, strict=True):
        sketch.step(f"{step.client}: {step.label}")
        sketch.arrow(at[start], at[end], stroke=CLIENTS[int(digit)], stroke_width=4)
    alt = alt or (
        f"Lattice of {found.schedules} schedules of {' and '.join(found.clients)}, "
        f"{found.bad_schedules} of them bad; the arrows follow {path or 'none'}."
    )
    return sketch.finish(bottom + 62, alt, caption or alt)


def _points(schedule):
    return [
        (schedule.count("0", 0, end), schedule.count("1", 0, end))
        for end in range(len(schedule) + 1)
    ]
