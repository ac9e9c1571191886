"""Each task is its own test: every right repair passes, every trick is refused."""

import json
from pathlib import Path

import pytest
from building import ROOT
from exercises import judge, open_task
from exercises.answer import AnswerError
from exercises.lint import problems_of
from exercises.task import task_names

NAMES = list(task_names())


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


@pytest.mark.parametrize("name", NAMES)
def test_every_repair_passes_and_every_trick_is_refused(name):
    assert problems_of(name) == []


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
