"""A small picture of who does what when: lanes with spans of time, as inline SVG.

It is drawn 280 units wide and never scaled, so that its words stay readable on a phone.
A client has one colour and one mark in all pictures of a question, as in an opener.
"""

from dataclasses import dataclass
from html import escape

from .text import plain

WIDTH, LEFT, LANE, BAR = 280, 56, 34, 26  # pixels: of all, of the names, of a lane
LETTER = 7.4  # pixels: a letter of 13 pixels, on average and a little more
COLOURS = (  # by number of the client: the page's own, where it has them
    "var(--actor-0, #0072b2)",
    "var(--actor-1, #b35900)",
    "var(--actor-2, #a8478a)",
    "var(--actor-3, #00694d)",
)
MARK = 18  # pixels in a span for the mark of its client
MARKS = (  # by number of the client: disc, square, triangle, diamond; 9 pixels wide
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
    "M-4 -4h8v8h-8z",
    "M0 -4.5L5 4.5H-5z",
    "M0 -5L5 0L0 5L-5 0z",
)

SPAN = {
    "type": "object",
    "required": ["from", "to", "text"],
    "additionalProperties": False,
    "properties": {
        "from": {"type": "number", "minimum": 0},
        "to": {"type": "number", "minimum": 0},
        "text": {"$ref": "#/$defs/text"},
    },
}
LANE_SCHEMA = {
    "type": "object",
    "required": ["name", "spans"],
    "additionalProperties": False,
    "properties": {
        "name": {"$ref": "#/$defs/text"},
        "of": {"$ref": "#/$defs/text"},  # whose it is, if the name does not say it
        "spans": {"type": "array", "items": {"$ref": "#/$defs/span"}},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["alt", "lanes"],
    "additionalProperties": False,
    "properties": {
        "alt": {"$ref": "#/$defs/text"},
        "lanes": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/lane"}},
    },
}
DEFINITIONS = {"picture": SCHEMA, "lane": LANE_SCHEMA, "span": SPAN}


@dataclass(frozen=True)
class Box:
    """Where a span is drawn."""

    x: float  # pixels from the left edge
    width: float  # pixels


def clients_in(pictures):
    """Return whose the lanes of some pictures are, each once, in order.

    >>> lanes = [{"name": "lease 1", "of": "Ann"}, {"name": "Ann"}, {"name": "Bob"}]
    >>> clients_in([{"lanes": lanes}])
    ['Ann', 'Bob']
    """
    lanes = [lane for picture in pictures for lane in picture["lanes"]]
    return list(dict.fromkeys(map(_client_of, lanes)))


def _client_of(lane):
    return lane.get("of", lane["name"])


def draw(picture, clients=None):
    """Return the SVG of a picture: a mapping with ``alt`` and ``lanes``.

    ``clients`` are those of all pictures that are shown beside it.

    >>> span = {"from": 0, "to": 2, "text": "holds"}
    >>> svg = draw({"alt": "Ann holds", "lanes": [{"name": "Ann", "spans": [span]}]})
    >>> svg.count("<rect"), 'aria-label="Ann holds"' in svg
    (1, True)
    """
    height = LANE * len(picture["lanes"])
    parts = [
        f'<svg class="sc-lanes" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="{escape(picture["alt"])}">'
    ]
    end = end_of(picture)
    clients = clients or clients_in([picture])
    for index, lane in enumerate(picture["lanes"]):
        top = index * LANE
        middle = top + LANE // 2
        client = clients.index(_client_of(lane)) % len(MARKS)
        parts.append(f'<text x="0" y="{middle + 5}">{escape(lane["name"])}</text>')
        parts.append(f'<path d="M{LEFT} {middle}H{WIDTH}"/>')
        for span in lane["spans"]:
            box = box_of(span, end)
            parts.append(
                f'<g style="--sc-fill: {COLOURS[client]}">'
                f'<rect x="{box.x:g}" y="{top + 4}" '
                f'width="{box.width:g}" height="{BAR}" rx="4"/>'
                f'<path class="sc-mark" style="fill: var(--sc-fill); stroke: none" '
                f'd="{MARKS[client]}" '
                f'transform="translate({box.x + MARK / 2:g} {middle})"/>'
                f'<text x="{box.x + MARK:g}" y="{middle + 5}">'
                f"{escape(span['text'])}</text></g>"
            )
    return "".join([*parts, "</svg>"])


def end_of(picture):
    """Return the time at which a picture ends; 1 for one without spans."""
    spans = [span for lane in picture["lanes"] for span in lane["spans"]]
    return max([span["to"] for span in spans], default=1) or 1


def box_of(span, end):
    """Return where a span is drawn in a picture that lasts until ``end``."""
    scale = (WIDTH - LEFT) / end
    x = round(LEFT + span["from"] * scale, 1)
    return Box(x, round((span["to"] - span["from"]) * scale, 1))


def rules(picture):
    """Yield (place, text) for spans out of order and words that do not fit."""
    end = end_of(picture)
    for row, lane in enumerate(picture["lanes"]):
        if len(plain(lane["name"])) * LETTER > LEFT:
            yield ("lanes", row, "name"), "too long for its place; at most 7 letters"
        for column, span in enumerate(lane["spans"]):
            place = ("lanes", row, "spans", column)
            if span["to"] <= span["from"]:
                yield (*place, "to"), "a span ends after it begins; mend `from` or `to`"
            elif len(span["text"]) * LETTER + MARK + 3 > box_of(span, end).width:
                yield (*place, "text"), "does not fit its span; shorten it"
