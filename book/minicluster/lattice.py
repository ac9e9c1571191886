"""The interleavings of two clients as the paths through a lattice."""

import itertools

from .crew import Crew, ScheduleError, replay
from .drawing import BAD, CLIENTS, DOT, GOOD, GREY, Sketch

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
        most = f"two clients and all of at most {MOST:,} schedules"
        given = f"{len(names)} and {len(found.all):,}: fewer steps, no merge, no limit"
        raise ScheduleError(f"a lattice shows {most}, not {given}")
    met, edges, done = {True: {}, False: {}}, {}, []
    for schedule, bad in found.all:
        met[bad] |= dict.fromkeys(_points(schedule))
        edges |= dict.fromkeys(itertools.pairwise(_points(schedule)))
    for digit, name in enumerate(names):
        longest = max(found.all, key=lambda pair, d=str(digit): pair[0].count(d))[0]
        run = replay(found.race, longest)
        words = ["", *[step.label for step in run.steps if step.client == name]]
        done.append([f"{name} {n} {word}".rstrip() for n, word in enumerate(words)])
    columns, rows = done
    note = "shaded: every schedule is bad"
    sketch = Sketch(rows[::-1], range(len(columns)), columns, note)
    at = {p: sketch.at(p.real, rows[int(p.imag)]) for p in met[True] | met[False]}
    for start, end in edges:
        sketch.line(at[start], at[end], stroke=GREY)
    for point, middle in at.items():
        colour = GREY if point in met[True] else GOOD
        if point not in met[False]:
            colour = BAD
            sketch.bar(middle - 28, middle + 28, 56, fill=BAD, fill_opacity="0.3")
        sketch.line(middle, middle, stroke=colour, **DOT)
    path = found.shortest or ""
    steps, ways = replay(found.race, path).steps, itertools.pairwise(_points(path))
    for digit, step, (start, end) in zip(path, steps, ways, strict=True):
        sketch.step(f"{step.client}: {step.label}")
        sketch.arrow(at[start], at[end], stroke=CLIENTS[int(digit)], stroke_width=4)
    counts = f"{found.schedules} schedules, {found.bad_schedules} of them bad"
    alt = alt or f"Lattice of {' and '.join(names)}: {counts}; shown: {path or 'none'}."
    return sketch.finish(alt, caption or alt)


def _points(schedule):
    steps = (1 if digit == "0" else 1j for digit in schedule)
    return list(itertools.accumulate(steps, initial=0))
