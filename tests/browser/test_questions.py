"""A reader's way through the questions of a built page, in a real browser."""

import gzip
import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from serving import serve

from .accessibility import violations
from .small_book import build_small_book

STATIC = Path(__file__).resolve().parents[2] / "book" / "selfcheck" / "static"
FREE = [
    "Both cooks act at the very same instant",
    "The second write rests on an old read",
]
PINNED = "The tin keeps no log of its writes"
BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); }
});
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture(params=["served", "file"])
def tea(request, page, book, address):
    """The page of prose, served and as a file."""
    start = address if request.param == "served" else book.as_uri()
    page.goto(f"{start}/tea.html")
    return page


# What a browser keeps of a page that is opened as a file is left open by the standard,
# and Chromium now and then starts the next such page with nothing kept.
COMES_BACK = pytest.mark.parametrize("tea", ["served"], indirect=True)


def question(page, id, copy=0):
    return page.locator(f'form[data-question="{id}"]').nth(copy)


def verdict(form):
    return form.get_by_role("status")


def says(locator, text):
    """Wait until an element holds a text."""
    locator.filter(has_text=text).wait_for(timeout=5000)


def check(form):
    form.get_by_role("button", name="Check").click()


@COMES_BACK
def test_a_reader_answers_wrong_reads_why_answers_right_and_comes_back(tea):
    form = question(tea, "A1")
    assert verdict(form).inner_text() == ""
    assert not form.locator(".sc-answer").is_visible()

    form.get_by_label("Both cooks act").check()
    check(form)
    says(verdict(form), "Not this one: the reason is below your choice. Try again.")
    chosen = form.get_by_label("Both cooks act")
    reason = form.locator("#" + chosen.get_attribute("aria-describedby"))
    assert reason.inner_text().startswith("Not this one. It is natural to think so")
    assert form.locator(".sc-note").count() == 1

    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "Right after 2 tries.")
    assert form.locator(".sc-note").count() == 3, "now every option tells why"
    assert form.get_by_text("must have nothing between them").is_visible()
    says(tea.locator(".sc-count"), "1 of 4 answered right on this page.")

    tea.reload()
    form = question(tea, "A1")
    says(verdict(form), "Right after 2 tries.")
    assert form.get_by_label("The second write rests").is_checked()
    assert verdict(form).get_attribute("aria-live") == "off", "nobody has asked"

    tea.goto(tea.url.replace("tea.html", "progress.html"))
    says(tea.locator(".sc-count").first, "1 of 4 answered right in the whole course.")
    row = tea.locator('tr[data-question="A1"]')
    assert row.locator(".sc-state").inner_text() == "right after 2 tries"

    tea.evaluate("localStorage.setItem('locks-and-quorums:question:A1:00000000', '{}')")
    tea.clock.install()
    tea.get_by_role("button", name="Start the course over").click()
    says(tea.locator(".sc-count").first, "Press again to go on.")
    assert row.locator(".sc-state").inner_text() == "right after 2 tries"
    tea.clock.fast_forward(1100)
    tea.get_by_role("button", name="Yes, forget them").click()
    says(row.locator(".sc-state"), "not answered yet")
    assert tea.evaluate("Object.keys(localStorage).join()").count("question:") == 0


def test_leaving_the_button_calls_the_start_over_off(tea):
    tea.clock.install()
    form = question(tea, "A1")
    form.get_by_label("Both cooks act").check()
    check(form)
    button = tea.get_by_role("button", name="Start this page over")
    button.click()
    tea.get_by_role("button", name="Yes, forget them").press("Tab")
    button.wait_for()
    assert form.get_by_label("Both cooks act").is_checked()

    button.click()
    tea.clock.fast_forward(1100)
    tea.get_by_role("button", name="Yes, forget them").click()
    says(tea.locator(".sc-count"), "0 of 4 answered right on this page.")
    assert verdict(form).inner_text() == ""
    assert not form.get_by_label("Both cooks act").is_checked()


@COMES_BACK
def test_a_question_can_be_shown_and_started_over(tea):
    form = question(tea, "A1")
    form.get_by_role("button", name="Show me").click()
    says(verdict(form), "Shown below.")
    assert form.locator(".sc-note").count() == 3
    assert tea.evaluate("document.activeElement.tagName") == "SUMMARY"

    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "It was shown before, so it does not count")
    says(tea.locator(".sc-count"), "0 of 4 answered right")
    assert verdict(form).get_attribute("aria-live") == "polite"

    start = tea.url
    tea.goto(start.replace("tea.html", "progress.html"))
    says(tea.locator('tr[data-question="A1"] .sc-state'), re.compile("^shown$"))
    tea.goto(start)
    form.get_by_role("button", name="Start over").click()
    assert form.locator(".sc-note").count() == 0
    assert tea.evaluate("document.activeElement.type") == "radio"


@COMES_BACK
def test_what_is_shown_after_a_wrong_try_is_not_asked_for_again(tea):
    form = question(tea, "A1")
    form.get_by_label("Both cooks act").check()
    check(form)
    says(verdict(form), "Not this one: the reason is below your choice. Try again.")

    form.get_by_role("button", name="Show me").click()

    says(verdict(form), re.compile("^Shown below.$"))
    tea.reload()
    says(verdict(form), re.compile("^Shown below.$"))


def test_after_two_tries_the_answer_can_be_opened(tea):
    form = question(tea, "A1")
    answer = form.locator(".sc-answer")
    form.get_by_label("Both cooks act").check()
    check(form)
    says(verdict(form), "Try again.")
    assert not answer.is_visible(), "one try is not enough"
    check(form)
    says(verdict(form), "Try again, or open the answer.")
    assert answer.is_visible()
    assert answer.get_attribute("open") is None

    answer.locator("summary").click()
    form.get_by_label("The tin keeps").check()
    check(form)
    says(form.locator(".sc-note"), "A log would tell afterwards")
    assert answer.get_attribute("open") is not None, "what is open stays open"


def test_checking_nothing_is_no_try(tea):
    form = question(tea, "A1")
    check(form)
    says(verdict(form), "Choose an answer first.")
    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "Right at the first try.")


def test_of_many_choices_the_verdict_counts_the_right_and_the_wrong(tea):
    form = question(tea, "A2")
    form.get_by_label("A lock around").check()
    form.get_by_label("Writing once more").check()
    check(form)
    says(verdict(form), "Not yet: 1 of 2 right ones chosen, 1 wrong.")
    assert form.locator(".sc-note").count() == 2

    form.get_by_label("Writing once more").uncheck()
    form.get_by_label("A write that checks").check()
    check(form)
    says(verdict(form), "Right after 2 tries.")


def test_choosing_every_option_is_not_right(tea):
    form = question(tea, "A2")
    for box in form.get_by_role("checkbox").all():
        box.check()
    check(form)
    says(verdict(form), "Not yet: 2 of 2 right ones chosen, 1 wrong.")


def test_a_number_is_judged_with_its_tolerance(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A3")
    for given, told, reason in [
        ("0.667", "Right at the first try.", "Right."),
        ("0,67", "Right at the first try.", "Right."),
        ("0,667", "Right at the first try.", "Right."),
        (".67", "Right at the first try.", "Right."),
        ("0.672", "Right at the first try.", "Right."),
        ("\N{FULLWIDTH DIGIT ZERO}.\N{FULLWIDTH DIGIT SIX}7", "Right at", "Right."),
        ("\N{ARABIC-INDIC DIGIT ZERO}.67", "Right at the first try.", "Right."),
        ("0.6721", "Not this number", "Count the bad orders and divide"),
        ("0.5", "Not this number", "Half would be three of six orders"),
        ("7", "Not this number", "Count the bad orders and divide"),
        ("-0.667", "Not this number", "Count the bad orders and divide"),
        ("\N{MINUS SIGN}0.667", "Not this number", "Count the bad orders and divide"),
        ("-1e3", "Not this number", "Count the bad orders and divide"),
    ]:
        form.get_by_label("Your number").fill(given)
        form.get_by_label("Your number").press("Enter")
        says(verdict(form), told)
        says(form.locator(".sc-note"), reason)


def test_what_is_no_number_is_no_try(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A3")
    for given in ["", "four", "1/2", "-", "4 of 6", "0x1", ".", "1e999"]:
        form.get_by_label("Your number").fill(given)
        check(form)
        says(verdict(form), "Write a number in digits first, such as 3.")
        assert form.locator(".sc-note").count() == 0
    form.get_by_label("Your number").fill("0.667")
    check(form)
    says(verdict(form), "Right at the first try.")


@pytest.mark.parametrize("given", ["1,000", "-12,345", "667,000"])
def test_a_comma_that_may_mark_thousands_is_asked_about(page, address, given):
    page.goto(f"{address}/tea.html")
    form = question(page, "A3")
    form.get_by_label("Your number").fill(given)
    check(form)
    whole, fraction = given.replace(",", ""), given.replace(",", ".")
    says(verdict(form), f"Write {whole} if the comma marks thousands, or {fraction} if")
    form.get_by_label("Your number").fill("0.667")
    check(form)
    says(verdict(form), "Right at the first try.")


@COMES_BACK
def test_an_order_is_given_with_select_boxes(tea):
    form = question(tea, "A4")
    steps = ["Ann reads 5", "Bob reads 5", "Ann writes 4", "Bob writes 4"]
    form.get_by_label(steps[0]).select_option("1")
    check(form)
    says(verdict(form), "Give each step a number of its own, 1 to 4.")
    for step, place in zip(steps, "1224", strict=True):
        form.get_by_label(step).select_option(place)
    check(form)
    assert form.locator(".sc-note").count() == 0, "two steps have one number: no try"
    for step, place in zip(steps, "1324", strict=True):
        form.get_by_label(step).select_option(place)
    check(form)
    says(verdict(form), "Not this order: 2 of 4 stand in their place. Try again.")
    assert form.get_by_text("Not in its place.").count() == 2

    for step, place in zip(steps, "1234", strict=True):
        form.get_by_label(step).select_option(place)
    check(form)
    says(verdict(form), "Right after 2 tries.")
    tea.reload()
    assert question(tea, "A4").get_by_label(steps[3]).input_value() == "4"


def test_a_stored_output_works_like_the_prose_page(page, address):
    page.goto(f"{address}/stored.html")
    form = question(page, "A2")
    for option in ("A lock around", "A write that checks"):
        form.get_by_label(option).check()
    check(form)
    says(verdict(form), "Right at the first try.")
    page.goto(f"{address}/tea.html")
    says(verdict(question(page, "A2")), "Right at the first try.")


def test_two_copies_of_a_question_stay_one_question(page, address):
    page.goto(f"{address}/twice.html")
    first, second = question(page, "A1"), question(page, "A1", 1)
    first.get_by_label("Both cooks act").check()
    assert not second.get_by_label("Both cooks act").is_checked()
    check(first)
    says(verdict(second), "Not this one")
    second.get_by_label("The second write rests").check()
    check(second)
    says(verdict(first), "Right after 2 tries.")
    says(page.locator(".sc-count"), "1 of 1 answered right on this page.")
    ids = page.eval_on_selector_all("[id]", "all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_copies_are_one_question_only_if_they_are_the_same_wording(page, address):
    page.goto(f"{address}/twice.html")
    first, second = question(page, "A1"), question(page, "A1", 1)
    second.evaluate("(form) => { form.dataset.hash = '00000000'; }")
    first.get_by_label("Both cooks act").check()
    check(first)
    says(verdict(first), "Not this one")
    assert verdict(second).inner_text() == ""


def order_of(form):
    return form.locator(".sc-row").all_inner_texts()


def test_the_order_is_stable_for_a_reader_and_keeps_pins(page, address):
    page.goto(f"{address}/tea.html")
    page.locator(".sc-buttons").first.wait_for()
    seed = page.evaluate("localStorage.getItem('locks-and-quorums:seed')")
    first = order_of(question(page, "A1"))
    page.reload()
    assert order_of(question(page, "A1")) == first
    assert page.evaluate("localStorage.getItem('locks-and-quorums:seed')") == seed
    orders = set()
    for seed in "abcdefgh":
        page.evaluate(f"localStorage.setItem('locks-and-quorums:seed', '{seed}')")
        page.reload()
        orders.add(tuple(order_of(question(page, "A1"))))
        assert orders <= {(*some, PINNED) for some in permutations(FREE)}
        assert page.locator(".sc-step select").evaluate_all(
            "all => all.map((select) => select.name)"
        ) != ["ann-reads", "bob-reads", "ann-writes", "bob-writes"]
    assert len(orders) == 2, "readers differ in the order of the two free options"


def seed_that_gives_away(id, keys):
    """A reader's seed whose order of the steps would be the right one.

    The mixing is that of scripts/store.js.
    """

    def rank(text):
        value = 2166136261
        for letter in text:
            value = (value ^ ord(letter)) * 16777619 % 2**32
        value = (value ^ (value >> 15)) * 2246822507 % 2**32
        return value ^ (value >> 13)

    return next(
        seed
        for seed in map(str, range(10_000))
        if keys == sorted(keys, key=lambda key: rank(f"{seed}{id}{key}"))
    )


def test_no_seed_gives_an_order_away(page, address):
    page.goto(f"{address}/tea.html")
    steps = ["ann-reads", "bob-reads", "ann-writes", "bob-writes"]
    seed = seed_that_gives_away("A4", steps)
    page.evaluate(f"localStorage.setItem('locks-and-quorums:seed', '{seed}')")
    page.reload()

    selects = page.locator(".sc-step select")
    selects.first.wait_for()
    shown = selects.evaluate_all("all => all.map((select) => select.name)")
    assert shown == [*steps[1:], steps[0]], "turned by one"


@pytest.fixture
def refusing(browser, address):
    """Open the page in a browser whose storage refuses; only the theme may complain."""
    context = browser.new_context()

    def open_with(script):
        context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(error.stack))
        page.goto(f"{address}/tea.html")
        return page

    complaints = []
    yield open_with
    context.close()
    assert [each for each in complaints if "quiz.js" in each] == []


def test_with_storage_refused_everything_works_until_the_page_is_left(refusing):
    page = refusing(BLOCKED)
    form = question(page, "A1")
    for _ in range(2):
        form.get_by_label("Both cooks act").check()
        check(form)
    says(verdict(form), "This browser keeps no answers: they last until you leave")
    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "Right after 3 tries.")
    says(page.locator(".sc-count"), "1 of 4 answered right")
    form.get_by_role("button", name="Start over").click()
    says(page.locator(".sc-count"), "0 of 4 answered right")


def test_with_storage_refused_a_bet_is_settled_all_the_same(refusing):
    page = refusing(BLOCKED)
    question(page, "A1a").get_by_label("Your number").fill("2")
    question(page, "A1a").get_by_role("button", name="Place the bet").click()
    says(verdict(question(page, "A1a")), "Your bet: 2. The run below settles it. This")
    says(page.locator(".sc-result"), "You bet 2, the run shows 4 of 6 orders.")


def test_a_damaged_memory_does_no_harm(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A1")
    key = f"locks-and-quorums:question:A1:{form.get_attribute('data-hash')}"
    for kept in ["{", "null", "[]", '"x"', "7", '{"answer": 3}', '{"answer": []}']:
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        page.reload()
        says(verdict(form), "Your earlier answer could not be read and is dropped.")
    kept = '{"answer": ["milk"], "tries": 1}'
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
    page.reload()
    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "Right after 2 tries.")


def test_tabs_agree(context, address):
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(f"{address}/tea.html")
    form = question(one, "A1")
    form.get_by_label("Both cooks act").check()
    check(form)
    says(verdict(question(two, "A1")), "Not this one: the reason is below your choice.")
    question(two, "A1").get_by_label("The second write rests").check()
    check(question(two, "A1"))
    says(verdict(form), "Right after 2 tries.")
    says(one.locator(".sc-count"), "1 of 4 answered right")


def test_an_answer_to_an_older_wording_is_not_shown(page, address):
    page.goto(f"{address}/tea.html")
    page.evaluate(
        "localStorage.setItem('locks-and-quorums:question:A1:00000000',"
        "JSON.stringify({answer: ['order'], tries: 1, right: true}))"
    )
    page.reload()
    assert verdict(question(page, "A1")).inner_text() == ""


def test_a_full_storage_is_told(refusing):
    page = refusing(
        "Storage.prototype.setItem = () => { throw new DOMException('full'); };"
    )
    form = question(page, "A1")
    form.get_by_label("The second write rests").check()
    check(form)
    says(verdict(form), "Right at the first try. This browser keeps no answers")
    says(page.locator(".sc-count"), "1 of 4 answered right")


def focused(page):
    return page.evaluate(
        "() => { const a = document.activeElement; return a.value || a.textContent }"
    )


def test_a_keyboard_answers_a_question_and_arrows_only_move(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A1")
    form.locator("pre").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    first = focused(page)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        assert form.locator("input:checked").input_value() == focused(page)
        assert verdict(form).inner_text() == "", "an arrow only moves"
    assert focused(page) == first, "three options, three arrows"
    while focused(page) != "order":
        page.keyboard.press("ArrowUp")
    url = page.url
    page.keyboard.press("Enter")
    says(verdict(form), "Right at the first try.")
    assert focused(page) == "order", "the focus stays where the reader is"
    assert page.url == url
    reached = []
    for _ in range(2):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    assert reached == ["Check", "Start over"]


def test_a_keyboard_finds_every_control_in_reading_order(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A1")
    form.locator("pre").focus()
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    assert reached[1:] == ["Check", "Show me", "Hint 1 of 2", "Hint 2 of 2"]
    page.keyboard.press("Enter")
    assert form.get_by_text("What did the second cook know").is_visible()


def test_a_keyboard_puts_steps_in_order(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A4")
    rows = form.locator(".sc-row")
    places = {"Ann reads": 1, "Bob reads": 2, "Ann writes": 3, "Bob writes": 4}
    rows.first.locator("select").focus()
    for row in range(4):
        words = " ".join(rows.nth(row).locator("span").inner_text().split()[:2])
        page.keyboard.type(str(places[words]))
        assert verdict(form).inner_text() == ""
        if row < 3:
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(verdict(form), "Right at the first try.")


def test_a_keyboard_answers_a_number(page, address):
    page.goto(f"{address}/tea.html")
    form = question(page, "A3")
    question(page, "A2").locator("summary").last.focus()
    form.get_by_label("Your number").focus()
    page.keyboard.type("0.667")
    page.keyboard.press("Enter")
    says(verdict(form), "Right at the first try.")
    assert page.url == f"{address}/tea.html"


def fill_in(page, right):
    """Answer all questions of the page, wrong or right."""
    number = {"A1a": "14"[right], "A3": ["0.5", "0.667"][right]}
    for id, value in number.items():
        question(page, id).get_by_label("Your number").fill(value)
    chosen = ["Both cooks act", "The second write rests"][right]
    question(page, "A1").get_by_label(chosen).check()
    question(page, "A2").get_by_label("A write that checks").check()
    question(page, "A2").get_by_label("A lock around").set_checked(right)
    for name, place in zip(
        ["ann-reads", "bob-reads"], ["21", "12"][right], strict=True
    ):
        question(page, "A4").locator(f"[name={name}]").select_option(place)
    question(page, "A4").locator("[name=ann-writes]").select_option("3")
    question(page, "A4").locator("[name=bob-writes]").select_option("4")
    for form in page.locator("form[data-question]").all():
        form.locator(".sc-buttons button").first.click()
        says(verdict(form), re.compile("."))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["fresh", "wrong", "right", "open"])
def test_axe_finds_nothing(open_context, address, state, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/tea.html")
    assert page.locator("html").get_attribute("data-theme") == scheme
    if state in ("wrong", "right"):
        fill_in(page, state == "right")
        expected = 5 if state == "right" else 0
        assert page.locator("[data-done]").count() == max(expected, 1), "a bet is done"
    if state == "open":
        while page.get_by_role("button", name="Show me").count():
            page.get_by_role("button", name="Show me").first.click()
        page.eval_on_selector_all(
            ".sc-question details", "all => all.forEach((one) => { one.open = true; })"
        )

    assert violations(page, "form.sc-question") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_stored_output(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/stored.html")
    for form in page.locator("form.sc-question").all():
        form.get_by_role("button", name="Show me").click()
    assert violations(page, "form.sc-question") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_progress_page(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/progress.html")
    assert violations(page, ".sc-progress") == []


def test_without_javascript_everything_can_be_read(open_context, address):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/tea.html")
    form = question(page, "A1")
    form.get_by_text("Answer and reasons").click()
    text = form.inner_text()
    for part in (
        "Not this one: Both cooks act at the very same instant It is natural to think",
        "Right choice: The second write rests on an old read Its value was computed",
        "Not this one: The tin keeps no log of its writes A log would tell",
        "A read and a later write must have nothing between them",
        "Sources: Lamport 1978",
    ):
        assert part in text
    assert page.get_by_text("4 questions and 1 bet on this page.").is_visible()
    number = question(page, "A3").get_by_label("Your number")
    number.fill("4")
    number.press("Enter")
    assert page.url == f"{address}/tea.html", "Enter without a script stays here"
    page.goto(f"{address}/progress.html")
    assert page.locator('tr[data-question="A4"] a').is_visible()


def test_no_page_holds_a_submit_button_or_a_code_that_runs_in_the_markup(book):
    for file in book.glob("*.html"):
        for form in re.findall(
            r"<form class=\"sc-question.*?</form>", file.read_text("utf-8"), re.S
        ):
            assert not re.search(r"<button|type=.submit|<script|\son\w+=", form)


def test_the_copy_button_stays_out_of_the_questions(page, address):
    page.goto(f"{address}/tea.html")
    page.locator(".sc-buttons").first.wait_for()
    kinds = page.eval_on_selector_all(
        "form.sc-question button", "all => all.map((button) => button.type)"
    )
    assert set(kinds) == {"button"}
    assert page.locator(".sc-question .copybtn").count() == 0


def test_rows_and_buttons_are_large_enough_for_a_finger(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/tea.html")
    heights = page.eval_on_selector_all(
        ".sc-row, .sc-buttons button:not([hidden])",
        "all => all.map((one) => one.getBoundingClientRect().height)",
    )
    assert min(heights) >= 44
    question(page, "A1").get_by_role("button", name="Show me").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_printed_page_shows_every_answer(page, address):
    page.goto(f"{address}/tea.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    form = question(page, "A1")
    for text in ("Its value was computed", "It is natural", "Write down the six"):
        assert form.get_by_text(text).first.is_visible()
    assert not form.locator(".sc-buttons").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not form.get_by_text("Write down the six").is_visible()


def test_the_page_hears_of_answers(page, address):
    page.goto(f"{address}/tea.html")
    page.evaluate(
        "addEventListener('sc-answer', (event) => { window.heard = event.detail; })"
    )
    form = question(page, "A1")
    form.get_by_label("Both cooks act").check()
    check(form)
    says(verdict(form), "Not this one")
    assert page.evaluate("window.heard") == {
        "id": "A1",
        "answer": ["simultaneous"],
        "tries": 1,
        "right": False,
        "shown": False,
    }


def test_a_script_that_is_loaded_twice_does_nothing_twice(page, address):
    page.goto(f"{address}/tea.html")
    page.add_script_tag(path=STATIC / "quiz.js")
    assert question(page, "A1").get_by_role("button", name="Check").count() == 1


def test_forced_colours_and_reduced_motion_leave_the_words(open_context, address):
    options = {"forced_colors": "active", "reduced_motion": "reduce"}
    page = open_context(**options).new_page()
    page.goto(f"{address}/tea.html")
    form = question(page, "A1")
    form.get_by_label("Both cooks act").check()
    check(form)
    says(form.locator(".sc-note"), "Not this one.")
    moving = page.eval_on_selector_all(
        ".sc-question *",
        "all => all.map((one) => getComputedStyle(one).transitionDuration)",
    )
    assert set(moving) == {"0s"}


def test_script_and_style_together_are_small(book):
    static = book / "_static"
    size = sum(
        len(gzip.compress((static / name).read_bytes(), 9, mtime=0))
        for name in ("quiz.js", "quiz.css")
    )
    assert size <= 7000, json.dumps({"gzipped": size})
