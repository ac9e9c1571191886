"""The client timeline: every operation a bar from its call to its return."""

from .drawing import BAD, CLIENTS, GOOD, Sketch
from .history import in_order


def timeline(history, verdict=None, *, caption=None, alt=None):
    """Draw operations as bars, one line for each client, time from left to right.

    A bar with a dotted outline was never answered. With the verdict of
    `check_linearizable` each operation carries the point where it takes effect, and its
    place in the order; the one that fits nowhere is hatched and says so.

    >>> from minicluster import CasRegister, Operation, check_linearizable
    >>> history = [Operation("ann", "write", (1,), None, 0, 30)]
    >>> history += [Operation("bob", "read", (), 1, 10, 20)]
    >>> verdict = check_linearizable(history, CasRegister())
    >>> timeline(history, verdict).log[0]
    'ann: write(1) [0, 30], takes effect as number 1'
    """
    names = dict.fromkeys(operation.client for operation in history)
    moments = [t for o in history for t in (o.call, o.ret) if t is not None]
    sketch, found = Sketch(names, moments), ""
    colours = dict(zip(names, CLIENTS * len(names), strict=False))
    points, x = {}, 0
    for number, operation in enumerate(verdict.order if verdict else (), start=1):
        x = max(x, sketch.x[operation.call]) + 7  # after the one before, within its bar
        x = min(x, sketch.x.get(operation.ret, sketch.right))
        points[id(operation)] = number, x
    for operation in in_order(history):
        y, left = sketch.y[operation.client], sketch.x[operation.call]
        right = sketch.x.get(operation.ret, sketch.right)
        stuck = verdict and operation is verdict.stuck
        number, x = points.get(id(operation), (None, None))
        if stuck:
            sketch.step(f"{operation}, fits nowhere")
            sketch.bar(left, right, y, hatch=BAD, fill="none", stroke=BAD)
            sketch.text("fits nowhere", (left, y + 25), (left, y + 40))
        else:
            effect = f", takes effect as number {number}" if number else ""
            sketch.step(f"{operation}{effect}")
            style = {"fill_opacity": "0.35", "stroke": colours[operation.client]}
            dots = {} if operation.ret is not None else {"stroke_dasharray": "3 4"}
            sketch.bar(left, right, y, fill=style["stroke"], **style, **dots)
        if number:
            sketch.line((x, y - 13), (x, y + 13), stroke=GOOD, stroke_width=4)
            sketch.text(number, (x - 4, y + 27))
        sketch.text(operation.words(" → "), (left, y - 14), (left, y - 28))
    if verdict:
        wrong = f"Not linearizable: {verdict.stuck} fits nowhere."
        found = " Linearizable." if verdict.ok else f" {wrong}"
    caption = caption or f"Each bar runs from call to return.{found}"
    alt = alt or f"Timeline of {len(history)} operations of {', '.join(names)}.{found}"
    return sketch.finish(sketch.bottom + 48, alt, caption)
