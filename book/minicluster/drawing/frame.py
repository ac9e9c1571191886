"""What stands around the marks: names and lines of the lanes, and the axis."""

from .figure import Box, Point, brief
from .letters import LINE, width_of, wrapped

SLASH = 5  # half the size of the sign for a broken axis


def draw_frame(sketch, layout):
    """Draw lanes and axis, those parts of a picture that belong to no step."""
    is_wide = layout.name == "mc-wide"
    draw_name = _name_beside if is_wide else _name_above
    taken = []  # boxes of names above the lanes
    for name, lane in layout.scene.lanes.items():
        if lane.has_line:
            sketch.path(0, "thin", list(layout.line_of(name)), is_faint=True)
        draw_name(sketch, layout, lane, taken)
    if is_wide:
        _axis_below(sketch, layout)
    else:
        _axis_beside(sketch, layout)


def _name_beside(sketch, layout, lane, taken):
    """Write a lane's name to the left of it."""
    y = layout.lines[lane.name]
    if not lane.has_line:
        y = layout.bar(lane.name, 0, None, 1).middle.y
    draw_shape(sketch, lane, Point(10, y))
    sketch.words(0, [brief(lane.name)], [Point(22, y - LINE / 2)], "bold", 0, False)


def _name_above(sketch, layout, lane, taken):
    """Write a lane's name above its middle, in the first of two rows with room."""
    x = layout.middle_of(lane.name)
    words = brief(lane.name, 14)
    wide = width_of(words, bold=True)
    shift = 14 if lane.actor is not None else 0
    left = min(max(2, x - (wide + shift) / 2), layout.wide - wide - shift - 2)
    for row in (LINE, 0):
        box = Box(left - 4, row, wide + shift + 8, LINE)
        if not any(box.meets(other) for other in taken):
            break
    taken.append(box)
    draw_shape(sketch, lane, Point(left + 5, row + LINE / 2 + 1))
    sketch.words(0, [words], [Point(left + shift, row + 1)], "bold", 0, False)


def draw_shape(sketch, lane, middle):
    """Draw a client's sign beside its name: disc, square, triangle or diamond."""
    if lane.actor is None:
        return
    style = f"{lane.style} full"
    shape = lane.actor % 4
    if shape == 0:
        sketch.disc(0, style, middle)
    elif shape == 1:
        sketch.box(0, style, Box(middle.x - 4, middle.y - 4, 8, 8))
    else:
        sides = [(-5, 4), (0, -5), (5, 4), (-5, 4)]
        if shape == 3:
            sides = [(-5, 0), (0, -5), (5, 0), (0, 5), (-5, 0)]
        sketch.path(0, style, [middle.moved(*side) for side in sides])


def _axis_below(sketch, layout):
    """Draw the axis of a wide picture."""
    scale, y = layout.scale, layout.axis
    lines = [[Point(layout.left, y), Point(layout.end, y)]]
    for part in scale.left_out:
        middle = Point((scale.at(part.start) + scale.at(part.end)) / 2, y)
        lines += _slashes(middle, right=4)
        for line in layout.lines.values():
            lines += _slashes(Point(middle.x, line), right=4)
        words = [_left_out(scale, part)]
        corner = Point(middle.x - width_of(words[0]) / 2, y + 5)
        sketch.words(0, words, [corner], rank=1)
    for moment in scale.ticks(layout.tick_room):
        x = scale.at(moment)
        lines.append([Point(x, y), Point(x, y + 4)])
        word = number_of(scale, moment)
        corner = Point(x - width_of(word) / 2, y + 6)
        sketch.words(0, [word], [corner], rank=2, is_free=False, is_needed=False)
    sketch.path(0, "thin", *lines)
    note = Point(layout.end - width_of(layout.scene.note), y + 8 + LINE)
    sketch.words(0, [layout.scene.note], [note], rank=1, is_free=False)


def _axis_beside(sketch, layout):
    """Draw the axis of a narrow picture."""
    scale, x = layout.scale, layout.axis
    lines = [[Point(x, layout.top), Point(x, layout.end)]]
    for part in scale.left_out:
        middle = Point(x, (scale.at(part.start) + scale.at(part.end)) / 2)
        lines += _slashes(middle, down=4)
        for columns in layout.columns.values():
            lines += _slashes(Point(columns[0], middle.y), down=4)
        words = wrapped(_left_out(scale, part), 60)
        high = LINE * len(words)
        corners = [middle.moved(8, -high / 2), middle.moved(20, -high / 2)]
        sketch.words(0, words, corners, rank=1)
    for moment in scale.ticks(layout.tick_room):
        y = scale.at(moment)
        lines.append([Point(x - 2, y), Point(x, y)])
        word = number_of(scale, moment)
        corner = Point(x - 5 - width_of(word), y - LINE / 2)
        sketch.words(0, [word], [corner], rank=2, is_free=False, is_needed=False)
    sketch.path(0, "thin", *lines)
    note = Point(2, layout.end + 4)
    sketch.words(0, [f"↓ {layout.scene.note}"], [note], rank=1, is_free=False)


def _slashes(middle, right=0, down=0):
    """Return the two strokes of the sign for a part that is left out."""
    strokes = []
    for side in (-1, 1):
        point = middle.moved(side * right, side * down)
        strokes.append([point.moved(-SLASH, SLASH), point.moved(SLASH, -SLASH)])
    return strokes


def _left_out(scale, part):
    return f"{scale.clock(part.end - part.start)} left out"


def number_of(scale, moment):
    """Return a moment as the number that stands on the axis."""
    return scale.clock(moment).split()[0]
