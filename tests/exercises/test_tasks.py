"""Each task is its own test: every right repair passes, every trick is refused."""

import json
from pathlib import Path

import pytest
from building import ROOT
from exercises import judge, open_task
from exercises.answer import AnswerError

NAMES = sorted(
    path.stem.replace("_", "-")
    for path in (ROOT / "book/exercises/tasks").glob("*.py")
    if path.stem != "__init__"
)
REPAIRS = [(name, title) for name in NAMES for title in open_task(name).repairs]
TRICKS = [(name, title) for name in NAMES for title in open_task(name).tricks]
MOST_LINES = 12  # of a starter, as it stands on the page


def cells_with_tasks():
    """Return (file, name, source) for each task in the notebooks of the book."""
    found = []
    for path in sorted(Path(ROOT / "book").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            if source.startswith("%%task"):
                first, _, rest = source.partition("\n")
                found.append((path.name, first.removeprefix("%%task").strip(), rest))
    return found


@pytest.mark.parametrize(("name", "title"), REPAIRS)
def test_a_right_repair_passes(name, title):
    judged = judge(name, open_task(name).repairs[title])

    assert judged.ok, judged.text
    assert judged.figure is None


@pytest.mark.parametrize(("name", "title"), TRICKS)
def test_a_trick_is_refused_with_its_reason(name, title):
    judged = judge(name, open_task(name).tricks[title])

    assert not judged.ok
    assert judged.text.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_task_is_whole(name):
    task = open_task(name)

    assert len(task.hints) == 2
    assert len(task.repairs) >= 3
    assert len(task.tricks) >= 3
    assert task.starter in task.tricks.values(), "the starter must fail"
    assert len(task.starter.strip().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_starter_is_drawn_to_be_played(name):
    task = open_task(name)
    judged = judge(name, task.starter)

    assert "data-play=" in judged.figure._repr_html_()


@pytest.mark.parametrize(("file", "name", "source"), cells_with_tasks())
def test_a_notebook_holds_the_starter(file, name, source):
    assert source.strip() == open_task(name).starter.strip(), file


def test_a_task_that_there_is_not_is_named():
    with pytest.raises(AnswerError, match=r"no task 'nothing', only .*find-the-rule"):
        open_task("nothing")
