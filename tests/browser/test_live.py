"""A live output in a front end that is made up: a page, and a model that only notes.

What JupyterLab does with it is in `test_lab.py`; here is what no reader should meet.
"""

import json
from types import SimpleNamespace

import pytest
from explorable import knobs, step_through
from explorable.widget import FigureWidget
from selfcheck import reveal, show
from selfcheck.widget import QuestionWidget

from .small_book import DATA, DRAWING

BLANK = '<!DOCTYPE html><html lang="en"><title>Notebook</title><body></body></html>'
# models[name] is a model as anywidget hands it out; `sent` is what Python would get.
FRONT_END = """
window.models = {};
window.start = async (name, code, state) => {
  const source = new Blob([code], { type: "text/javascript" });
  const module = await import(URL.createObjectURL(source));
  const listeners = {};
  const model = {
    sent: [],
    get: (key) => state[key],
    set: (key, value) => { state[key] = value; },
    save_changes: () => {
      model.sent.push(structuredClone(state.asked ?? state.answer));
    },
    on: (event, action) => { listeners[event] = action; },
    tell: (result) => { state.result = result; listeners["change:result"](); },
  };
  models[name] = model;
  model.stop = module.default.initialize({ model });
};
"""


@pytest.fixture
def notebook(page):
    """Open a page that stands for a notebook; `page.start` makes a model."""
    page.route("http://localhost/", lambda route: route.fulfill(body=BLANK))
    page.route("**/favicon.ico", lambda route: route.fulfill(body=""))
    page.goto("http://localhost/")
    page.evaluate(f"() => {{ {FRONT_END} }}")

    def start(name, widget, rest, html=""):
        state = {"rest": rest, "html": html}
        page.evaluate(
            "([name, code, state]) => start(name, code, state)",
            [name, widget._esm, state],
        )

    def output(html, cell="cell"):
        page.evaluate(
            """([html, cell]) => {
                document.getElementById(cell)?.remove();
                document.body.insertAdjacentHTML("beforeend", `<div id=${cell}></div>`);
                document.getElementById(cell).innerHTML = html;
            }""",
            [html, cell],
        )

    def sent(name):
        return page.evaluate(f"models.{name}.sent")

    return SimpleNamespace(page=page, start=start, output=output, sent=sent)


QUESTION = show("A1", DATA / "quizzes")._repr_html_()
KNOBS = knobs(lambda n: n // 2 + 1, n=range(3, 8))._repr_html_()
STEPS = step_through(DRAWING, name="two-cooks")._repr_html_()


@pytest.mark.parametrize("first", ["the output", "the model"])
def test_an_output_comes_alive_whichever_is_there_first(notebook, first):
    if first == "the output":
        notebook.output(QUESTION)
        notebook.start("one", QuestionWidget, QUESTION)
    else:
        notebook.start("one", QuestionWidget, QUESTION)
        notebook.output(QUESTION)

    form = notebook.page.locator("form")
    form.get_by_label("The second write rests").check()
    form.get_by_role("button", name="Check").click()

    form.get_by_text("Right at the first try.").wait_for()
    expected = {"id": "A1", "answer": ["order"], "tries": 1}
    assert notebook.sent("one") == [expected | {"right": True, "shown": False}]


def test_a_live_form_of_its_own_takes_the_place_of_the_rest_form(notebook):
    notebook.output(QUESTION)
    live = QUESTION.replace("tea.html#", "tea.md#")
    notebook.start("one", QuestionWidget, QUESTION, live)

    notebook.page.get_by_role("button", name="Check").wait_for()
    assert notebook.page.locator("a[href^='tea.']").get_attribute("href") == (
        "tea.md#six-orders"
    )


def test_only_what_a_model_is_for_comes_alive(notebook):
    other = QUESTION.replace('data-hash="', 'data-hash="0')
    notebook.output(other, "other")
    notebook.output(QUESTION.replace("Both cooks", "Two cooks"), "reworded")
    notebook.output(KNOBS, "figure")
    notebook.output(QUESTION)
    notebook.start("one", QuestionWidget, QUESTION)

    notebook.page.locator("#cell button").first.wait_for()
    for cell in ("other", "reworded", "figure"):
        assert notebook.page.locator(f"#{cell} button").count() == 0


def test_a_cell_that_runs_again_speaks_to_its_newest_model(notebook):
    notebook.output(STEPS)
    notebook.start("one", FigureWidget, STEPS)
    notebook.output(STEPS)  # the output of the second run comes before its model
    notebook.page.get_by_role("button", name="Back").wait_for()
    notebook.start("two", FigureWidget, STEPS)

    notebook.page.get_by_role("button", name="Forward").click()

    assert notebook.sent("one") == []
    assert notebook.sent("two") == [{"step": 2}]
    notebook.output(STEPS, "shown-anew")  # both models see it
    notebook.page.locator("#shown-anew").get_by_role("button", name="Last").click()
    assert notebook.sent("one") == []


def test_a_model_that_is_closed_looks_no_further(notebook):
    notebook.start("one", FigureWidget, STEPS)
    notebook.page.evaluate("models.one.stop()")
    notebook.output(STEPS)
    notebook.output(KNOBS, "figure")
    notebook.start("two", FigureWidget, KNOBS)

    notebook.page.locator("#figure input").wait_for()
    assert notebook.page.locator("#cell button").count() == 0


def test_a_model_that_is_closed_leaves_its_output_at_rest(notebook):
    notebook.output(STEPS)
    notebook.start("one", FigureWidget, STEPS)
    notebook.page.get_by_role("button", name="Back").wait_for()
    notebook.page.evaluate("models.one.stop()")

    assert notebook.page.locator("#cell button").count() == 0
    assert notebook.page.locator("#cell .xp-log li").count() == 3
    notebook.start("two", FigureWidget, STEPS)
    notebook.page.get_by_role("button", name="Forward").click()
    assert notebook.sent("two") == [{"step": 2}]


def test_an_older_model_that_is_closed_leaves_the_newer_one_alone(notebook):
    notebook.output(STEPS)
    notebook.start("one", FigureWidget, STEPS)
    notebook.start("two", FigureWidget, STEPS)
    notebook.page.evaluate("models.one.stop()")

    notebook.page.get_by_role("button", name="Forward").click()
    assert notebook.sent("two") == [{"step": 2}]


def test_keys_stay_inside_a_live_output(notebook):
    notebook.page.evaluate("addEventListener('keydown', () => { window.left = true; })")
    notebook.output(KNOBS)
    notebook.start("one", FigureWidget, KNOBS)
    notebook.page.get_by_label("n").press("ArrowUp")

    assert notebook.page.evaluate("window.left") is None
    assert notebook.page.locator("[data-lm-suppress-shortcuts=true] input").count()


def test_python_is_asked_for_whole_numbers_only(notebook):
    notebook.output(KNOBS)
    notebook.start("one", FigureWidget, KNOBS)
    field = notebook.page.get_by_label("n")
    for given in ("", "1.5", "12"):
        field.fill(given)

    assert notebook.sent("one") == [{"count": 1, "setting": {"n": 12}}]


def test_the_result_of_a_setting_is_shown_and_its_error_too(notebook):
    notebook.output(KNOBS)
    notebook.start("one", FigureWidget, KNOBS)
    box = notebook.page.locator(".xp-blocks")
    for result, text in (
        ({"label": "n = 9", "html": "<b>five</b>"}, "n = 9 five"),
        ({"label": "n = 0", "error": "ZeroDivisionError: <by>"}, "ZeroDivisionError"),
    ):
        notebook.page.evaluate(f"models.one.tell({json.dumps(result)})")
        assert text in " ".join(box.inner_text().split())
    assert "<by>" in box.inner_text(), "an error is text"
    assert notebook.page.get_by_text("Live: each setting is computed").is_visible()


def test_every_kernel_hears_of_a_question_that_it_shows(notebook):
    """Two notebooks are open in one window; a reason was reworded in between."""
    older = QUESTION.replace("A log would tell", "A record would tell")
    notebook.output(older, "one")
    notebook.output(QUESTION, "two")
    notebook.start("one", QuestionWidget, older)
    notebook.start("two", QuestionWidget, QUESTION)
    form = notebook.page.locator("#two form")
    form.get_by_label("The second write rests").check()
    form.get_by_role("button", name="Check").click()

    notebook.page.locator("#one").get_by_text("Right at the first try.").wait_for()
    for name in ("one", "two"):
        assert notebook.sent(name)[-1]["answer"] == ["order"]


def test_a_bet_in_one_cell_settles_the_reveal_in_another(notebook):
    bet = show("A1a", DATA / "quizzes")._repr_html_()
    settled = reveal("A1a", DATA / "quizzes")._repr_html_()
    notebook.output(bet, "first")
    notebook.output(settled, "second")
    notebook.start("bet", QuestionWidget, bet)
    notebook.start("settled", QuestionWidget, settled)
    page = notebook.page
    result = page.locator(".sc-result")
    result.filter(has_text="The run shows 4 of 6 orders.").wait_for()

    page.get_by_label("Your number").fill("2")
    page.get_by_role("button", name="Place the bet").click()

    result.filter(has_text="You bet 2, the run shows 4").wait_for()
    page.get_by_text("Your bet: 2. The run below settles it.").wait_for()
    assert notebook.sent("bet")[-1]["answer"] == ["2"]
