"""Bets that wait: what a reader sees before, at and after the run."""

import re

import pytest
from serving import serve

from .accessibility import violations
from .small_book import DATA, build_small_book

MORE = DATA.parent / "more" / "section-c.yml"
IDS = ("C1a", "C1b", "C1c", "C1d")
PARTS = "".join(f"```{{quiz}} {id}\n```\n\n```{{reveal}} {id}\n```\n\n" for id in IDS)
FORMS = f"# Forms of bets\n\n{PARTS}```{{quiz}} C1\n```\n\n```{{quiz}} C1e\n```\n"
SPOILERS = ("spoonful too", "Only 0011", "The run shows", "Write the six orders down")

USUAL = "# Usual\n\n```{map}\n```\n\n```{usual-answers}\n```\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    pages = [("forms", FORMS), ("usual", USUAL)]
    return build_small_book(folder, [MORE], pages)


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture
def tea(page, address):
    page.goto(f"{address}/tea.html")
    return page


def bet_on(page, id="A1a"):
    return page.locator(f'form[data-question="{id}"]')


def reveal_of(page, id="A1a"):
    return page.locator(f'[data-reveal="{id}"]')


def says(locator, text):
    """Wait until an element holds a text."""
    locator.filter(has_text=text).wait_for(timeout=5000)


def verdict(form):
    return form.get_by_role("status")


def place(page, number):
    form = bet_on(page)
    form.get_by_label("Your number").fill(number)
    form.get_by_role("button", name="Place the bet").click()
    return form


def test_a_bet_that_is_placed_says_nothing_but_itself(tea):
    form = place(tea, "1")

    says(verdict(form), re.compile(r"^Your bet: 1\. The run below settles it\.$"))
    text = form.inner_text()
    assert not any(spoiler in text for spoiler in SPOILERS)
    assert form.locator("details").count() == 0
    assert form.get_by_label("Your number").is_disabled()
    assert not form.get_by_role("button", name="Place the bet").is_visible()


def test_the_reveal_sets_the_bet_beside_the_run(tea):
    reveal = reveal_of(tea)
    assert reveal.locator(".sc-result").inner_text() == "The run shows 4 of 6 orders."
    assert not reveal.locator(".sc-explanation").is_visible(), "the result alone"
    assert not reveal.get_by_text("three others lose").is_visible()

    place(tea, "1")

    says(reveal.locator(".sc-result"), "You bet 1, the run shows 4 of 6 orders.")
    note = reveal.locator(".sc-note")
    says(note, "One order is the famous one, but three others lose a spoonful too.")
    assert "sc-good" not in note.get_attribute("class")
    assert reveal.locator(".sc-explanation").is_visible()
    assert not reveal.get_by_text("Two orders keep both").is_visible(), "of another bet"


@pytest.mark.parametrize(
    ("number", "lead", "why"),
    [
        ("4", "As you bet, the run shows 4 of 6 orders.", None),
        ("\N{FULLWIDTH DIGIT FOUR}", "As you bet, the run shows 4 of 6 orders.", None),
        ("2", "You bet 2, the run shows 4", "Two orders keep both spoonfuls"),
        ("5", "You bet 5, the run shows 4", "Write the six orders down"),
    ],
)
def test_each_bet_has_its_reason(tea, number, lead, why):
    place(tea, number)

    says(reveal_of(tea).locator(".sc-result"), lead)
    notes = reveal_of(tea).locator(".sc-note")
    assert notes.count() == (why is not None)
    assert why is None or why in notes.inner_text()


def test_a_bet_is_kept_not_counted_and_can_be_changed(tea):
    form = place(tea, "1")
    says(tea.locator(".sc-count"), "0 of 4 answered right")
    tea.reload()
    says(verdict(form), "Your bet: 1. The run below settles it.")
    says(reveal_of(tea).locator(".sc-result"), "You bet 1, the run")

    form.get_by_role("button", name="Bet again").click()
    field = form.get_by_label("Your number")
    assert field.input_value() == "1", "to be changed, not typed anew"
    assert tea.evaluate("document.activeElement.type") == "text"
    says(reveal_of(tea).locator(".sc-result"), re.compile("^The run shows 4"))
    assert reveal_of(tea).locator(".sc-note").count() == 0
    place(tea, "2")
    says(reveal_of(tea).locator(".sc-result"), "You bet 2, the run shows")

    tea.goto(tea.url.replace("tea.html", "progress.html"))
    state = tea.locator('tr[data-question="A1a"] .sc-state')
    assert state.inner_text() == "bet placed"


def test_a_keyboard_places_a_bet_and_keeps_its_place(tea):
    form = bet_on(tea)
    form.get_by_label("Your number").focus()
    tea.keyboard.type("2")
    tea.keyboard.press("Enter")

    says(verdict(form), "Your bet: 2.")
    assert tea.evaluate("document.activeElement.getAttribute('role')") == "status"
    tea.keyboard.press("Enter")
    says(verdict(form), "Your bet: 2."), "a second Enter changes nothing"
    tea.keyboard.press("Tab")
    assert tea.evaluate("document.activeElement.textContent") == "Bet again"


def test_no_bet_is_placed_without_a_number(tea):
    form = place(tea, "many")

    says(verdict(form), "Write a number in digits first, such as 3.")
    assert form.get_by_label("Your number").is_enabled()


@pytest.mark.parametrize("number", ["9", "-1", "2.5", "7"])
def test_a_bet_on_a_count_is_a_whole_number_of_what_there_is(tea, number):
    form = place(tea, number)

    says(verdict(form), re.compile("^Write a whole number, 0 to 6.$"))
    assert form.get_by_label("Your number").is_enabled()
    for bound in ("0", "6"):
        place(tea, bound)
        says(verdict(form), f"Your bet: {bound}.")
        form.get_by_role("button", name="Bet again").click()


def test_without_javascript_a_bet_is_its_question_and_the_result_a_fold(
    open_context, address
):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/tea.html")

    assert not any(each in bet_on(page).inner_text() for each in SPOILERS)
    reveal = reveal_of(page)
    assert reveal.inner_text() == "What the run shows"
    reveal.locator("summary").click()
    for text in ("The run shows 4 of 6 orders.", "three others lose", "1100 are safe"):
        assert text in reveal.inner_text()


def test_the_markup_of_a_bet_holds_no_answer(book):
    html = (book / "tea.html").read_text("utf-8")
    form = re.search(r'<form[^>]*data-question="A1a".*?</form>', html, re.S)[0]

    assert "data-value" not in form
    assert "details" not in form
    assert not any(each in re.sub("<[^>]*>", "", form) for each in SPOILERS)


def test_a_bet_without_a_reveal_on_its_page_promises_none(page, address):
    page.goto(f"{address}/alone.html")
    form = place(page, "1")

    says(verdict(form), re.compile(r"^Your bet: 1\.$"))


@pytest.fixture
def forms(page, address):
    page.goto(f"{address}/forms.html")
    return page


def place_bet(form):
    form.get_by_role("button", name="Place the bet").click()


def test_a_bet_on_a_curve_is_a_mark_that_moves(forms):
    form, reveal = bet_on(forms, "C1a"), reveal_of(forms, "C1a")
    place_bet(form)
    says(verdict(form), "Move the mark first.")
    slider = form.get_by_role("slider")
    assert slider.input_value() == "50"
    mark = form.locator(".sc-dot")
    before = mark.get_attribute("transform")
    assert form.locator(".sc-true").count() == 0, "the curve would be the answer"

    slider.fill("30")
    assert slider.get_attribute("aria-valuetext") == "30 jugs"
    assert mark.get_attribute("transform") != before
    place_bet(form)

    says(verdict(form), "Your bet: 30 jugs. The run below settles it.")
    says(reveal.locator(".sc-result"), "You bet 30 jugs, the run shows 60 jugs at 10")
    says(reveal.locator(".sc-note"), "Milk cools more slowly")
    assert reveal.locator(".sc-true").is_visible()
    beside = reveal.locator(".sc-dot")
    assert beside.get_attribute("transform") == mark.get_attribute("transform")
    assert beside.get_attribute("visibility") is None

    forms.reload()
    assert slider.input_value() == "30"
    form.get_by_role("button", name="Bet again").click()
    assert beside.get_attribute("visibility") == "hidden"
    for value, told in (("56", "As you bet"), ("90", "You bet 90 jugs")):
        slider.fill(value)
        place_bet(form)
        says(reveal.locator(".sc-result"), told)
        form.get_by_role("button", name="Bet again").click()


def test_a_bet_on_a_picture(forms):
    form, reveal = bet_on(forms, "C1b"), reveal_of(forms, "C1b")
    assert form.get_by_role("radio", name="Ann first Ann before Bob").count() == 1
    form.get_by_label("Ann first").check()
    place_bet(form)

    says(verdict(form), "Your bet: “Ann first”. The run below")
    says(reveal.locator(".sc-result"), "You bet “Ann first”, the run shows “Bob first”")
    says(reveal.locator(".sc-note"), "Bob was at the jug before Ann")
    assert reveal.get_by_role("img", name="Bob before Ann").is_visible()


def test_a_bet_on_a_claim(forms):
    form, reveal = bet_on(forms, "C1d"), reveal_of(forms, "C1d")
    form.get_by_label("False, it turns sour").check()
    place_bet(form)

    says(reveal.locator(".sc-result"), "As you bet, the run shows “False, it turns")
    assert "sc-good" in reveal.locator(".sc-note").get_attribute("class")


def test_a_bet_on_an_order_marks_what_stands_in_its_place(forms):
    form, reveal = bet_on(forms, "C1c"), reveal_of(forms, "C1c")
    for step, number in (("Boil", "1"), ("Pour", "3"), ("Wait", "2")):
        form.get_by_label(step).select_option(number)
    place_bet(form)

    says(verdict(form), re.compile("^Your bet: the order above. The run below settles"))
    lead = "You bet an order with 1 of 3 steps in place, the run shows this order:"
    says(reveal.locator(".sc-result"), lead)
    yours = reveal.locator(".sc-yours")
    assert yours.all_inner_texts() == ["you: 1", "you: 3", "you: 2"]
    assert reveal.locator(".sc-yours.sc-right").all_inner_texts() == ["you: 1"]
    assert form.locator(".sc-note").count() == 0


def test_a_question_on_pictures_is_answered_like_any_other(forms):
    form = bet_on(forms, "C1")
    form.get_by_label("One after the other").check()
    form.get_by_role("button", name="Check").click()
    says(verdict(form), "Not this one: the reason is below your choice.")
    form.get_by_label("Both for a while").check()
    form.get_by_role("button", name="Check").click()
    says(verdict(form), "Right after 2 tries.")


def test_a_recall_says_so_and_counts(forms):
    form = bet_on(forms, "C1e")
    assert form.get_by_text("From an earlier chapter", exact=True).is_visible()
    form.get_by_label("One cook at a time").check()
    form.get_by_role("button", name="Check").click()
    says(forms.locator(".sc-count"), "1 of 2 answered right on this page.")


def test_pictures_and_plots_are_readable_on_a_phone(forms):
    forms.set_viewport_size({"width": 360, "height": 740})
    for cover in forms.get_by_role("button", name="Show the run without").all()[::-1]:
        cover.click()
    assert forms.evaluate("document.documentElement.scrollWidth") <= 360
    scales = forms.eval_on_selector_all(
        ".sc-lanes, .sc-plot",
        "all => all.filter((svg) => svg.checkVisibility())"
        ".map((svg) => svg.getBoundingClientRect().width / 280)",
    )
    assert len(scales) == 9
    assert min(scales) >= 0.99, "drawn for the phone: words stay 13 pixels"


# For each span of a picture: whether mark and word fit in it, and its colours.
SPANS = """(form) => [...form.querySelectorAll(".sc-lanes g")].map((span) => {
  const [bar, mark, word] = span.children;
  const paint = document.createElement("canvas").getContext("2d");
  const painted = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const look = getComputedStyle(bar);
  let name = span.previousElementSibling;
  while (name.tagName !== "text") name = name.previousElementSibling;
  const boxes = [bar, mark, word].map((part) => part.getBoundingClientRect());
  const [outer, sign, words] = boxes;
  return {
    fits: outer.left < sign.left && sign.right < words.left
      && words.right < outer.right,
    ground: painted(look.fill),
    word: painted(getComputedStyle(word).fill),
    edge: look.stroke,
    client: name.textContent,
    actors: [0, 1].map((number) => {
      const probe = form.appendChild(document.createElement("i"));
      probe.style.color = `var(--actor-${number}, ${["#0072b2", "#b35900"][number]})`;
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return colour;
    }),
  };
})"""


def luminance(colour):
    """Return the relative luminance of red, green and blue from 0 to 255 (WCAG 2.2)."""
    parts = [part / 255 for part in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_a_picture_have_a_ground_and_their_clients_colour(
    open_context, address, scheme
):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/forms.html")

    spans = bet_on(page, "C1").evaluate(SPANS)

    assert len(spans) == 5
    for span in spans:
        assert span["ground"][3] == 255, "the lane's line ends at the span"
        assert span["fits"]
        light, dark = sorted(map(luminance, (span["ground"], span["word"])))[::-1]
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    ann, bob = spans[0]["actors"]
    assert ann != bob
    edges = {(span["client"], span["edge"]) for span in spans}
    assert edges == {("Ann", ann), ("Bob", bob)}


def test_without_javascript_the_marks_of_a_curve_are_in_the_fold(open_context, address):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/forms.html")
    reveal = reveal_of(page, "C1a")
    assert not reveal.get_by_role("img").is_visible()
    reveal.locator("summary").click()
    assert reveal.get_by_role("img", name="Curve of warm jugs").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["fresh", "placed"])
def test_axe_finds_nothing_in_bets_and_reveals(open_context, address, state, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/forms.html")
    if state == "placed":
        bet_on(page, "C1a").get_by_role("slider").fill("30")
        bet_on(page, "C1b").get_by_label("Ann first").check()
        bet_on(page, "C1d").get_by_label("True").check()
        for select, number in zip(page.locator("select").all(), "123", strict=True):
            select.select_option(number)
        for id in IDS:
            place_bet(bet_on(page, id))
            says(verdict(bet_on(page, id)), "Your bet")
    for part in ("form.sc-question", ".sc-reveal"):
        assert violations(page, part) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_box(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/tea.html")
    page.eval_on_selector_all(
        ".sc-say details", "all => all.forEach((one) => { one.open = true; })"
    )
    assert violations(page, ".sc-say") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_map_and_the_usual_answers(
    open_context, address, scheme
):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/usual.html")
    assert page.locator("[data-answer]").count() == 5, "three answers, two told"
    for part in (".sc-map", ".sc-usual"):
        assert violations(page, part) == []
