"""Covers: what would give a bet away is out of sight until the bet is placed."""

import re

import nbformat
import pytest
from selfcheck import reveal, show
from serving import serve

from .accessibility import violations
from .small_book import DATA, build_small_book, notebook_of, opener

QUIZZES = DATA / "quizzes"
RUN = "4 of 6 orders are bad"
WHY = "printed after the reveal"
NEXT = "What has nothing to do with the bet"
COVER = "Show the run without a bet"
ELSEWHERE = '# Elsewhere\n\n<a href="wait.html#reveal-A1a">To the run</a>\n'
KEY = re.search(
    'data-question="(A1a)" data-hash="(.*?)"', show("A1a", QUIZZES)._repr_html_()
)


def printing(text):
    """Make a cell that has printed a text."""
    output = nbformat.v4.new_output("stream", text=text)
    source = "print(text)  # the code stays in sight"
    return nbformat.v4.new_code_cell(source, execution_count=1, outputs=[output])


def page_of_a_bet():
    """Make a notebook with a bet, its run in two outputs, and what settles it."""
    made = notebook_of(show("A1a", QUIZZES), opener(), reveal("A1a", QUIZZES))
    title, bet, played, settled = made.cells
    head, prose, next_head = map(
        nbformat.v4.new_markdown_cell,
        ("## The run", "Between the bet and its run is prose.", f"## Next\n\n{NEXT}."),
    )
    first = [title, head, bet, printing(RUN), prose, played, settled]
    made.cells = [*first, printing(WHY), next_head]
    return made


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    return build_small_book(
        folder, more=[("elsewhere", ELSEWHERE)], notebooks=[("wait", page_of_a_bet())]
    )


@pytest.fixture(scope="module")
def address(book):
    with serve(book) as address:
        yield address


@pytest.fixture
def waiting(page, address):
    page.goto(f"{address}/wait.html")
    return page


def button(page):
    return page.get_by_role("button", name=COVER)


def place(page, number="1"):
    page.get_by_label("Your number").fill(number)
    page.get_by_role("button", name="Place the bet").click()


def sees_the_run(page):
    """Whether a reader sees the run; all of it or nothing."""
    words = [page.get_by_text(RUN), page.get_by_text(WHY)]
    result = page.get_by_text("What the run shows, once you have played")
    parts = [*words, page.locator("figure"), result]
    seen = {part.is_visible() for part in parts}
    assert len(seen) == 1, "one cover for all"
    assert page.locator(".cell_input").nth(1).is_visible(), "the code"
    assert page.get_by_text("Between the bet and").is_visible(), "the prose"
    assert page.get_by_text(NEXT).is_visible(), "the next section"
    assert button(page).count() == (seen == {False}), "one button, or none"
    return seen == {True}


def test_the_run_is_covered_until_the_bet_is_placed(waiting):
    assert not sees_the_run(waiting)
    assert button(waiting).bounding_box()["height"] >= 44
    assert not waiting.get_by_text("The run shows", exact=True).is_visible()

    place(waiting)
    assert sees_the_run(waiting)
    waiting.reload()
    assert sees_the_run(waiting)
    waiting.get_by_role("button", name="Bet again").click()
    assert sees_the_run(waiting), "what was seen stays in sight"
    waiting.reload()
    assert sees_the_run(waiting)
    place(waiting, "2")
    waiting.get_by_text("once you have played").click()
    assert "You bet 2, the run shows 4" in waiting.locator(".sc-reveal").inner_text()


def test_a_reader_can_look_without_a_bet_by_keyboard(waiting):
    waiting.get_by_role("button", name="Place the bet").focus()
    for _ in range(9):
        waiting.keyboard.press("Tab")
        if waiting.evaluate("document.activeElement.textContent") == COVER:
            break
    waiting.keyboard.press("Enter")

    assert sees_the_run(waiting)
    focused = "document.activeElement.textContent"
    assert RUN in waiting.evaluate(focused), "the focus is where the button was"
    status = waiting.get_by_role("status").first
    assert status.inner_text() == "Shown below."
    assert status.get_attribute("aria-live") == "polite"
    assert waiting.get_by_role("button", name="Bet again").count() == 0

    waiting.reload()
    assert sees_the_run(waiting)
    place(waiting)
    assert waiting.get_by_text("Your bet: 1. The run below settles it.").is_visible()
    waiting.goto(waiting.url.replace("wait.html", "progress.html"))
    state = waiting.locator('tr[data-question="A1a"] .sc-state')
    assert state.inner_text() == "bet placed"


def test_to_look_without_a_bet_is_no_bet(waiting):
    button(waiting).click()
    waiting.goto(waiting.url.replace("wait.html", "progress.html"))
    state = waiting.locator('tr[data-question="A1a"] .sc-state')
    assert state.inner_text() == "no bet yet"


def test_nothing_moves_above_the_button(waiting):
    waiting.set_viewport_size({"width": 360, "height": 500})
    button(waiting).scroll_into_view_if_needed()
    code = waiting.locator(".cell_input").nth(1)
    before = code.bounding_box()
    button(waiting).click()
    assert code.bounding_box() == before


def test_the_first_paint_is_already_covered_and_the_last_layout(open_context, address):
    """The page's script comes late; what is drawn until then is what stays."""
    page = open_context().new_page()
    held = []
    page.route("**/quiz.js*", lambda route: held.append(route))
    page.goto(f"{address}/wait.html", wait_until="commit")
    page.locator("footer").first.wait_for(state="attached")
    assert not page.get_by_text(RUN).is_visible()
    place_of = "(all) => all[1].getBoundingClientRect().top"
    early = page.eval_on_selector_all(".cell_input", place_of)
    assert button(page).is_visible()

    held[0].continue_()
    page.wait_for_load_state()
    assert not sees_the_run(page)
    late = page.eval_on_selector_all(".cell_input", place_of)
    assert abs(late - early) < 1, "pixels"


def test_without_the_script_of_the_page_nothing_is_covered(open_context, address):
    context = open_context()
    page = context.new_page()
    page.route("**/quiz.js*", lambda route: route.abort())
    page.goto(f"{address}/wait.html")
    assert sees_the_run(page)
    assert len(context.complaints) == 1
    context.complaints.clear()


def test_without_javascript_nothing_is_covered(open_context, address):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/wait.html")
    assert sees_the_run(page)


def test_on_paper_nothing_is_covered(waiting):
    waiting.emulate_media(media="print")
    assert waiting.get_by_text(RUN).is_visible()
    assert waiting.locator(".sc-reveal").is_visible()
    assert not button(waiting).is_visible()


def test_a_link_to_what_is_covered_uncovers_it(waiting):
    start = waiting.url
    waiting.goto(start.replace("wait.html", "elsewhere.html"))
    waiting.get_by_role("link", name="To the run").click()
    waiting.wait_for_url("**/wait.html#reveal-A1a")
    assert sees_the_run(waiting)
    assert waiting.locator(".sc-reveal").is_visible()

    waiting.goto(start)
    assert not sees_the_run(waiting), "a link asks once"
    waiting.evaluate("location.hash = '#reveal-A1a'")
    waiting.locator(".sc-cover").wait_for(state="detached")
    assert sees_the_run(waiting)


def test_a_link_to_the_bet_keeps_the_run_covered(page, address):
    page.goto(f"{address}/wait.html#question-A1a")
    assert not sees_the_run(page)


def test_a_bet_in_another_tab_uncovers_here(context, waiting):
    other = context.new_page()
    other.goto(waiting.url)
    place(other)
    waiting.locator(".sc-cover").wait_for(state="detached")
    assert sees_the_run(waiting)


def test_a_browser_that_keeps_nothing_covers_and_uncovers(open_context, address):
    context = open_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(f"{address}/wait.html")
    assert not sees_the_run(page)
    button(page).click()
    assert sees_the_run(page)
    page.reload()
    assert not sees_the_run(page)
    ours = [each for each in context.complaints if "quiz.js" in each]
    context.complaints.clear()  # the theme's scripts report the storage
    assert ours == []


def test_what_is_kept_of_a_bet_uncovers_before_the_script_comes(waiting):
    _, id, hash = KEY[0], KEY[1], KEY[2]
    place(waiting)
    kept = f"localStorage.getItem('locks-and-quorums:question:{id}:{hash}')"
    assert waiting.evaluate(kept)
    waiting.route("**/quiz.js*", lambda route: None)
    waiting.goto(waiting.url, wait_until="commit")
    waiting.locator("footer").first.wait_for(state="attached")
    assert waiting.get_by_text(RUN).is_visible()
    assert waiting.locator(".sc-cover").is_hidden()
    waiting.unroute_all()


def test_a_bet_without_a_reveal_on_its_page_covers_nothing(page, address):
    page.goto(f"{address}/alone.html")
    assert button(page).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_cover(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{address}/wait.html")
    assert violations(page, ".sc-cover") == []


CHAPTER = "book/when-is-it-a-race.html"
WRITER = "only-one-of-them-writes"


@pytest.mark.parametrize(
    ("address", "is_seen"),
    [
        (f"?highlight=report#{WRITER}", True),
        (f"?highlight=transfer#{WRITER}", False),
        ("?highlight=report#what-makes-it-a-race", False),
        (f"#{WRITER}", False),
    ],
)
def test_a_search_for_a_word_of_the_run_shows_that_output(
    page, server, address, is_seen
):
    page.goto(f"{server}/{CHAPTER}{address}")
    assert page.get_by_text("2 of 6 report a wrong total").is_visible() == is_seen
    assert not page.locator(".sc-reveal").first.is_visible()
    assert button(page).is_visible()
