"""A scene drawn twice: across a wide column, and down a phone."""

from html import escape

from .across import Across
from .down import Down
from .figure import Drawing, Point
from .frame import draw_frame
from .letters import LINE, wrapped
from .palette import STYLE
from .sketch import Sketch

# Of a drawing in which words have not enough room.
STRETCHES = (1, 1.2, 1.4, 1.6, 1.8, 2.1, 2.4, 2.8, 3.2)
SEVERAL = 25  # steps; for a drawing of more it is tried less often
MANY = 150  # steps; a drawing of more is stretched no further


def draw(scene, alt, caption):
    """Draw a scene; return the Drawing."""
    tellings = scene.in_order()
    log = [telling.words for telling in tellings]
    if scene.unit is None:  # time, and not steps
        clock = scene.scale.clock
        log = [f"{clock(each.time)}  {each.words}" for each in tellings]
    wide = _drawn(Across, scene, tellings)
    narrow = _drawn(Down, scene, tellings)
    return Drawing(as_html(alt, wide, narrow), log, alt, caption)


def as_html(alt, wide, narrow):
    """Return two sketches with their style, and one name for both.

    Without the style the wide one alone is shown.
    """
    drawn = wide.svg("mc-wide")
    start = drawn.index(">") + 1
    other = narrow.svg("mc-narrow", 'style="display:none" ')
    return (
        f'<div class="mc-drawing" role="img" aria-label="{escape(alt)}">'
        f"{drawn[:start]}{STYLE}{drawn[start:]}{other}</div>"
    )


def _drawn(layout_of, scene, tellings):
    """Draw a scene, and again with more room as long as words have not enough."""
    best, fewest, high = None, None, 0
    for stretch in STRETCHES[::2] if len(tellings) > SEVERAL else STRETCHES:
        layout = layout_of(scene, stretch)
        if layout.high == high:  # it is as high as it may be
            break
        high = layout.high
        sketch, without = _attempt(layout, tellings)
        if fewest is None or (without, sketch.tight) < fewest:
            best, fewest = sketch, (without, sketch.tight)
        if fewest == (0, 0) or len(tellings) > MANY:
            break
    return best


def _attempt(layout, tellings):
    """Draw a scene once; return the Sketch, and how many words have found no room."""
    sketch = Sketch(layout.wide, layout.high, len(tellings))
    sketch.is_crowded = len(tellings) > MANY
    draw_frame(sketch, layout)
    for mark in layout.scene.first:
        mark.draw(sketch, layout, 0)
    for number, telling in enumerate(tellings, 1):
        for mark in telling.marks:
            mark.draw(sketch, layout, number)
    without = sketch.finish()
    if without:
        add_note(sketch, without)
    return sketch, without


def add_note(sketch, without):
    """Say under a drawing how many words have found no room."""
    lines = wrapped(f"without room here: {without}. Read the steps.", sketch.wide - 8)
    corner = Point(2, sketch.high)
    sketch.grow(LINE * len(lines) + 4)
    sketch.labels = []
    sketch.words(0, lines, [corner], is_free=False)
    sketch.finish()
