"""Bets that wait: what a reader sees before, at and after the run."""

import re

import pytest
from serving import serve

from .small_book import build_small_book

SPOILERS = ("spoonful too", "Only 0011", "The run shows", "Write the six orders down")


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
