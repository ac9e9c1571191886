"""The drawings as a browser shows them: one of two, and legible in both modes."""

from base64 import b64encode
from io import BytesIO

import pytest
from building import ROOT
from PIL import Image
from test_drawings import DRAWINGS

WIDTHS = [320, 360, 1280]
SMALLEST = {320: 11.3, 360: 13, 1280: 13}  # pixels of the letters, by width of the page
DRAWN = [
    path.stem
    for path in sorted((ROOT / "book").glob("*.ipynb"))
    if "mc-drawing" in path.read_text("utf-8") and not path.stem.startswith("draft-")
]
MEASURE = """() => [...document.querySelectorAll(".mc-drawing")].map((drawing) => {
  const shown = [...drawing.querySelectorAll("svg")].filter((svg) =>
    getComputedStyle(svg).display !== "none");
  const frame = shown[0].getBoundingClientRect();
  const scale = frame.width / shown[0].viewBox.baseVal.width;
  const words = [...shown[0].querySelectorAll("text")].map((text) => {
    const { x, y, width, height } = text.getBBox();
    return { words: text.textContent, x, y, width, height };
  });
  const size = parseFloat(getComputedStyle(shown[0].querySelector("text")).fontSize);
  const { width, height } = shown[0].viewBox.baseVal;
  return { shown: shown.map((svg) => svg.getAttribute("class")), words, width, height,
    pixels: size * scale, left: frame.left, right: frame.right };
})"""
COLOURS = """() => {
  const found = [];
  for (const drawing of document.querySelectorAll(".mc-drawing")) {
    for (const mark of drawing.querySelectorAll("path, rect, circle, text")) {
      const isWord = mark.tagName === "text";
      const colour = getComputedStyle(mark)[isWord ? "fill" : "stroke"];
      found.push([isWord, mark.getAttribute("class"), colour]);
    }
  }
  return found;
}"""
GROUND = """() => {
  let at = document.querySelector(".mc-drawing");
  for (; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "rgb(255, 255, 255)";
}"""
OVERLAP = 2  # pixels by which the boxes of letters may meet: they have air above


def over_each_other(words):
    """Return the pairs of words whose boxes meet."""
    pairs = []
    for place, one in enumerate(words):
        for other in words[:place]:
            across = min(one["x"] + one["width"], other["x"] + other["width"])
            across -= max(one["x"], other["x"])
            down = min(one["y"] + one["height"], other["y"] + other["height"])
            down -= max(one["y"], other["y"])
            if across > OVERLAP and down > OVERLAP:
                pairs.append((one["words"], other["words"]))
    return pairs


def cut(drawing):
    """Return the words that reach out of a drawing."""
    return [
        word["words"]
        for word in drawing["words"]
        if word["x"] < 0
        or word["y"] < 0
        or word["x"] + word["width"] > drawing["width"]
        or word["y"] + word["height"] > drawing["height"] + OVERLAP
    ]


def assert_legible(drawings, width):
    assert drawings
    for drawing in drawings:
        expected = "mc-narrow" if width < 700 else "mc-wide"
        assert drawing["shown"] == [expected]
        assert drawing["pixels"] >= SMALLEST[width]
        assert over_each_other(drawing["words"]) == []
        assert cut(drawing) == []
        assert 0 <= drawing["left"] < drawing["right"] <= width


def open_chapter(page, server, name):
    """Go to a chapter, with every run in sight that waits for a bet."""
    page.goto(f"{server}/book/{name}.html")
    for button in page.locator(".sc-cover button").all():
        button.click()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DRAWN)
def test_the_drawings_of_a_chapter_are_legible(open_context, server, name, width):
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    open_chapter(page, server, name)

    assert_legible(page.evaluate(MEASURE), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_drawing_is_legible(open_context, width):
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    figures = "".join(made()._repr_html_() for made in DRAWINGS.values())
    page.set_content(f'<main style="max-width:46rem;margin:0 1rem">{figures}</main>')

    assert_legible(page.evaluate(MEASURE), width)


# What stands under words of a drawing: each word with the class of a line that runs
# through it, and how that is made good, "" if it is not.
UNDER_WORDS = """() => {
  const found = [];
  const grounds = [];
  for (let at = document.querySelector(".mc-drawing"); at; at = at.parentElement) {
    grounds.push(getComputedStyle(at).backgroundColor);
  }
  const paper = grounds.find((each) => each !== "rgba(0, 0, 0, 0)") || "white";
  const linesOf = (text) => { // their boxes, with air above and below
    const lines = new Map();
    for (let place = 0; place < text.getNumberOfChars(); place++) {
      const { x, y, width, height } = text.getExtentOfChar(place);
      const line = lines.get(Math.round(y)) || { x, y, height };
      lines.set(Math.round(y), { ...line, width: x + width - line.x });
    }
    return [...lines.values()];
  };
  const stepOf = (mark) => mark.closest("[data-step]")?.dataset.step;
  for (const svg of document.querySelectorAll(".mc-drawing svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    const marks = [...svg.querySelectorAll("path, rect, circle, text")];
    const shapes = marks.filter((mark) => mark.tagName !== "text");
    const points = new Map(shapes.map((shape) => {
      const length = Math.ceil(shape.getTotalLength());
      const steps = [...Array(length + 1).keys()];
      return [shape, steps.map((step) => shape.getPointAtLength(step))];
    }));
    for (const text of svg.querySelectorAll("text")) {
      const { x, y, width, height } = text.getBBox();
      const lines = linesOf(text);
      const look = getComputedStyle(text);
      const hasGround = look.paintOrder.startsWith("stroke") && look.stroke === paper &&
        parseFloat(look.strokeWidth) >= 4;
      const covers = (sign) => {
        const box = sign.getBBox();
        return sign.classList.contains("sign") && box.x < x && box.y < y + 3 &&
          box.x + box.width > x + width && box.y + box.height > y + height - 3;
      };
      for (const shape of shapes) {
        const meets = points.get(shape).some((point) => lines.some((line) =>
          point.x > line.x - 1 && point.x < line.x + line.width + 1 &&
          point.y > line.y + 3 && point.y < line.y + line.height - 3));
        if (!meets) continue;
        const [under, over] = [marks.indexOf(shape), marks.indexOf(text)];
        const style = shape.getAttribute("class");
        // Lanes and axis belong to no step; a hatching does.
        const isFaint = shape.classList.contains("thin") && !stepOf(shape);
        let why = "";
        if (marks.slice(under + 1, over).some(covers)) why = "on a sign";
        else if (!hasGround || under > over) why = "";
        else if (isFaint) why = "a thin line";
        found.push([text.textContent, style, why]);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DRAWN)
def test_no_line_runs_through_words(open_context, server, name, width, scheme):
    size = {"width": width, "height": 800}
    page = open_context(viewport=size, color_scheme=scheme).new_page()
    open_chapter(page, server, name)

    assert [each for each in page.evaluate(UNDER_WORDS) if not each[2]] == []


def test_a_line_through_words_is_found(page):
    drawing = DRAWINGS["race"]()._repr_html_()
    struck = '<path class="grey" d="M0 0L656 400M0 330L656 0"/>'
    page.set_viewport_size({"width": 1280, "height": 800})
    page.set_content(drawing.replace("</g><text", f"</g>{struck}<text"))
    assert [each for each in page.evaluate(UNDER_WORDS) if not each[2]]

    page.set_content(drawing)
    assert [each for each in page.evaluate(UNDER_WORDS) if not each[2]] == []


def luminance(colour):
    """Return the relative luminance of "rgb(...)" (WCAG 2.2)."""
    parts = [float(part) / 255 for part in colour.strip("rgba()").split(",")[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DRAWN)
def test_words_and_lines_stand_out_in_both_modes(open_context, server, name, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{server}/book/{name}.html")
    ground = page.evaluate(GROUND)

    assert (luminance(ground) > 0.5) == (scheme == "light")
    colours = {tuple(found) for found in page.evaluate(COLOURS)}
    assert len(colours) > 3
    for is_word, style, colour in colours:
        least = 4.5 if is_word else 3
        assert contrast(colour, ground) >= least, (style, colour, ground)


def test_a_page_may_have_colours_of_its_own(page):
    drawing = DRAWINGS["race"]()
    style = ":root { --actor-0: rgb(1, 2, 3) }"
    page.set_content(f"<style>{style}</style>{drawing._repr_html_()}")

    colours = [colour for _, _, colour in page.evaluate(COLOURS)]
    assert "rgb(1, 2, 3)" in colours
    assert "rgb(179, 89, 0)" in colours  # of the second client, which has none there


def test_a_reader_who_cannot_see_is_told_once(page):
    page.set_content(DRAWINGS["race"]()._repr_html_())

    assert page.get_by_role("img").count() == 1
    name = page.get_by_role("img").get_attribute("aria-label")
    assert name == DRAWINGS["race"]().alt


def test_the_printed_page_has_one_drawing(open_context):
    page = open_context(viewport={"width": 720, "height": 900}).new_page()
    page.set_content(DRAWINGS["race"]()._repr_html_())
    page.emulate_media(media="print")

    assert [drawing["shown"] for drawing in page.evaluate(MEASURE)] == [["mc-wide"]]


STYLE = dict(
    line.split(": ", 1)
    for line in (ROOT / "book" / "course.mplstyle").read_text("utf-8").splitlines()
    if ": " in line and not line.startswith("#")
)


def chart_on(page):
    """Put an empty chart of the course's size where a cell shows its output."""
    inches = [float(each) for each in STYLE["figure.figsize"].split(",")]
    dots = [round(each * float(STYLE["figure.dpi"])) for each in inches]
    stored = BytesIO()
    Image.new("RGB", dots, "white").save(stored, "PNG")
    page.evaluate(
        """(data) => {
          const chart = Object.assign(new Image(), { src: data, id: "chart" });
          document.querySelector(".cell_output").prepend(chart);
          return chart.decode();
        }""",
        f"data:image/png;base64,{b64encode(stored.getvalue()).decode()}",
    )
    return page.locator("#chart")


def test_a_chart_is_no_bright_slab_in_the_dark(open_context, server):
    page = open_context(color_scheme="dark").new_page()
    page.goto(f"{server}/book/{DRAWN[0]}.html")

    picture = Image.open(BytesIO(chart_on(page).screenshot()))

    corner = picture.convert("RGB").getpixel((3, 3))
    assert contrast(f"rgb{corner}", page.evaluate(GROUND)) < 1.1


def test_the_words_of_a_chart_can_be_read_on_a_phone(open_context, server):
    letters = float(STYLE["font.size"]) / 72 * float(STYLE["figure.dpi"])  # pixels
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{server}/book/{DRAWN[0]}.html")

    shrunk = chart_on(page).evaluate("(image) => image.width / image.naturalWidth")

    assert shrunk < 1
    assert letters * shrunk >= SMALLEST[360]
