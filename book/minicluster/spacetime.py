"""The space-time diagram: who sent what to whom, and what befell them meanwhile."""

from .drawing import BAD, CLIENTS, GREY, LETTER, Drawing, arrow, box, cross, hatch
from .drawing import Labels, path, step, text

ROW, TOP, RIGHT = 72, 54, 24


def unit(longest):
    """Return the divisor and the name of the unit that suits times up to `longest`."""
    if longest < 10_000:
        return 1, "µs"
    return (1_000, "ms") if longest < 10_000_000 else (1_000_000, "s")


def words(message):
    """Return a message as it stands on an arrow.

    >>> words(("write", 3))
    'write 3'
    """
    parts = message if isinstance(message, tuple | list) else [message]
    return " ".join(map(str, parts))


def space_time(
    trace, *, who=None, until=None, say=None, to_scale=False, width=480,
    caption=None, alt=None,
):  # fmt: skip
    """Draw a trace: a line for each node and client, time from left to right.

    An arrow is a message, one that ends in a cross was lost; a striped bar is a pause,
    a cross on a line a crash. `who` names the lines from top to bottom (all, in order
    of appearance); `until` ends the picture (microseconds); `say(message)` gives the
    words on an arrow. Moments stand evenly spaced, unless `to_scale`. See Lamport,
    CACM 21(7), 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> print("\\n".join(space_time(world.trace, who=["ann", "n1"]).log))
    0 µs  ann → n1: hello, lost
    500 µs  n1 crashes
    """
    events = sorted(trace, key=lambda event: event.time)
    events = [e for e in events if until is None or e.time <= until]
    shown = dict.fromkeys(
        str(name)
        for e in events
        if e.kind not in ("cut", "heal")
        for name in (e.who, e.peer)
        if name
    )
    rows = {name: TOP + ROW * place for place, name in enumerate(who or shown)}
    fates, ends = {}, {}
    for e in events:
        if e.kind in ("receive", "lost"):
            fates.setdefault(e.number, []).append(e)
        elif e.kind in ("resume", "restart"):
            ends.setdefault((e.who, e.kind), []).append(e.time)
    moments = [e.time for e in events if e.kind not in ("begin", "end")]
    moments += [e.number[1] for e in events if e.kind == "span"]
    moments = sorted({t for t in moments if until is None or t <= until} | {0})
    last = moments[-1] if until is None else until
    divisor, name = unit(last)
    left = 16 + LETTER * max(map(len, rows), default=0)
    space = width - left - RIGHT
    at = {
        t: left + 8 + space * place / max(len(moments), 1)
        for place, t in enumerate(moments)
    }

    def x(time):
        if to_scale:
            return left + 8 + space * time / max(last, 1)
        return at.get(time, width - RIGHT + 8)

    def clock(time):
        return f"{time / divisor:g} {name}"

    labels = Labels(width)
    colours = dict(zip(rows, CLIENTS * len(rows), strict=False))
    bottom = TOP + ROW * len(rows) - 20
    marks = [path(f"M{left:.0f} {y}H{width - 8}", stroke=GREY) for y in rows.values()]
    marks += [text(4, y + 5, line, font_weight="bold") for line, y in rows.items()]
    free = 0
    for time in moments:
        if x(time) >= free:
            label = f"{time / divisor:g}"
            marks.append(text(x(time), bottom + 16, label, anchor="middle"))
            free = x(time) + LETTER * (len(label) + 1)
    scale = f"time in {name}" + ", evenly spaced events" * (not to_scale)
    marks.append(text(width - 8, bottom + 36, scale, anchor="end"))
    log, cuts = [], []

    def draw(event):
        y, here, colour = rows[event.who], x(event.time), colours[event.who]
        if event.kind == "send":
            return send(event, here, y, colour)
        if event.kind == "pause":
            stop = next(
                (t for t in ends.get((event.who, "resume"), []) if t >= event.time),
                last,
            )
            bar = here, y - 8, max(x(stop) - here, 4), 16
            word = labels.put(here + bar[2] / 2 - 24, y - 12, "paused")
            stripes = path(hatch(*bar, 7), stroke="currentColor")
            marks = box(*bar, fill="none", stroke="currentColor"), stripes, word
            return f"{event.who} pauses until {clock(stop)}", marks
        if event.kind == "crash":
            back = next(
                (t for t in ends.get((event.who, "restart"), []) if t >= event.time),
                last,
            )
            gone = path(
                f"M{here:.0f} {y}H{x(back):.0f}", stroke=BAD, stroke_dasharray="2 6"
            )
            marks = path(cross(here, y, 8), stroke=BAD, stroke_width=4), gone
            return f"{event.who} crashes", (
                *marks,
                labels.put(here + 10, y - 10, "crashed"),
            )
        if event.kind == "span":
            stop = min(event.number[1], last)
            bar = box(
                here, y - 5, max(x(stop) - here, 3), 10, fill=colour, fill_opacity=0.6
            )
            says = f"{event.who}: {event.what} until {clock(event.number[1])}"
            return says, (bar, labels.put(here, y - 10, event.what))
        plain = {
            "note": event.what,
            "restart": "restarts",
            "timer": f"timer {event.what}",
        }
        word = plain.get(event.kind) or f"clock {event.what / divisor:+g} {name}"
        dot = f'<circle cx="{here:.0f}" cy="{y}" r="4" fill="{colour}"/>'
        return f"{event.who}: {word}", (dot, labels.put(here + 2, y - 10, word))

    def send(event, here, y, colour):
        word, marks, endings = (say or words)(event.what), [], []
        for fate in fates.get(event.number) or [None]:
            stop, goal = (x(fate.time), rows[event.peer]) if fate else (width - 8, y)
            kind = fate.kind if fate else "in flight"
            if kind == "lost":
                stop = (
                    here + (stop - here) * 0.6 if fate.time > event.time else here + 26
                )
                goal = y + (goal - y) * 0.6
                marks += [path(f"M{here:.0f} {y}L{stop:.0f} {goal:.0f}", stroke=colour)]
                marks += [path(cross(stop, goal), stroke=BAD, stroke_width=3)]
                marks += [labels.put(stop + 10, goal + 5, "lost")]
            elif kind == "in flight":
                goal = y + (rows[event.peer] - y) * 0.4
            if kind != "lost":
                marks.append(path(arrow(here, y, stop, goal), stroke=colour))
            endings.append(f"arrives {clock(fate.time)}" if kind == "receive" else kind)
        word = word if len(word) <= 20 else word[:19] + "…"
        down = 1 if goal > y else -1
        marks.append(
            labels.put(here + 7 + abs(stop - here) * 0.3, y + down * 22 + 5, word)
        )
        says = f"{event.who} → {event.peer}: {word}, {', twice '.join(endings)}"
        return says, marks

    for event in events:
        if event.kind in ("cut", "heal"):
            if (event.time, event.kind) not in cuts:
                cuts.append((event.time, event.kind))
                links = [e for e in events if (e.time, e.kind) == cuts[-1]]
                pairs = ", ".join(f"{e.who}→{e.peer}" for e in links)
                word = "cut" if event.kind == "cut" else "healed"
                here = f"M{x(event.time):.0f} 22V{bottom}"
                wall = path(here, stroke=BAD, stroke_dasharray="6 4")
                log.append(f"{clock(event.time)}  {word}: {pairs}")
                marks.append(
                    step(len(log), wall, labels.put(x(event.time) - 24, 16, word))
                )
        elif (
            event.who in rows
            and event.kind in SHOWN
            and (event.peer or event.who) in rows
        ):
            says, drawn = draw(event)
            log.append(f"{clock(event.time)}  {says}")
            marks.append(step(len(log), *drawn))
    alt = (
        alt
        or f"Space-time diagram of {', '.join(rows)}: {len(log)} steps. "
        + "; ".join(log)
    )
    return Drawing(
        width, bottom + 44, marks, log, alt, caption or "Time runs left to right."
    )


SHOWN = ("send", "pause", "crash", "restart", "span", "note", "timer", "skew")
