"""A task: what the reader is given, and the judge that answers."""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from .answer import Answer, AnswerError

TASKS = Path(__file__).parent / "tasks"


@dataclass(frozen=True)
class Judged:
    """What the judge says of an answer."""

    ok: bool
    text: str  # one or two sentences; for a right answer also what was covered
    figure: object = None  # the shortest bad run of a wrong one, to be played


@dataclass(frozen=True)
class Task:
    """One task; its file is its test as well.

    Every answer in `repairs` is right and must pass; every one in `tricks` must be
    refused. Sources are Python as the reader would write it.
    """

    name: str  # lower case with hyphens, as in %%task
    asks: str  # the function that the reader writes
    starter: str  # what stands in the cell at first: it fails
    judge: object  # a function of an Answer that returns a Judged
    hints: tuple  # two, the first one the weaker
    repairs: dict  # title -> source; the first one is shown as the solution
    tricks: dict  # title -> source
    gives: dict = field(default_factory=dict)  # names that the reader may use

    @property
    def solution(self):
        """The first of the repairs."""
        return next(iter(self.repairs.values()))


def task_names():
    """Return the name of each task with that of its module.

    >>> task_names()["find-the-rule"]
    'find_the_rule'
    """
    return {
        path.stem.replace("_", "-"): path.stem
        for path in sorted(TASKS.glob("*.py"))
        if path.stem != "__init__"
    }


def open_task(name):
    """Return the Task of a name.

    Raises AnswerError, naming all tasks, for a name that there is not.

    >>> open_task("find-the-rule").asks
    'broken'
    """
    names = task_names()
    if name not in names:
        raise AnswerError(f"There is no task {name!r}, only {', '.join(names)}.")
    return import_module(f".tasks.{names[name]}", __package__).TASK


def judge(name, source):
    """Judge an answer to the task of a name; whatever it does, a Judged comes back.

    >>> judge("find-the-rule", "def broken(shop) return False").text
    "Line 2 does not parse: expected ':'."
    """
    task = open_task(name)
    try:
        answer = Answer(source, task.asks, task.gives)
        return answer.watch(task.judge)
    except AnswerError as error:
        return Judged(False, str(error))
