"""Every question of the real site can be answered, with the site's own style.

`test_questions.py` tries all that a reader may do, on a small book. Here the pages are
those of the course: joined, purged and slimmed by the site's extensions.
"""

import pytest
from building import ROOT, pages_of_the_book


def notebooks_with(mark):
    """List the pages of the book whose notebooks hold a text."""
    files = {name: ROOT / f"{name}.ipynb" for name in pages_of_the_book()}
    return [
        name
        for name, file in files.items()
        if file.is_file() and mark in file.read_text("utf-8")
    ]


WITH_QUESTIONS = notebooks_with("sc-question")
# The right answer as the page's own reasons tell it.
RIGHT = """(form) => {
  const reasons = [...form.querySelectorAll(".sc-reasons > li")];
  const { type } = form.dataset;
  if (type === "numeric" || type === "curve") return [reasons[0].dataset.value];
  const chosen = type === "order"
    ? reasons : reasons.filter((reason) => "right" in reason.dataset);
  return chosen.map((reason) => reason.dataset.key);
}"""


def answer(form, keys):
    """Give an answer as a reader does."""
    kind = form.get_attribute("data-type")
    if kind == "numeric":
        form.get_by_label("Your number").fill(keys[0])
    if kind == "curve":
        form.get_by_role("slider").fill(keys[0])
    for place, key in enumerate(keys, start=1):
        if kind == "order":
            form.locator(f'select[name="{key}"]').select_option(str(place))
        elif kind not in ("numeric", "curve"):
            form.locator(f'input[value="{key}"]').check()
    form.locator(".sc-buttons button").first.click()


def test_the_chapters_ask_questions():
    assert len(WITH_QUESTIONS) >= 4


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_every_question_of_a_page_can_be_answered(page, server, name):
    page.goto(f"{server}/{name}.html")
    forms = page.locator('form[data-question]:not([data-when="before"])')
    scored = 0
    for form in forms.all():
        answer(form, form.evaluate(RIGHT))
        verdict = form.get_by_role("status").inner_text()
        assert verdict == "Right at the first try."
        assert form.locator(".sc-explanation").is_visible()
        assert form.locator(".sc-note").count() >= 1
        scored += 1
    counted = f"{scored} of {scored} answered right on this page."
    assert not scored or page.get_by_text(counted).is_visible()


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_every_bet_of_a_page_is_settled_by_what_its_reveal_says(page, server, name):
    page.goto(f"{server}/{name}.html")
    for reveal in page.locator("[data-reveal]").all():
        id = reveal.get_attribute("data-reveal")
        form = page.locator(f'form[data-question="{id}"]').first
        answer(form, reveal.evaluate(RIGHT))
        assert form.get_by_role("status").inner_text().startswith("Your bet: ")
        told = reveal.locator(".sc-result").inner_text()
        assert told.startswith("As you bet, the run shows ")
        assert reveal.locator(".sc-explanation").is_visible()


def test_a_wrong_answer_is_told_beside_the_choice_and_kept(page, server):
    page.goto(f"{server}/{WITH_QUESTIONS[0]}.html")
    form = page.locator('form[data-type="single"]').first
    wrong = form.locator(".sc-reasons > li:not([data-right])").first
    key = wrong.get_attribute("data-key")
    answer(form, [key])

    note = form.locator(".sc-note")
    assert note.inner_text().startswith("Not this one.")
    assert wrong.locator(".sc-why").text_content() in note.text_content()
    style = "(note) => getComputedStyle(note).borderInlineStartStyle"
    assert note.evaluate(style) == "dashed", "the site's style sheet is the room's"
    assert not form.locator(".sc-answer").is_visible(), "not after one try"
    height = "(row) => row.getBoundingClientRect().height"
    assert form.locator(".sc-row").first.evaluate(height) >= 44

    id = form.get_attribute("data-question")
    page.reload()
    assert form.locator(f'input[value="{key}"]').is_checked()
    assert "Not this one" in form.get_by_role("status").inner_text()
    page.goto(f"{server}/book/progress.html")
    state = page.locator(f'tr[data-question="{id}"] .sc-state')
    assert state.inner_text() == "not right yet"
    page.locator(f'tr[data-question="{id}"] a').click()
    assert page.locator(f"#question-{id}").count() == 1


def test_read_again_leads_to_its_section(page, server):
    """Followed by a click: the address and the anchor have to be those of the site."""
    page.goto(f"{server}/{WITH_QUESTIONS[0]}.html")
    form = page.locator('form[data-type="single"]').first
    form.get_by_role("button", name="Show me").click()
    form.locator(".sc-more a").first.click()

    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.evaluate("(id) => Boolean(document.getElementById(id))", anchor)
