"""A second press of a double-click, and a key that is held, are no answer."""

import json

import pytest
from serving import serve

from .small_book import build_small_book

ALL_ANSWERS = "Object.keys(localStorage).filter((key) => key.includes('question:'))"
RIGHT = json.dumps({"answer": ["order"], "tries": 1, "right": True, "shown": False})
FOCUSED = "document.activeElement.textContent"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture
def answered(page, address):
    """The page of all questions, after a right answer to A1; its clock stands."""
    page.clock.install()
    page.goto(f"{address}/tea.html")
    hash = page.locator('form[data-question="A1"]').get_attribute("data-hash")
    key = f"locks-and-quorums:question:A1:{hash}"
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, RIGHT])
    page.goto(f"{address}/progress.html")
    page.locator(".sc-count").first.filter(has_text="1 of 4").wait_for()
    return page


def course_button(page):
    return page.locator(".sc-count button").first


def answers(page):
    return len(page.evaluate(ALL_ANSWERS))


def test_a_double_click_on_start_over_only_asks(answered):
    course_button(answered).dblclick()

    answered.get_by_text("Press again to go on.").wait_for()
    assert answers(answered) == 1


def test_two_quick_presses_of_enter_only_ask(answered):
    course_button(answered).focus()
    answered.keyboard.press("Enter")
    answered.keyboard.press("Enter")

    answered.get_by_text("Press again to go on.").wait_for()
    assert answers(answered) == 1


def test_a_held_key_only_asks(answered):
    course_button(answered).focus()
    answered.keyboard.down("Enter")
    answered.clock.fast_forward(2000)
    for _ in range(5):
        answered.keyboard.down("Enter")  # each is a repeat of the first
    answered.keyboard.up("Enter")

    answered.get_by_text("Press again to go on.").wait_for()
    assert answers(answered) == 1


@pytest.mark.parametrize("words", ["Kurs neu beginnen", "<font>Start over</font>"])
def test_on_a_translated_page_the_first_press_only_asks(answered, words):
    button = course_button(answered)
    button.evaluate("(button, words) => { button.innerHTML = words; }", words)
    answered.clock.fast_forward(5000)
    button.click()

    answered.get_by_text("Press again to go on.").wait_for()
    assert answers(answered) == 1


def test_a_second_press_after_a_second_forgets_and_keeps_the_focus(answered):
    button = course_button(answered)
    button.click()
    answered.clock.fast_forward(1100)
    answered.get_by_role("button", name="Yes, forget them").click()

    answered.get_by_text("Forgotten.").wait_for()
    assert answers(answered) == 0
    assert answered.evaluate(FOCUSED) == "Forgotten.", "not lost with its button"
    assert not button.is_visible()


def test_the_line_that_asks_is_a_status_before_it_asks(answered):
    status = answered.locator(".sc-count [role=status]").first

    assert status.text_content() == ""


def test_a_double_click_on_check_leaves_the_choice_alone(page, address):
    # With this seed a wrong option comes first: the options below it move down.
    seed = "localStorage.setItem('locks-and-quorums:seed', '3')"
    page.add_init_script(seed)
    page.goto(f"{address}/tea.html")
    form = page.locator('form[data-question="A1"]')
    form.locator(".sc-row").first.locator("input").check()
    chosen = form.locator("input:checked").input_value()
    check = form.get_by_role("button", name="Check")
    check.scroll_into_view_if_needed()  # a mouse presses only what is in the window
    box = check.bounding_box()
    middle = {"x": box["x"] + 20, "y": box["y"] + box["height"] / 2}
    page.mouse.dblclick(**middle)

    form.get_by_role("status").filter(has_text=".").wait_for()
    under = "({x, y}) => Boolean(document.elementFromPoint(x, y).closest('.sc-row'))"
    assert page.evaluate(under, middle), "an option lies there by now"
    assert form.locator("input:checked").input_value() == chosen
    kept = page.evaluate(f"{ALL_ANSWERS}.map((key) => localStorage[key])")
    assert [json.loads(each)["tries"] for each in kept] == [1]


def test_a_held_enter_in_a_field_is_one_try(page, address):
    page.goto(f"{address}/tea.html")
    form = page.locator('form[data-question="A3"]')
    form.get_by_label("Your number").fill("0.1")
    form.get_by_label("Your number").focus()
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")

    form.get_by_role("status").filter(has_text="Not this number").wait_for()
    assert "or open the answer" not in form.get_by_role("status").inner_text()
