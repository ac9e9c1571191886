"""The space-time diagram: who sent what to whom, and what befell them meanwhile."""

from . import drawing as draw

ROW, TOP = 72, 54
SHOWN = ("send", "pause", "crash", "restart", "span", "note", "timer", "skew")
ENDS = {"pause": "resume", "crash": "restart"}


def space_time(
    trace, *, who=None, until=None, say=None, to_scale=False, caption=None, alt=None
):
    """Draw a trace: a line for each node and client, time from left to right.

    An arrow is a message, one that ends in a cross was lost; a striped bar is a pause,
    a cross on a line a crash. `who` names the lines from top to bottom (all, in order
    of appearance), `until` ends the picture (microseconds), `say(message)` words a
    message. Moments stand evenly spaced unless `to_scale`. See Lamport, CACM 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> print(*space_time(world.trace, who=["ann", "n1"]).log, sep="; ")
    0 µs  ann → n1: hello, lost; 500 µs  n1 crashes
    """
    events = sorted(trace, key=lambda event: event.time)
    events = [event for event in events if until is None or event.time <= until]
    named = [n for e in events if e.kind in SHOWN for n in (e.who, e.peer) if n]
    names = [str(name) for name in who or dict.fromkeys(named)]
    rows = {name: TOP + ROW * place for place, name in enumerate(names)}
    clients = [e.who for e in trace if e.kind == "start"]
    palette = zip(clients or names, draw.CLIENTS * len(names), strict=False)
    colours = dict.fromkeys(names, draw.GREY) | dict(palette)
    width, bottom = 480, TOP + ROW * len(rows) - 20
    left = 16 + draw.LETTER * max(map(len, rows), default=0)
    moments = [e.time for e in events if e.kind not in ("begin", "end", "start")]
    moments += [e.number[1] for e in events if e.kind == "span"]
    moments = [time for time in moments if until is None or time <= until]
    x, clock, ticks = draw.axis(moments, left, width, bottom + 16, to_scale)
    last = max(moments, default=0)
    marks = [
        draw.path(f"M{left:.0f} {y}H{width - 8}", stroke=draw.GREY)
        for y in rows.values()
    ]
    marks += [draw.text(4, y + 5, name, font_weight="bold") for name, y in rows.items()]
    labels, log, walls = draw.Labels(width), [], []

    def end_of(event):
        """Return when a pause or a crash ends."""
        same = (e for e in events if e.who == event.who and e.kind == ENDS[event.kind])
        return next((e.time for e in same if e.time >= event.time), last)

    def send(event, here, y, colour):
        word = str((say or wording)(event.what))
        fates = [e for e in events if e.number == event.number and e.kind in FATES]
        drawn, endings = [], []
        for fate in fates or [None]:
            kind = fate.kind if fate else "in flight"
            stop, goal = x(fate.time) if fate else width - 8, rows[event.peer]
            if kind != "receive":
                stop = here + max(26, (stop - here) * 0.6)
                goal = y + (goal - y) * 0.6
            if kind == "lost":
                drawn.append(
                    draw.path(f"M{here:.0f} {y}L{stop:.0f} {goal:.0f}", stroke=colour)
                )
                drawn.append(
                    draw.path(draw.cross(stop, goal), stroke=draw.BAD, stroke_width=3)
                )
                drawn.append(labels.put(stop + 10, goal + 5, "lost"))
            else:
                drawn.append(draw.path(draw.arrow(here, y, stop, goal), stroke=colour))
            endings.append(f"arrives {clock(fate.time)}" if kind == "receive" else kind)
        short = word if len(word) <= 20 else word[:19] + "…"
        down = 27 if goal > y else -17
        drawn.append(labels.put(here + 7 + abs(stop - here) * 0.3, y + down, short))
        return f"{event.who} → {event.peer}: {word}, {' and '.join(endings)}", drawn

    def mark(event):
        y, here, colour = rows[event.who], x(event.time), colours[event.who]
        if event.kind == "send":
            return send(event, here, y, colour)
        if event.kind == "pause":
            bar = here, y - 8, max(x(end_of(event)) - here, 4), 16
            stripes = draw.path(draw.hatch(*bar, 7), stroke="currentColor")
            word = labels.put(here + bar[2] / 2 - 24, y - 12, "paused")
            frame = draw.box(*bar, fill="none", stroke="currentColor")
            return f"{event.who} pauses until {clock(end_of(event))}", [
                frame,
                stripes,
                word,
            ]
        if event.kind == "crash":
            gone = f"M{here:.0f} {y}H{x(end_of(event)):.0f}"
            gone = draw.path(
                gone, stroke=draw.BAD, stroke_width=4, stroke_dasharray="2 8"
            )
            hit = draw.path(draw.cross(here, y, 8), stroke=draw.BAD, stroke_width=4)
            word = labels.put(here + 10, y - 10, "crashed")
            return f"{event.who} crashes", [gone, hit, word]
        if event.kind == "span":
            end = event.number[1]
            long = max(x(min(end, last)) - here, 3)
            bar = draw.box(here, y - 5, long, 10, fill=colour, fill_opacity=0.6)
            says = f"{event.who}: {event.what} until {clock(end)}"
            return says, [bar, labels.put(here, y - 10, event.what)]
        plain = {
            "note": event.what,
            "restart": "restarts",
            "timer": f"timer {event.what}",
        }
        word = plain.get(event.kind) or f"clock jumps by {clock(event.what)}"
        dot = f'<circle cx="{here:.0f}" cy="{y}" r="4" fill="{colour}"/>'
        return f"{event.who}: {word}", [dot, labels.put(here + 2, y - 10, word)]

    for event in events:
        if event.kind in ("cut", "heal") and (event.time, event.kind) not in walls:
            walls.append((event.time, event.kind))
            links = [e for e in events if (e.time, e.kind) == walls[-1]]
            word = {"cut": "cut", "heal": "healed"}[event.kind]
            here = f"M{x(event.time):.0f} 22V{bottom}"
            drawn = [draw.path(here, stroke=draw.BAD, stroke_dasharray="6 4")]
            drawn.append(labels.put(x(event.time) - 20, 16, word))
            says = f"{word}: {', '.join(f'{e.who} → {e.peer}' for e in links)}"
        elif (
            event.kind in SHOWN
            and event.who in rows
            and (event.peer or event.who) in rows
        ):
            says, drawn = mark(event)
        else:
            continue
        log.append(f"{clock(event.time)}  {says}")
        marks.append(draw.step(len(log), *drawn))
    alt = alt or f"Space-time diagram of {', '.join(rows)}. " + "; ".join(log)
    return draw.Drawing(
        width,
        bottom + 44,
        marks + ticks,
        log,
        alt,
        caption or "Time runs to the right.",
    )


FATES = ("receive", "lost")


def wording(message):
    """Return a message as it stands on an arrow.

    >>> wording(("write", 3))
    'write 3'
    """
    parts = message if isinstance(message, tuple | list) else [message]
    return " ".join(map(str, parts))
