"""Words stand beside what they name: on no line, in no bar that is not their own."""

import json
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from building import ROOT
from minicluster.drawing.letters import OVER, UNDER
from pictures import box_of, is_sign, shapes_of, signs_of, svgs, words_of
from test_drawings import DRAWINGS, FULL

ROUNDED = 0.5  # units by which a place may be off
GROUND = 2  # units of paper around letters, which would eat the edge of a box
BESIDE = 7  # units from an arrow to its words, at most
APART = 4  # units between words beside each other
FROM_THE_START = 30  # units: so near a value stands where its box begins, on a phone


def figures_in(path):
    """Yield the HTML of the drawings that a notebook has stored."""
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            html = "".join(output.get("data", {}).get("text/html", ""))
            yield from re.findall(r'<figure class="mc-figure".*?</figure>', html, re.S)


def as_drawing(html):
    steps = ElementTree.fromstring(html).findall("details/ol/li")
    return SimpleNamespace(svg=html, log=[step.text for step in steps])


STORED = {
    f"{path.stem} {number}": as_drawing(html)
    for path in sorted((ROOT / "book").glob("*.ipynb"))
    for number, html in enumerate(figures_in(path), 1)
}
IMAGES = [(name, drawn) for name in STORED for drawn in (0, 1)]
IMAGES += [(name, drawn) for name in DRAWINGS for drawn in (0, 1) if name != "lattice"]
IMAGES = [each for each in IMAGES if each not in [(name, 1) for name in FULL]]


# The others have more arrows side by side than there is room for words.
WITH_ROOM = [each for each in IMAGES if each[0] not in FULL]
MESSAGE = re.compile(r" → .*(, arrives |\blost\b)")


def named(image):
    return f"{image[0]} {image[1]}"


@pytest.fixture(params=IMAGES, ids=named)
def image(request):
    """One of the two SVGs of a drawing; its log is `image.log`."""
    name, drawn = request.param
    drawing = STORED.get(name) or DRAWINGS[name]()
    svg = svgs(drawing)[drawn]
    return SimpleNamespace(name=name, svg=svg, log=drawing.log, is_narrow=drawn == 1)


def words_on_lines(svg):
    """Return the words on a line, each with its class, but for signs.

    Over the lines of lanes and axis, which belong to no step, words may stand.
    """
    signs = signs_of(svg)
    lines = [s for s in shapes_of(svg) if s.step or "thin" not in s.style]
    return [
        (word.text, line.style)
        for word in words_of(svg)
        if not any(sign.holds(word.box.middle) for sign in signs)
        for line in lines
        if any(line.meets(letters, air=ROUNDED) for letters in word.letters)
    ]


def test_no_word_stands_on_a_line_not_even_on_its_own_arrow(image):
    assert words_on_lines(image.svg) == []


def bars_of(svg):
    """Return the rectangles of steps and values as elements, and no signs."""
    bars = [bar for bar in svg.iter("rect") if not is_sign(bar)]
    return [bar for bar in bars if "full" not in bar.get("class")]


def words_in_bars(svg, log):
    """Return the words of messages that stand in a bar."""
    # In a history "→" stands before an answer: there are no messages.
    messages = [str(n) for n, line in enumerate(log, 1) if MESSAGE.search(line)]
    bars = [box_of(bar) for bar in bars_of(svg)]
    return [
        word.text
        for word in words_of(svg)
        if word.step in messages
        and any(bar.meets(letters) for bar in bars for letters in word.letters)
    ]


def test_the_words_of_a_message_stand_in_no_bar(image):
    assert words_in_bars(image.svg, image.log) == []


@pytest.mark.parametrize("image", WITH_ROOM, indirect=True, ids=named)
def test_the_words_of_a_message_stand_beside_its_arrow(image):
    steps = [str(n) for n, line in enumerate(image.log, 1) if ", arrives " in line]
    arrows = [shape for shape in shapes_of(image.svg) if shape.step in steps]
    for word in words_of(image.svg):
        if word.step in steps and word.style != "bad":
            own = [a for a in arrows if (a.style, a.step) == (word.style, word.step)]
            letters = word.letters
            assert any(a.meets(box, air=-BESIDE) for a in own for box in letters), word


def is_inside(word, box):
    across = box.x + GROUND <= word.x and word.right <= box.right - GROUND
    return across and box.y <= word.y + OVER and word.low - UNDER <= box.low


def test_a_value_stands_in_its_own_box_near_where_it_begins(image):
    words = words_of(image.svg)
    bars = [box_of(bar) for bar in bars_of(image.svg) if bar.get("class") == "grey"]
    for bar in bars:
        inside = [word.box for word in words if is_inside(word.box, bar)]
        assert len(inside) == 1, bar
        if image.is_narrow:
            assert inside[0].y - bar.y <= FROM_THE_START, bar


def read_together(svg):
    """Return the pairs of words on one line with no room and no edge between."""
    words = words_of(svg)
    edges = [box_of(bar) for bar in svg.iter("rect")]
    pairs = []
    for one in words:
        for other in words:
            level = min(one.box.low, other.box.low) - max(one.box.y, other.box.y)
            gap = other.box.x - one.box.right
            is_near = level > 5 and -1 < gap < APART
            if is_near and not any(
                edge.holds(one.box.middle) != edge.holds(other.box.middle)
                for edge in edges
            ):
                pairs.append((one.text, other.text))
    return pairs


def test_no_two_words_are_read_as_one(image):
    assert read_together(image.svg) == []
