"""`show` and `progress` in Python: at rest, and with a kernel."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from selfcheck import QuestionError, progress, progress_chart, show
from selfcheck.progress import ANSWERS
from selfcheck.widget import widget_of

DATA = Path(__file__).with_name("data")
SOUND = DATA / "quizzes"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_answers_yet():
    ANSWERS.clear()
    yield
    ANSWERS.clear()


def test_at_rest_there_is_html_and_a_short_text_and_nothing_else():
    bundle = show("A1", SOUND)._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"].startswith("Question A1: Two cooks read the tin")


def test_an_unknown_id_is_one_error_with_near_ids():
    with pytest.raises(QuestionError) as caught:
        show("A11", SOUND)

    assert str(caught.value) == ("there is no question `A11`; did you mean A1 or A1a?")


def test_an_id_that_is_like_no_other_lists_what_there_is():
    with pytest.raises(QuestionError, match="`tea`; did you mean A1a or A1 or A2"):
        show("tea", SOUND)


def test_a_broken_question_is_not_shown_but_a_sound_one_is(tmp_path):
    shutil.copytree(DATA, tmp_path / "book")
    file = tmp_path / "book" / "quizzes" / "section-a.yml"
    file.write_text(file.read_text("utf-8").replace("hints:", "hint:"), "utf-8")

    with pytest.raises(QuestionError, match=r"section-a.yml:\d+: A1: `hint` is not"):
        show("A1", file.parent)
    assert show("A2", file.parent).question.id == "A2"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    shutil.copytree(DATA, tmp_path / "book")
    file = tmp_path / "book" / "quizzes" / "section-a.yml"
    file.write_text("questions: [", "utf-8")

    with pytest.raises(QuestionError, match=r"section-a.yml:\d+: section-a: is not"):
        show("A1", file.parent)


def test_progress_of_a_fresh_kernel_is_all_unanswered():
    table = progress(SOUND)

    assert list(table["question"]) == ["A1a", "A1", "A2", "A3", "A4"]
    assert list(table["when"]) == ["before", *["after"] * 4]
    assert not table["answered"].any()
    assert not table["right"].any()
    assert table["tries"].sum() == 0


def test_an_answer_of_the_widget_reaches_progress():
    rest = show("A1", SOUND)._repr_html_()
    widget = widget_of(rest, rest)

    widget.answer = {
        "id": "A1",
        "answer": ["order"],
        "tries": 2,
        "right": True,
        "shown": False,
    }

    row = progress(SOUND).set_index("question").loc["A1"]
    assert (row["answered"], row["tries"], row["right"]) == (True, 2, True)
    assert row["answer"] == "order"


def test_the_chart_shows_the_table_without_the_bets(monkeypatch):
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    monkeypatch.setattr(plt, "show", lambda: None)
    for id, right in [("A1", True), ("A2", False), ("A1a", True)]:
        ANSWERS[id] = {"tries": 1, "right": right, "answer": []}

    progress_chart(SOUND)

    widths = [bars[0].get_width() for bars in plt.gca().containers]
    labels = [text.get_text() for text in plt.gca().get_legend().get_texts()]
    plt.close("all")
    assert dict(zip(labels, widths, strict=True)) == {
        "right": 1,
        "tried": 1,
        "not yet": 2,
    }


def executed(folder):
    """A notebook with one question, run by a kernel as `make refresh` does."""
    for room in ("live", "selfcheck"):
        shutil.copytree(ROOT / "book" / room, folder / room)
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    notebook = nbformat.v4.new_notebook()
    for source in ["from selfcheck import progress, show", 'show("A1")', "progress()"]:
        notebook.cells.append(nbformat.v4.new_code_cell(source))
    NotebookClient(
        notebook, resources={"metadata": {"path": folder}}, record_timing=False
    ).execute()
    return notebook


def nbval(file):
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env"]
    command += ["-p", "no:cacheprovider", "-c", "/dev/null", file.name]
    return subprocess.run(command, cwd=file.parent, capture_output=True, text=True)


def test_a_stored_question_passes_nbval_until_the_question_changes(tmp_path):
    notebook = executed(tmp_path)
    output = notebook.cells[1].outputs[0]
    assert set(output.data) == {"text/plain", "text/html"}, "no view that could die"
    assert all(cell.outputs == [] or len(cell.outputs) == 1 for cell in notebook.cells)
    assert output.data["text/html"] == show("A1", SOUND)._repr_html_()
    assert notebook.metadata.pop("widgets"), "a kernel makes the question live"
    file = tmp_path / "tea-time.ipynb"
    nbformat.write(notebook, file)

    done = nbval(file)
    assert done.returncode == 0, done.stdout

    questions = tmp_path / "quizzes" / "section-a.yml"
    text = questions.read_text("utf-8")
    questions.write_text(text.replace("an old read", "a stale read"), "utf-8")
    done = nbval(file)
    assert done.returncode == 1, done.stdout
    assert "text/html" in done.stdout
