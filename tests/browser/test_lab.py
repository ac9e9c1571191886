"""Questions and figures in JupyterLab, as Binder serves it: live, and not trusted."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

import nbformat
import pytest
from explorable import knobs, step_through
from selfcheck import show

from .small_book import DATA, DRAWING, notebook_of

ROOT = Path(__file__).resolve().parents[2]
CELLS = [
    "from types import SimpleNamespace\n"
    "from explorable import knobs, step_through\n"
    "from selfcheck import progress, show",
    'show("A1")',
    "knobs(lambda n: n // 2 + 1, n=range(3, 8))",
    f"drawing = SimpleNamespace(svg={DRAWING.svg!r}, log={DRAWING.log!r})\n"
    "figure = step_through(drawing, name='two-cooks')\nfigure",
    'print(*progress().set_index("question").loc["A1", ["tries", "right"]])\n'
    "print('step', figure.step)",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A book to open: the packages, the questions, a live and a stored notebook."""
    folder = tmp_path_factory.mktemp("lab") / "book"
    shutil.copytree(DATA, folder)
    for room in ("live", "selfcheck", "explorable"):
        shutil.copytree(ROOT / "book" / room, folder / room)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    live = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    live.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(live, folder / "live.ipynb")
    quizzes = folder / "quizzes"
    stored = notebook_of(
        *(show(id, quizzes) for id in ("A1", "A2", "A3", "A4")),
        knobs(lambda n: n // 2 + 1, n=range(3, 5)),
        step_through(DRAWING, name="two-cooks"),
    )
    nbformat.write(stored, folder / "stored.ipynb")
    return folder


@pytest.fixture(scope="module")
def lab(folder, tmp_path_factory):
    """Run JupyterLab on the folder; return its address."""
    home = tmp_path_factory.mktemp("home")
    own = {"HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1"}
    own["JUPYTER_RUNTIME_DIR"] = str(home / "runtime")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0"]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", "--ip=127.0.0.1"]
    command += [f"--ServerApp.root_dir={folder}", "--allow-root"]
    server = subprocess.Popen(
        command, cwd=folder, env=os.environ | own, stderr=subprocess.PIPE, text=True
    )
    told = []
    for line in server.stderr:
        told.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            break
    else:
        pytest.fail(f"JupyterLab did not start:\n{''.join(told)}")
    Thread(target=server.stderr.read, daemon=True).start()  # or the pipe fills up
    yield found[0]
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture
def tab(browser):
    """A tab of its own: Lab writes to its console what is none of our business."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def open_notebook(page, lab, name):
    page.goto(f"{lab}/lab/tree/{name}?reset")
    page.locator(".jp-Notebook").wait_for()


def run(page, count):
    """Run the cell with this number and wait until it has run."""
    page.locator(".jp-CodeCell .cm-content").nth(count - 1).click()
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-InputPrompt").get_by_text(f"[{count}]:").wait_for()


def test_live_answers_reach_python(tab, lab):
    open_notebook(tab, lab, "live.ipynb")
    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    for count in (1, 2, 3, 4):
        run(tab, count)
    form = tab.locator("form[data-question=A1]")
    form.get_by_label("Both cooks act").check()
    form.get_by_role("button", name="Check").click()
    form.get_by_text("Not this one: the reason is below").wait_for()
    form.get_by_label("Both cooks act").focus()
    for _ in range(2):  # at most two steps away, whatever the order
        if not form.get_by_label("The second write rests").is_checked():
            tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    form.get_by_text("Right after 2 tries.").wait_for()
    assert form.get_by_role("link", name="The six orders").count() == 1

    figure = tab.locator("[data-knobs]")
    figure.get_by_label("n").fill("100")
    figure.locator(".xp-blocks").get_by_text("51").wait_for()
    figure.get_by_label("n").fill("7")
    figure.locator(".xp-blocks").get_by_text("n = 7").wait_for()

    tab.locator("[data-steps]").get_by_role("button", name="Forward").click()
    tab.locator("[data-steps]").get_by_text("Step 2 of 3: Bob reads 5").wait_for()

    run(tab, 5)
    tab.locator(".jp-OutputArea-output").get_by_text("2 True step 2").wait_for()


def test_what_is_not_trusted_can_be_read_and_leads_nowhere(tab, lab):
    open_notebook(tab, lab, "stored.ipynb")
    forms = tab.locator("form.sc-question")
    # JupyterLab draws one cell after another: the last line of the last one is awaited,
    # or on a busy machine what is counted below would not be there yet.
    tab.locator(".xp-log li").nth(2).wait_for()
    forms.nth(3).wait_for()
    text = " ".join(forms.nth(0).text_content().split())
    for part in (
        "What makes the result wrong?",
        "The tin keeps no log of its writes",
        "Write down the six orders.",
        "It is natural to think so",
        "Its value was computed before the first write",
    ):
        assert part in text
    forms.nth(0).get_by_text("Answer and reasons").click()
    assert forms.nth(0).get_by_text("Its value was computed").is_visible()
    assert tab.locator("[data-knobs], .xp-block").count() >= 2
    assert tab.locator(".xp-log li").count() == 3

    url = tab.url
    inside = tab.locator("form.sc-question, figure.xp-figure").locator(
        "label, input, select, summary, a:not([href^=http]), button, legend, li"
    )
    for one in inside.all():
        if one.is_visible():
            one.dispatch_event("click")
        if one.is_enabled() and one.evaluate("(e) => e.matches('input, select')"):
            one.press("Enter")
    assert tab.url == url
    assert forms.nth(3).is_visible()


def save(page):
    """Save the notebook and wait until the server has it."""
    with page.expect_response(
        lambda answer: answer.request.method == "PUT" and "/contents/" in answer.url
    ) as saved:
        page.keyboard.press("Control+s")
    assert saved.value.ok


def stop_kernels(page, lab):
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    mark = {"X-XSRFToken": cookies["_xsrf"]}
    for session in page.request.get(f"{lab}/api/sessions").json():
        address = f"{lab}/api/sessions/{session['id']}"
        assert page.request.delete(address, headers=mark).ok


def test_a_saved_notebook_can_be_read_and_comes_alive_again(tab, lab, folder):
    shutil.copy(folder / "live.ipynb", folder / "saved.ipynb")
    open_notebook(tab, lab, "saved.ipynb")
    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    for count in (1, 2, 3, 4):
        run(tab, count)
    question = tab.locator("form[data-question=A1]")
    question.get_by_role("button", name="Check").wait_for()
    tab.locator("[data-steps]").get_by_role("button", name="Back").wait_for()
    save(tab)
    stop_kernels(tab, lab)

    open_notebook(tab, lab, "saved.ipynb")
    question.get_by_text("What makes the").wait_for()
    tab.get_by_text("n = 7").wait_for()
    tab.locator(".xp-log").get_by_text("Ann writes 4").wait_for()
    assert tab.get_by_text("Error displaying widget").count() == 0
    assert tab.locator("form button, figure button").count() == 0, "at rest"

    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    for count in (1, 2, 3, 4):
        run(tab, count)
    question.get_by_label("The second write rests").check()
    question.get_by_role("button", name="Check").click()
    question.get_by_text("Right at the first try.").wait_for()
    tab.locator("[data-steps]").get_by_role("button", name="Last").click()
    run(tab, 5)
    tab.locator(".jp-OutputArea-output").get_by_text("1 True step 3").wait_for()


def test_a_cell_that_runs_again_is_alive_again(tab, lab, folder):
    shutil.copy(folder / "live.ipynb", folder / "again.ipynb")
    open_notebook(tab, lab, "again.ipynb")
    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    for count in (1, 2, 3, 4):
        run(tab, count)
    tab.locator("[data-steps]").get_by_role("button", name="Last").click()
    tab.locator(".jp-CodeCell .cm-content").nth(3).click()
    tab.keyboard.press("Shift+Enter")
    tab.locator(".jp-InputPrompt").get_by_text("[5]:").wait_for()

    tab.locator("[data-steps]").get_by_role("button", name="Forward").click()
    tab.get_by_text("Step 2 of 3: Bob reads 5").wait_for()
    tab.locator(".jp-CodeCell .cm-content").nth(4).click()
    tab.keyboard.press("Shift+Enter")
    tab.locator(".jp-OutputArea-output").get_by_text("0 False step 2").wait_for()
