"""What the browser keeps of the answers: refused, full, damaged, and told elsewhere."""

import json

import pytest
from serving import serve

from .small_book import build_small_book

COMES_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));"
DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true);"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture
def tea(page, address):
    page.goto(f"{address}/tea.html")
    return page


def question(page, id):
    return page.locator(f'form[data-question="{id}"]')


def says(locator, text):
    locator.filter(has_text=text).wait_for(timeout=5000)


def verdict(page, id):
    return question(page, id).get_by_role("status")


def answer(page, label, id="A1"):
    question(page, id).get_by_label(label).check()
    question(page, id).get_by_role("button", name="Check").click()


def place(page, number):
    question(page, "A1a").get_by_label("Your number").fill(number)
    question(page, "A1a").get_by_role("button", name="Place the bet").click()


def keep(page, id, kept):
    """Put a text where the answer to a question is kept."""
    hash = question(page, id).get_attribute("data-hash")
    key = f"locks-and-quorums:question:{id}:{hash}"
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])


def test_a_tab_that_missed_the_news_does_not_overwrite_a_right_answer(context, address):
    one, stale = context.new_page(), context.new_page()
    stale.add_init_script(DEAF)
    for page in (one, stale):
        page.goto(f"{address}/tea.html")
    answer(one, "The second write rests")
    says(verdict(one, "A1"), "Right at the first try.")

    answer(stale, "Both cooks act")

    says(verdict(stale, "A1"), "Your right answer still counts.")
    says(stale.locator(".sc-count"), "1 of 4 answered right")
    one.reload()
    says(one.locator(".sc-count"), "1 of 4 answered right")


def test_what_is_chosen_and_not_checked_survives_an_answer_elsewhere(context, address):
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{address}/tea.html")
    draft = question(other, "A1").get_by_label("Both cooks act")
    draft.check()

    place(one, "2")

    says(verdict(other, "A1a"), "Your bet: 2.")
    assert draft.is_checked()


def test_a_bet_in_one_tab_settles_the_reveal_in_the_other(context, address):
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{address}/tea.html")

    place(one, "2")

    says(other.locator(".sc-result"), "You bet 2, the run shows 4")


def test_a_page_that_comes_back_shows_what_is_kept(tea):
    place(tea, "1")
    state = {"answer": ["2"], "tries": 1, "right": False, "shown": False}
    keep(tea, "A1a", json.dumps(state))
    tea.evaluate(COMES_BACK)

    says(verdict(tea, "A1a"), "Your bet: 2.")
    says(tea.locator(".sc-result"), "You bet 2, the run shows 4")
    tea.evaluate("localStorage.clear()")
    tea.evaluate(COMES_BACK)
    says(tea.locator(".sc-result"), "The run shows 4")
    assert question(tea, "A1a").get_by_label("Your number").is_enabled()


def test_a_field_that_a_browser_emptied_is_filled_when_the_page_comes_back(tea):
    place(tea, "1")
    field = question(tea, "A1a").get_by_label("Your number")
    field.evaluate("(field) => { field.value = ''; }")
    tea.evaluate(COMES_BACK)

    assert field.input_value() == "1"


def test_back_shows_no_choice_that_was_never_checked(tea, address):
    question(tea, "A1").get_by_label("Both cooks act").check()
    question(tea, "A1a").get_by_label("Your number").fill("3")
    question(tea, "A4").get_by_label("Ann reads 5").select_option("2")
    tea.goto(f"{address}/twice.html")
    tea.go_back()

    tea.locator(".sc-buttons").first.wait_for()
    assert tea.locator("input:checked").count() == 0
    assert question(tea, "A1a").get_by_label("Your number").input_value() == ""
    assert question(tea, "A4").get_by_label("Ann reads 5").input_value() == ""


def test_a_damaged_answer_that_is_shown_is_mended(tea):
    keep(tea, "A1", "{")
    tea.reload()
    says(verdict(tea, "A1"), "could not be read and is dropped")

    question(tea, "A1").get_by_role("button", name="Show me").click()

    says(verdict(tea, "A1"), "Shown below.")
    tea.reload()
    says(verdict(tea, "A1"), "Shown below.")


DAMAGED = [
    {"tries": "1"},
    {"tries": True},
    {"tries": 1e300},
    {"tries": 1.5},
    {"tries": -1},
    {"right": "yes"},
    {"shown": 1},
    {"answer": [7]},
    {"answer": "order"},
    {"answer": ["9" * 5000]},
]


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: str(damage)[:20])
def test_a_value_of_a_wrong_kind_is_dropped(tea, damage):
    sound = {"answer": ["order"], "tries": 1, "right": True, "shown": False}
    keep(tea, "A1", json.dumps(sound | damage))
    tea.reload()

    says(verdict(tea, "A1"), "could not be read and is dropped")
    answer(tea, "The second write rests")
    says(verdict(tea, "A1"), "Right at the first try.")


def test_with_a_full_storage_all_right_answers_are_counted(tea):
    answer(tea, "The second write rests")
    says(tea.locator(".sc-count"), "1 of 4 answered right")
    tea.evaluate(
        """() => {
          for (let size = 1 << 20; size >= 1; size >>= 1)
            try {
              for (;;) localStorage.setItem(`filler${Math.random()}`, "x".repeat(size));
            } catch { /* full for this size */ }
        }"""
    )
    for label in ("A lock around", "A write that checks"):
        question(tea, "A2").get_by_label(label).check()
    question(tea, "A2").get_by_role("button", name="Check").click()

    says(verdict(tea, "A2"), "Right at the first try. This browser keeps no answers")
    says(tea.locator(".sc-count"), "2 of 4 answered right")


def test_a_very_long_number_leaves_the_page_as_wide_as_it_is(tea):
    tea.set_viewport_size({"width": 320, "height": 700})
    field = question(tea, "A1a").get_by_label("Your number")
    field.focus()
    tea.keyboard.insert_text("9" * 200)
    assert len(field.input_value()) == 20
    keep(tea, "A1a", json.dumps({"answer": ["9" * 199], "tries": 1}))
    tea.reload()

    says(verdict(tea, "A1a"), "Your bet: 999")
    assert tea.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 360])
def test_the_words_before_a_number_are_not_covered(tea, width):
    tea.set_viewport_size({"width": width, "height": 700})
    for id in ("A1a", "A3"):
        row = question(tea, id).locator(".sc-number")
        words = row.locator("span").first.evaluate(
            """(span) => {
              const range = document.createRange();
              range.selectNodeContents(span);
              const { right, bottom } = range.getBoundingClientRect();
              return { right, bottom };
            }"""
        )
        field = row.locator("input").bounding_box()
        assert words["right"] <= field["x"] or words["bottom"] <= field["y"]
    assert tea.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("1,000", "Write 1000 if the comma marks thousands, or 1.000 if it marks"),
        ("1 000", "Write it without marks: 1000."),
        ("1,000,000", "Write it without marks: 1000000."),
        ("1'000", "Write it without marks: 1000."),
    ],
)
def test_thousands_are_asked_about_and_never_one(tea, given, told):
    place(tea, given)

    says(verdict(tea, "A1a"), told)
    assert question(tea, "A1a").get_by_label("Your number").is_enabled(), "no bet yet"
