"""What befalls one node or client, as marks on its line."""

from .figure import BAD, DOT, GOOD, GREY, ROLES, Point
from .sketch import RIGHT

BARE = ("note", "span", "stuck", "role")  # the kinds that are told without their name
ABOVE_OR_BELOW = (-12, 22, -28, 36)  # where words stand beside a line, downwards


def draw_mark(sketch, event, trace, colour):
    """Draw an event that is no message."""
    until = _end_of(event, trace)
    start = sketch.at(event.time, event.who)
    end = Point(sketch.x.get(until, RIGHT), start.y)
    words = _words_of(event)
    told = f"{sketch.clock(event.time)}  {event.who}: {words}"
    if until is not None and event.kind != "role":
        told += f" until {sketch.clock(until)}"
    sketch.step(told)
    draw = DRAW.get(event.kind, _draw_dot)
    draw(sketch, event, start, end, colour)
    middle = start if until is None else start.between(end, 0.5)
    starts = (
        start.moved(4),
        middle.moved(-4 * len(words)),
        start.moved(-8 * len(words)),
    )
    sketch.text(words, *[s.moved(down=down) for s in starts for down in ABOVE_OR_BELOW])


def _words_of(event):
    what = "" if event.what is None else str(event.what)
    return what if event.kind in BARE else f"{event.kind} {what}".strip()


def _end_of(event, trace):
    """Return when it ends: a crash with the next restart, a role with what follows."""
    ends = {"crash": ("restart",), "role": ("role", "crash")}.get(event.kind)
    if ends is None:
        return event.until
    later = trace[trace.index(event) + 1 :]
    times = [e.time for e in later if e.kind in ends and e.who == event.who]
    return min(times, default=event.until)


def _draw_span(sketch, event, start, end, colour):
    sketch.bar(start, end, 12, fill=colour, fill_opacity="0.4")


def _draw_pause(sketch, event, start, end, colour):
    sketch.bar(start, end, fill="none", stroke="currentColor")


def _draw_point(sketch, event, start, end, colour):
    top, bottom = start.moved(down=-13), start.moved(down=13)
    sketch.line(top, bottom, stroke=GOOD, stroke_width=4)


def _draw_crash(sketch, event, start, end, colour):
    sketch.line(start, end, stroke=BAD, stroke_width=4, stroke_dasharray="2 8")
    sketch.cross(start)


def _draw_stuck(sketch, event, start, end, colour):
    _draw_crash(sketch, event, start, start, colour)


def _draw_role(sketch, event, start, end, colour):
    role = ROLES.get(event.what, GREY)
    sketch.bar(start.moved(down=6), end.moved(down=6), 6, fill=role)


def _draw_dot(sketch, event, start, end, colour):
    sketch.line(start, start, stroke=colour, **DOT)


DRAW = {
    "span": _draw_span,
    "pause": _draw_pause,
    "point": _draw_point,
    "crash": _draw_crash,
    "stuck": _draw_stuck,
    "role": _draw_role,
}
