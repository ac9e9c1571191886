"""A small plot with a mark on it, as inline SVG: where a reader bets on a curve."""

from html import escape

WIDTH, HEIGHT = 280, 206  # pixels; never scaled, so that words stay readable
LEFT, RIGHT, TOP, BOTTOM = 40, 270, 30, 160  # pixels: the frame of the plot

AXIS = {
    "type": "object",
    "required": ["label", "from", "to"],
    "additionalProperties": False,
    "properties": {
        "label": {"$ref": "#/$defs/text"},
        "unit": {"$ref": "#/$defs/text"},
        "from": {"type": "number"},
        "to": {"type": "number"},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["x", "y", "at", "points"],
    "additionalProperties": False,
    "properties": {
        "x": {"$ref": "#/$defs/axis"},
        "y": {"$ref": "#/$defs/axis"},
        "at": {"type": "number"},
        "points": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/point"}},
    },
}
POINT = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "items": {"type": "number"},
}
DEFINITIONS = {"axis": AXIS, "point": POINT}


def across(curve, x):
    """Return where a value of x stands, in pixels."""
    axis = curve["x"]
    share = (x - axis["from"]) / (axis["to"] - axis["from"])
    return round(LEFT + share * (RIGHT - LEFT), 1)


def up(curve, y):
    """Return where a value of y stands, in pixels."""
    axis = curve["y"]
    share = (y - axis["from"]) / (axis["to"] - axis["from"])
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def draw(curve, *, true):
    """Return the SVG of a plot, with the true curve or without it.

    The script moves the reader's mark; it stands in the middle at first, and with the
    true curve it is hidden.
    """
    x, y = curve["x"], curve["y"]
    at = across(curve, curve["at"])
    middle = (y["from"] + y["to"]) / 2
    frame = f"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"
    ends = [
        _word(edge, BOTTOM + 18, f"{value:g}", anchor)
        for edge, value, anchor in (
            (LEFT, x["from"], "middle"),
            (RIGHT, x["to"], "end"),
        )
        if abs(edge - at) > 30  # or the place asked for would cover it
    ]
    words = [
        *ends,
        _word(4, 16, y["label"]),
        _word(LEFT - 6, TOP + 5, f"{y['to']:g}", "end"),
        _word(LEFT - 6, BOTTOM, f"{y['from']:g}", "end"),
        _word(at, BOTTOM + 18, f"{curve['at']:g}", "middle"),
        _word((LEFT + RIGHT) / 2, HEIGHT - 8, x["label"], "middle"),
    ]
    line = _line(curve) if true else ""
    hidden = ' visibility="hidden"' if true else ""
    return (
        f'<svg class="sc-plot" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-label="{escape(_alt(curve, true))}" '
        f'data-x="{at:g}" data-top="{TOP}" data-bottom="{BOTTOM}" '
        f'data-from="{y["from"]:g}" data-to="{y["to"]:g}" '
        f'data-unit="{escape(y.get("unit", ""))}">'
        f'<path d="{frame}"/><path class="sc-at" d="M{at:g} {TOP}V{BOTTOM}"/>'
        f"{''.join(words)}{line}"
        f'<g class="sc-dot"{hidden} '
        f'transform="translate({at:g} {up(curve, middle):g})"><circle r="7"/>'
        f"{_word(-12, 5, 'you', 'end') if at > 220 else _word(12, 5, 'you')}</g></svg>"
    )


def _line(curve):
    points = " ".join(
        f"{across(curve, x):g},{up(curve, y):g}" for x, y in curve["points"]
    )
    return f'<polyline class="sc-true" points="{points}"/>'


def _word(x, y, text, anchor="start"):
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _alt(curve, true):
    x, y = curve["x"], curve["y"]
    axes = f"{y['label']} against {x['label']}"
    if not true:
        return f"Empty plot of {axes}, with a mark to move at {curve['at']:g}"
    pairs = ", ".join(f"{b:g} at {a:g}" for a, b in curve["points"])
    return f"Curve of {axes}: {pairs}"


def rules(curve):
    """Yield (place, text) for axes and points that cannot be drawn or judged."""
    for name in ("x", "y"):
        if curve[name]["from"] >= curve[name]["to"]:
            yield (name, "to"), "an axis rises; mend `from` or `to`"
            return
    places = [x for x, _ in curve["points"]]
    if places != sorted(set(places)):
        yield ("points",), "x has to rise from point to point; put them in order"
    for index, point in enumerate(curve["points"]):
        for name, value in zip("xy", point, strict=True):
            if not curve[name]["from"] <= value <= curve[name]["to"]:
                yield ("points", index), f"{value} is off the axis {name}; widen it"
    if curve["at"] not in places:
        yield ("at",), f"no point has x = {curve['at']}; add it, it is the answer"
