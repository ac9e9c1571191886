"""The cell magic ``%%task``: what stands below it is judged."""

from .apart import judge_apart
from .task import open_task
from .verdict import Verdict

USAGE = "Write the name of the task after %%task, as in %%task find-the-rule."


def load_ipython_extension(ipython):
    """Make ``%%task`` known: ``%load_ext exercises`` calls this."""
    ipython.register_magic_function(task, "cell", "task")


def task(line, cell):
    """Judge the cell as an answer to the task named in its first line."""
    name = line.strip()
    if not name:
        raise ValueError(USAGE)
    return Verdict(open_task(name), judge_apart(name, cell))
