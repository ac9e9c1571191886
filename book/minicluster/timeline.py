"""The client timeline: every operation a bar from its call to its return."""

from . import drawing as draw
from .history import in_order

ROW, TOP = 64, 44


def timeline(history, verdict=None, *, to_scale=False, caption=None, alt=None):
    """Draw operations as bars, one line for each client, time from left to right.

    A bar with an open, dotted end was never answered. With the verdict of
    `check_linearizable` each operation carries the point where it takes effect, and its
    place in the order; the one that fits nowhere is hatched and says so.

    >>> from minicluster import CasRegister, Operation, check_linearizable
    >>> history = [Operation("ann", "write", (1,), None, 0, 30)]
    >>> history += [Operation("bob", "read", (), 1, 10, 20)]
    >>> verdict = check_linearizable(history, CasRegister())
    >>> timeline(history, verdict).log[0]
    'ann: write(1) [0, 30], takes effect as number 1'
    """
    names = list(dict.fromkeys(operation.client for operation in history))
    history = in_order(history)
    rows = {name: TOP + ROW * place for place, name in enumerate(names)}
    colours = dict(zip(names, draw.CLIENTS * len(names), strict=False))
    width, bottom = 480, TOP + ROW * len(names) - 20
    left = 16 + draw.LETTER * max(map(len, names), default=0)
    moments = [t for o in history for t in (o.call, o.ret) if t is not None]
    x, _, ticks = draw.axis(moments, left, width, bottom + 16, to_scale)
    order = verdict.order if verdict else []
    stuck = verdict.stuck if verdict else None
    points = _points(order, max(moments, default=0))
    labels, log, marks = draw.Labels(width), [], []
    for name, y in rows.items():
        marks.append(draw.text(4, y + 5, name, font_weight="bold"))
        marks.append(
            draw.path(f"M{left:.0f} {y}H{width - 8}", stroke=draw.GREY, stroke_width=1)
        )
    for operation in history:
        y, colour = rows[operation.client], colours[operation.client]
        start, stop = (
            x(operation.call),
            width - 8 if operation.ret is None else x(operation.ret),
        )
        bar = start, y - 9, max(stop - start, 4), 18
        says = f"{operation}"
        if operation.ret is None:
            line = f"M{stop:.0f} {y - 9}H{start:.0f}V{y + 9}H{stop:.0f}"
            drawn = [draw.path(line, stroke=colour, stroke_dasharray="3 4")]
        else:
            drawn = [draw.box(*bar, fill=colour, fill_opacity=0.35, stroke=colour)]
        word = operation.asks() + (
            f" → {operation.result!r}" if operation.says() else ""
        )
        if operation is stuck:
            drawn = [draw.box(*bar, fill="none", stroke=draw.BAD, stroke_width=3)]
            drawn.append(draw.path(draw.hatch(*bar, 7), stroke=draw.BAD))
            drawn.append(labels.put(start, y + 25, "fits nowhere"))
            says += ", fits nowhere"
        place = next((i for i, o in enumerate(order) if o is operation), None)
        if place is not None:
            here = x(points[place]) if points[place] in moments else None
            here = _between(points[place], moments, x) if here is None else here
            drawn.append(
                draw.path(f"M{here:.0f} {y - 13}v26", stroke=draw.GOOD, stroke_width=4)
            )
            drawn.append(labels.put(here - 4, y + 26, place + 1))
            says += f", takes effect as number {place + 1}"
        drawn.append(labels.put(start, y - 14, word))
        log.append(says)
        marks.append(draw.step(len(log), *drawn))
    found = ""
    if verdict:
        found = (
            " Linearizable."
            if verdict.ok
            else f" Not linearizable: {stuck} fits nowhere."
        )
    alt = (
        alt or f"Timeline of {', '.join(names)}: {'; '.join(map(str, history))}.{found}"
    )
    caption = caption or f"Each bar runs from call to return.{found}"
    return draw.Drawing(width, bottom + 44, marks + ticks, log, alt, caption)


def _points(order, last):
    """Return a moment for each operation in `order`: rising, each within its bar."""
    early, moment = [], 0
    for operation in order:
        moment = max(moment, operation.call)
        early.append(moment)
    late, moment = [], last
    for operation in reversed(order):
        moment = min(moment, last if operation.ret is None else operation.ret)
        late.append(moment)
    pairs = list(zip(early, reversed(late), strict=True))
    groups = {}
    for place, pair in enumerate(pairs):
        groups.setdefault(pair, []).append(place)
    points = [0] * len(order)
    for (start, stop), places in groups.items():
        for n, place in enumerate(places, start=1):
            points[place] = start + (stop - start) * n / (len(places) + 1)
    return points


def _between(time, moments, x):
    """Return the place of a time that is not among the moments of the axis."""
    before = max(m for m in moments if m <= time)
    after = min(m for m in moments if m >= time)
    share = (time - before) / max(after - before, 1)
    return x(before) + (x(after) - x(before)) * share
