"""What holds for every drawing: complete, small, legible, coupled to its log."""

import gzip
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from minicluster import (
    CasRegister,
    Operation,
    check_linearizable,
    explore,
    lanes,
    lattice,
    space_time,
    timeline,
)
from minicluster.drawing.palette import COLOURS, STYLE
from pictures import (
    accident,
    eventful,
    shapes_of,
    signs_of,
    size_of,
    svgs,
    texts_of,
    words_of,
)
from redlock import paused_holder, two_holders

MOST_BYTES = 4_000  # of both drawings of a figure, as gzip sends them


def register_history():
    history = [
        Operation("ann", "write", (1,), None, 0, 30),
        Operation("bob", "read", (), 1, 10, 20),
        Operation("cal", "write", (7,), None, 15, None),
        Operation("bob", "read", (), None, 40, 50),
    ]
    return history, check_linearizable(history, CasRegister())


def buyer(shop):
    yield "check"
    in_stock = shop.stock > 0
    yield "take"
    if in_stock:
        shop.stock -= 1
        shop.sold += 1


def sale():
    shop = SimpleNamespace(stock=1, sold=0)
    return shop, {"ann": buyer(shop), "bob": buyer(shop)}


def oversold(shop):
    return shop.sold > 1


def believes(variables):
    if variables.get("in_stock"):
        return "believes: 1 in stock", "stock"
    return None


def two_buyers():
    return lanes(sale, "0110", values=["stock"], believes=believes, bad=oversold)


DRAWINGS = {
    "eventful": eventful,
    "redlock": two_holders,
    "paused holder": paused_holder,
    "timeline": lambda: timeline(*register_history()),
    "lattice": lambda: lattice(explore(sale, bad=oversold)),
    "race": two_buyers,
}
SEEDS = range(12)


@pytest.fixture(scope="module", params=DRAWINGS)
def drawing(request):
    return DRAWINGS[request.param]()


@pytest.fixture(scope="module", params=SEEDS)
def any_drawing(request):
    return space_time(accident(request.param))


def assert_legible(drawing):
    """No word over another, and none outside its drawing."""
    for image in svgs(drawing):
        wide, high = size_of(image)
        words = words_of(image)
        assert words
        for place, word in enumerate(words):
            box = word.box
            assert box.x >= 0, word
            assert box.y >= 0, word
            assert box.right <= wide, word
            assert box.low <= high + 1, word
            over = [other.text for other in words[:place] if too_near(box, other.box)]
            assert over == [], word.text


def too_near(box, other):
    """Say whether two boxes meet by more than the rounding of their places."""
    across = min(box.right, other.right) - max(box.x, other.x)
    down = min(box.low, other.low) - max(box.y, other.y)
    return across > 1 and down > 1


def test_no_word_stands_over_another_or_is_cut(drawing):
    assert_legible(drawing)


def test_no_word_stands_over_another_in_pictures_of_random_traces(any_drawing):
    assert_legible(any_drawing)


def over_lines(image):
    """Return the words that stand over an arrow, a mark or the edge of a bar.

    Over thin lines they may stand, since these are painted before them and words have
    a ground; over the arrow that they name, which they interrupt; and on a sign.
    """
    signs = signs_of(image)
    shapes = [shape for shape in shapes_of(image) if "thin" not in shape.style]
    return [
        (word.text, shape.style)
        for word in words_of(image)
        for shape in shapes
        if shape.meets(word.box, air=1)
        and (word.style, word.step) != (shape.style, shape.step)
        and not any(sign.holds(word.box.middle) for sign in signs)
    ]


# More lanes and longer words than a phone has room for. There a word may interrupt a
# line; it has a ground, as all words have.
FULL = {"redlock", "paused holder"}


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_word_stands_over_a_line(name):
    wide, narrow = svgs(DRAWINGS[name]())

    assert over_lines(wide) == []
    if name not in FULL:
        assert over_lines(narrow) == []


def test_words_are_painted_after_all_lines(drawing):
    for image in svgs(drawing):
        tags = [each.tag for each in image]
        first = tags.index("text")
        assert "g" not in tags[first:]
        assert set(tags[first:]) <= {"text", "rect"}
        assert all(
            each.get("class").endswith("sign")
            for each in image[first:]
            if each.tag == "rect"
        )
    assert "paint-order:stroke" in STYLE


def test_a_sign_stands_on_no_words_and_no_arrow():
    for mirrored in (False, True):
        narrow = svgs(two_holders(mirrored=mirrored))[1]
        (sign,) = signs_of(narrow)
        others = [word for word in words_of(narrow) if not sign.holds(word.box.middle)]
        assert not any(too_near(sign, word.box) for word in others)
        arrows = [
            s for s in shapes_of(narrow) if s.style in ("c0", "c1", "grey") and s.step
        ]
        bars = list(narrow.iter("rect"))
        assert bars
        assert not any(arrow.meets(sign) for arrow in arrows if is_slanting(arrow))


def is_slanting(shape):
    """Say whether a shape is an arrow, and no bar: no side is upright or level."""
    (x, y), (right, low) = shape.points[0], shape.points[1]
    return x != right and y != low


def test_two_words_in_one_place_are_found():
    crowded = DRAWINGS["race"]()
    twice = re.sub(r"(<text[^>]*>check</text>)", r"\1\1", crowded.svg)

    with pytest.raises(AssertionError, match="check"):
        assert_legible(SimpleNamespace(svg=twice))


def test_all_words_of_the_usual_pictures_find_room(drawing):
    for image in svgs(drawing):
        assert not [text for text in texts_of(image) if "without room" in text]


def test_words_without_room_are_counted_under_the_picture():
    crowded = space_time(accident(3, steps=60))

    assert any("without room here" in text for text in texts_of(svgs(crowded)[0]))


def test_a_drawing_is_a_figure_with_one_name_and_a_caption(drawing):
    figure = ElementTree.fromstring(drawing._repr_html_())
    picture = figure.find("div")

    assert (figure.tag, figure.get("class")) == ("figure", "mc-figure")
    assert (picture.get("role"), picture.get("aria-label")) == ("img", drawing.alt)
    hidden = [image.get("aria-hidden") for image in picture.findall("svg")]
    assert hidden == ["true", "true"]
    assert figure.find("figcaption").text == drawing.caption
    steps = [line.text for line in figure.findall("details/ol/li")]
    assert steps == drawing.log


def test_one_of_the_two_drawings_is_hidden_even_without_the_style(drawing):
    wide, narrow = svgs(drawing)

    assert (wide.get("class"), wide.get("style")) == ("mc-wide", None)
    assert (narrow.get("class"), narrow.get("style")) == ("mc-narrow", "display:none")
    assert ".mc-wide{display:none}" in STYLE
    assert ".mc-narrow{display:block!important}" in STYLE


def test_a_phone_gets_words_of_13_pixels(drawing):
    """Where the drawing is 312 pixels wide: on a page of 360."""
    narrow = svgs(drawing)[1]
    wide, _ = size_of(narrow)

    assert float(narrow.get("font-size")) * 312 / wide >= 13


def test_lanes_with_room_get_words_of_13_pixels_on_a_page_of_320():
    narrow = svgs(DRAWINGS["race"]())[1]

    assert float(narrow.get("font-size")) * 272 / size_of(narrow)[0] >= 13


def test_every_step_of_a_drawing_has_its_line_in_the_log(drawing):
    for image in svgs(drawing):
        steps = [int(group.get("data-step")) for group in image.iter("g")]
        assert steps == list(range(1, len(drawing.log) + 1))


def test_a_drawing_has_no_id_no_script_and_no_foreign_address(drawing):
    html = drawing._repr_html_()

    assert not re.search(r'\sid=|<script|https?:|url\(|\son\w+="', html)


def test_a_drawing_is_small_and_its_numbers_are_whole(drawing):
    assert len(gzip.compress(drawing.svg.encode(), 6)) <= MOST_BYTES
    body = re.sub(r"<(style|text)\b.*?</\1>", "", drawing.svg, flags=re.S)
    body = re.sub(r' (style|aria-label)="[^"]*"', "", body)
    assert not re.search(r"\d\.\d", body)


def test_the_same_run_gives_the_same_bytes(drawing, request):
    again = DRAWINGS[request.node.callspec.params["drawing"]]()

    assert again._repr_html_() == drawing._repr_html_()


def test_text_takes_the_colour_of_the_page(drawing):
    for image in svgs(drawing):
        assert image.get("fill") == "currentColor"
        assert all(label.get("fill") is None for label in image.iter("text"))


def test_a_drawing_prints_as_its_text(drawing):
    first, *lines = repr(drawing).splitlines()

    assert first == f"Drawing: {drawing.alt}"
    assert [line.split(". ", 1)[1] for line in lines] == drawing.log


GROUNDS = {"light": ["#ffffff", "#f6f7f9"], "dark": ["#121212", "#1c2229"]}


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", COLOURS, ids=lambda colour: colour.name)
@pytest.mark.parametrize("mode", GROUNDS)
def test_every_colour_can_carry_words_on_both_grounds(colour, mode):
    """4.5:1 is asked of words; of lines 3:1, which is less."""
    for ground in GROUNDS[mode]:
        assert contrast(getattr(colour, mode), ground) >= 4.4


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#e69f00", "#ffffff") < 3


def test_words_are_escaped():
    drawing = lattice(explore(sale, bad=oversold), alt="<b>", caption="x < y")

    assert 'aria-label="&lt;b&gt;"' in drawing.svg
    assert "x &lt; y" in drawing._repr_html_()
