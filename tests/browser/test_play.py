"""An opener on a built page: the reader is the scheduler, with mouse and keyboard."""

import gzip
import re
from pathlib import Path

import pytest
from building import ROOT
from serving import serve

from .accessibility import violations
from .small_book import build_small_book

SCRIPT = Path(__file__).resolve().parents[2] / "book/explorable/static/play.js"
LINK = "Copy the link to these moves"
START = "Choose who moves next. Each press is one step."
FINISHED = "Goal reached. sold twice (4 moves.)"
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError"); }
});"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("openers"))


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield f"{address}/openers.html"


@pytest.fixture
def opener(page, address):
    page.goto(address)
    return page.locator("[data-play=two-buyers]")


# Every order of a graph, from the start to an end, as a reader's browser keeps them.
EVERY_WAY = """(figure) => {
  const { states } = JSON.parse(figure.dataset.graph);
  const ways = [];
  const walk = (number, way) => {
    const moves = states[number][2];
    if (!moves.length) ways.push(way.join("."));
    moves.slice(0, 9).forEach((move, place) => {
      if (ways.length < 13) walk(move[2], [...way, place]);
    });
  };
  walk(0, []);
  localStorage.setItem(`locks-and-quorums:play:${figure.dataset.play}`,
    JSON.stringify(ways));
}"""
OUT_OF_STRIPS = """(figure) => [...figure.querySelectorAll(".xp-tried li")]
  .filter((strip) => {
    const words = document.createRange();
    words.selectNodeContents(strip);
    const [inner, outer] = [words, strip].map((each) => each.getBoundingClientRect());
    return inner.right > outer.right || inner.bottom > outer.bottom;
  }).map((strip) => strip.textContent)"""


def verdict(opener):
    return opener.locator(".xp-verdict").inner_text()


def shelf(opener):
    return " ".join(opener.locator(".xp-shelf").inner_text().split())


def buttons(opener):
    """Return what stands on the buttons of moves, without their digits."""
    texts = opener.locator(".xp-go").all_inner_texts()
    return [re.sub(r"^\d\s*", "", each.strip()) for each in texts]


def play_moves(opener, *names):
    for name in names:
        opener.get_by_role("button", name=name).click()


WITH_OPENERS = [
    path.stem
    for path in sorted((ROOT / "book").glob("*.ipynb"))
    if "data-play=" in path.read_text("utf-8")
    and not path.stem.startswith(("draft-", "template-"))
]


@pytest.mark.parametrize("name", WITH_OPENERS)
def test_the_orders_tried_stay_in_their_strips(open_context, server, name):
    page = open_context().new_page()
    page.goto(f"{server}/book/{name}.html")
    openers = page.locator("[data-play]")
    for opener in openers.all():
        opener.evaluate(EVERY_WAY)
    page.reload()

    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for opener in openers.all():
            assert opener.locator(".xp-tried li:not(.xp-hidden)").count() > 0
            assert opener.evaluate(OUT_OF_STRIPS) == []


def test_the_item_is_sold_twice_in_four_moves(opener):
    assert verdict(opener) == START
    assert shelf(opener) == "stock 1 sold to nobody"

    play_moves(opener, "Ann: check", "Bob: check", "Ann: take", "Bob: take")

    assert verdict(opener) == FINISHED
    assert shelf(opener) == "stock -1 below zero sold to Ann, Bob"
    lanes = opener.locator(".xp-lane").all_inner_texts()
    assert [text.split() for text in lanes] == [
        ["Ann", "check", "take"],
        ["Bob", "check", "take"],
    ]
    assert "Orders you have tried: 1 of 6" in opener.inner_text()
    assert opener.locator(".xp-tried .xp-bad").inner_text().split() == ["ABAB", "twice"]


def test_digits_choose_moves_and_u_undoes(page, opener):
    opener.get_by_role("button").first.focus()
    for key in "1212":
        page.keyboard.press(key)
    assert verdict(opener) == FINISHED
    assert opener.evaluate("e => e.contains(document.activeElement)")

    for key in "uuuu":
        page.keyboard.press(key)
    assert verdict(opener) == START
    assert shelf(opener) == "stock 1 sold to nobody"


def test_keys_with_a_modifier_belong_to_the_browser(page, opener):
    opener.get_by_role("button").first.focus()
    page.keyboard.press("Control+1")
    page.keyboard.press("Alt+1")

    assert verdict(opener) == START


def test_undo_and_start_over_do_nothing_at_the_start(opener):
    for name in ("Undo", "Start over"):
        button = opener.get_by_role("button", name=name)
        assert button.get_attribute("aria-disabled") == "true"
        button.click(force=True)
    assert verdict(opener) == START

    play_moves(opener, "Ann: check", "Ann: take", "Start over")
    assert shelf(opener) == "stock 1 sold to nobody"


def test_what_a_client_believes_is_shown_in_its_lane(opener):
    play_moves(opener, "Bob: check")

    assert opener.locator(".xp-lane").nth(1).inner_text().split()[-2:] == ["sees", "1"]


def test_what_was_found_is_kept(page, opener, address):
    play_moves(opener, "Ann: check", "Ann: take", "Bob: check", "Bob: take")
    assert verdict(opener) == "Goal not reached. nothing bad (4 moves.)"

    page.goto(address)

    assert "Orders you have tried: 1 of 6" in opener.inner_text()
    assert opener.locator(".xp-tried .xp-good").inner_text().split() == [
        "AABB",
        "right",
    ]
    assert verdict(opener) == START


def test_kept_nonsense_is_harmless(page, opener, address):
    for nonsense in ("{", "7", '["9.9", 5, "0.0.0.0"]'):
        page.evaluate(
            "text => localStorage.setItem('locks-and-quorums:play:two-buyers', text)",
            nonsense,
        )
        page.goto(address)
        play_moves(opener, "Ann: check")
        assert verdict(opener) == "1. Ann: check"


def test_a_link_carries_the_moves(page, opener, address):
    play_moves(opener, "Ann: check", "Bob: check")
    link = opener.get_by_role("link", name=LINK).get_attribute("href")
    assert link == "#two-buyers=0.1"

    page.goto("about:blank")
    page.goto(f"{address}{link}.0.0")

    assert verdict(opener) == FINISHED


def test_the_link_is_copied_and_the_page_stays(open_context, address):
    context = open_context(viewport={"width": 360, "height": 500})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    opener = page.locator("[data-play=two-buyers]")
    play_moves(opener, "Ann: check", "Bob: check")
    link = opener.get_by_role("link", name=LINK)
    link.scroll_into_view_if_needed()
    where = page.evaluate("[scrollY, location.href]")
    link.click()

    opener.get_by_text("Link copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}#two-buyers=0.1"
    assert page.evaluate("[scrollY, location.href]") == where
    play_moves(opener, "Ann: take")
    assert opener.get_by_text("Link copied").count() == 0


REFUSES = "{ writeText: () => Promise.reject() }"


@pytest.mark.parametrize("lacks", ["undefined", REFUSES])
def test_where_nothing_may_be_copied_the_link_is_there_to_select(page, address, lacks):
    clipboard = f"{{ get: () => ({lacks}) }}"
    page.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'clipboard', {clipboard})"
    )
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    opener = page.locator("[data-play=two-buyers]")
    play_moves(opener, "Ann: check")
    link = opener.get_by_role("link", name=LINK)
    link.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - innerHeight)")
    link.click()

    field = opener.get_by_role("textbox", name="Link")
    box = field.bounding_box()
    assert box["y"] + box["height"] <= 740
    assert field.input_value() == f"{address}#two-buyers=0"
    assert page.evaluate("getSelection().toString()") == field.input_value()
    assert violations(page, "[data-play]") == []


@pytest.mark.parametrize("moves", ["9", "0.x", "0.0.0.0.0.0", "0..0"])
def test_a_link_that_does_not_fit_opens_at_the_start_and_says_so(page, address, moves):
    page.goto(f"{address}#two-buyers={moves}")
    opener = page.locator("[data-play=two-buyers]")

    assert verdict(opener).startswith("The moves of this link do not fit")
    assert shelf(opener) == "stock 1 sold to nobody"


def test_without_storage_it_can_be_played(browser, address):
    context = browser.new_context()  # not watched: the theme complains of it
    page = context.new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(address)
    opener = page.locator("[data-play=two-buyers]")

    play_moves(opener, "Ann: check", "Bob: check", "Bob: take", "Ann: take")

    assert verdict(opener) == FINISHED
    context.close()


def test_without_a_script_the_shortest_way_is_told(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator("[data-play] ol li").count() == 4
    assert "fewest moves possible: 4" in page.locator("[data-play]").inner_text()
    assert page.locator("[data-play] button").count() == 0
    context.close()


def colours(element):
    """Return the colour of an element's words, and that of its ground."""
    asked = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    return element.evaluate(asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_goal_looks_like_success_and_the_damage_like_damage(
    open_context, address, scheme
):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(address)
    opener = page.locator("[data-play=two-buyers]")
    play_moves(opener, "Ann: check", "Ann: take", "Bob: check", "Bob: take")
    missed, plain = opener.locator(".xp-verdict"), opener.locator(".xp-lane").first
    good = opener.locator(".xp-tried .xp-good")
    assert missed.inner_text().startswith("Goal not reached. ")
    assert colours(missed) == colours(plain)
    assert violations(page, "[data-play]") == []

    names = ["Ann: check", "Bob: check", "Ann: take", "Bob: take"]
    play_moves(opener, "Start over", *names)
    won, harm = opener.locator(".xp-verdict"), opener.locator(".xp-shelf em:visible")
    assert won.inner_text().startswith("Goal reached. ")
    assert colours(won)[0] == colours(good)[0]
    assert colours(won)[1] != colours(plain)[1]
    assert harm.inner_text().strip() == "below zero"
    bad = opener.locator(".xp-tried .xp-bad")
    assert bad.inner_text().split() == ["ABAB", "twice"]
    assert colours(bad)[0] == colours(harm)[0] != colours(won)[0]
    assert violations(page, "[data-play]") == []


def test_ends_are_listed_in_short_where_there_are_several(page, server):
    page.goto(f"{server}/book/does-redlock-survive-two-failures.html")
    opener = page.locator("[data-play=five-servers]")
    play_moves(opener, "r1: restart empty", "Bob: ask all five")
    sentence = "Two holders. Each counted a majority, and Ann was told nothing."
    assert sentence in verdict(opener)
    log = opener.locator(".xp-tried")
    assert log.locator("p").inner_text() == "Ends found: 1 of 4"
    assert log.locator("li").all_inner_texts() == ["two holders: Bob got 3 of 5"]


def test_where_an_end_is_the_goal_or_not_none_is_listed(page, server):
    page.goto(f"{server}/book/index.html")
    opener = page.locator("[data-play=new-photo]")
    play_moves(opener, "Ann: change photo", "Ann: load from 1", "Ann: load from 2")

    assert verdict(opener).startswith("Goal reached. ")
    assert not opener.locator(".xp-tried").is_visible()


def steps_of(lane):
    """Return each step of a lane: what it says, and whether it is done."""
    steps = lane.locator("li").all()
    return [
        (each.inner_text(), "xp-done" in each.get_attribute("class")) for each in steps
    ]


def test_who_waits_is_said_and_his_step_is_not_done_before(page, server):
    page.goto(f"{server}/book/who-waits-for-for-update.html")
    opener = page.locator("[data-play=two-rows-deadlock]")
    bob = opener.locator(".xp-lane").nth(1)
    play_moves(opener, "Ann: UPDATE X", "Bob: UPDATE Y", "Bob: UPDATE X")
    assert verdict(opener) == "3. Bob: UPDATE X + 10. Bob waits for Ann"
    assert [done for _, done in steps_of(bob)] == [True, False, False]

    page.goto(f"{server}/book/can-one-statement-decide.html")
    opener = page.locator("[data-play=one-reads-first]")
    bob = opener.locator(".xp-lane").nth(1)
    play_moves(opener, "Ann: SELECT", "Ann: UPDATE", "Bob: UPDATE")
    assert "Bob waits for Ann" in verdict(opener)
    assert [done for _, done in steps_of(bob)] == [False]
    play_moves(opener, "Ann: INSERT")
    assert "Bob waits no more" in verdict(opener)
    assert [done for _, done in steps_of(bob)] == [True]
    assert "told: 0 rows changed" in bob.inner_text()


def test_bob_waits_and_is_seen_released_by_a_commit(page, server):
    page.goto(f"{server}/book/who-waits-for-for-update.html")
    opener = page.locator("[data-play=who-waits]")
    bob = opener.locator(".xp-lane").nth(1)
    play_moves(opener, "Ann: SELECT", "Bob: INSERT an order")
    statement = "INSERT an order of item 1"
    waits = f"{statement}: waits for Ann’s COMMIT. (2 moves.)"
    assert verdict(opener) == f"Goal reached. {waits}"
    assert steps_of(bob) == [(statement, False)]

    play_moves(opener, "Ann: COMMIT")
    told = "waited for Ann’s COMMIT, then was told: 1 row added. (3 moves.)"
    assert verdict(opener) == f"Goal reached. {statement}: {told}"
    assert steps_of(bob) == [(statement, True)]
    log = opener.locator(".xp-tried")
    assert log.locator("li").all_inner_texts() == [f"{statement}: waits"]


def test_a_button_that_cannot_be_pressed_says_the_step_or_why(page, server):
    page.goto(f"{server}/book/what-does-a-fencing-token-stop.html")
    opener = page.locator("[data-play=early-reader]")
    play_moves(opener, "Ann: read", "Ann: write")
    assert buttons(opener) == ["Ann: has finished", "Bob: read"]

    page.goto(f"{server}/book/who-holds-the-lock.html")
    opener = page.locator("[data-play=when-time-is-up]")
    play_moves(opener, "Ann: lock", "time: Ann’s", "Bob: lock")
    assert verdict(opener).startswith("Goal reached. ")
    assert buttons(opener)[:2] == ["Ann: leave and unlock", "Bob: leave and unlock"]


def test_the_dot_of_an_order_is_explained(page, server):
    page.goto(f"{server}/book/who-holds-the-lock.html")
    opener = page.locator("[data-play=when-time-is-up]")
    play_moves(opener, "Ann: lock", "time: Ann’s", "Bob: lock")

    log = opener.locator(".xp-tried")
    told = "Orders you have tried: 1 of 10 (· = time passes)"
    assert log.locator("p").inner_text() == told
    assert log.locator(".xp-bad").inner_text().split() == ["A·B", "two", "in"]


def test_what_is_no_fault_is_logged_without_a_colour(page, server):
    page.goto(f"{server}/book/who-waits-for-for-update.html")
    opener = page.locator("[data-play=who-waits]")
    play_moves(opener, "Ann: SELECT", "Bob: UPDATE item 2")

    assert verdict(opener).startswith("Goal not reached. UPDATE item 2: did not wait")
    log = opener.locator(".xp-tried")
    assert colours(log.locator("li"))[0] == colours(opener.locator(".xp-lane").first)[0]
    assert log.locator(".xp-bad, .xp-good").count() == 0


def test_it_fits_on_a_narrow_screen(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    opener = page.locator("[data-play=two-buyers]")
    play_moves(opener, "Ann: check")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in opener.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) < 4_000
