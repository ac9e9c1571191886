"""What is wrong with the tasks: each problem with its file, its line and its mend."""

import ast
import traceback

from .task import TASKS, judge, open_task, task_names

HINTS = 2
MOST_LINES = 12  # of a starter, as it stands on the page
FEWEST = 3  # right repairs, and tricks


def problems_of(name):
    """Return the problems of the task of a name, as lines; none for a task to trust.

    Every repair is judged and must pass, every trick is judged and must be refused.

    >>> problems_of("order-the-locks")
    []
    """
    if name not in task_names():
        return [f"there is no task {name!r}; name one of {', '.join(task_names())}"]
    try:
        task = open_task(name)
    except Exception as error:
        return [_not_opened(name, error)]
    return [
        f"book/exercises/tasks/{_file(name)}:{_line_of(name, words)}: {name}: {problem}"
        for words, problem in (*_missing(task), *_misjudged(task))
    ]


def _file(name):
    return f"{task_names()[name]}.py"


def _not_opened(name, error):
    """Say on which line of the task's file an error comes up, 1 if on none."""
    file = _file(name)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename.endswith(file)]
    line = own[-1] if own else getattr(error, "lineno", None) or 1
    told = f"{type(error).__name__}: {error}"
    return f"book/exercises/tasks/{file}:{line}: {name}: cannot be opened: {told}"


def _line_of(name, words):
    """Return the line on which a text stands in the task's file, 1 if on none."""
    tree = ast.parse((TASKS / _file(name)).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value == words:
            return node.lineno
        if isinstance(node, ast.keyword) and node.arg == words:
            return node.value.lineno
    return 1


def _missing(task):
    """Yield what the task lacks, after the words at which to say so."""
    if len(task.hints) != HINTS:
        yield "hints", f"has {len(task.hints)} hints; give {HINTS}, the weaker first"
    for field in ("repairs", "tricks"):
        there = len(getattr(task, field))
        if there < FEWEST:
            yield field, f"has {there} {field}; give {FEWEST} different ones or more"
    if task.starter not in task.tricks.values():
        yield "tricks", "does not name its starter; the starter must be a trick"
    lines = len(task.starter.strip().splitlines())
    if lines > MOST_LINES:
        yield "starter", f"its starter has {lines} lines; give {MOST_LINES} at most"


def _misjudged(task):
    """Yield what the judge says wrongly, after the title of the answer."""
    for title, source in task.repairs.items():
        judged = judge(task.name, source)
        if not judged.ok:
            mend = "mend the repair, or the judge"
            yield title, f"the repair {title!r} is refused ({judged.text}); {mend}"
        elif judged.figure:
            yield title, f"the repair {title!r} passes and gets a bad run; leave it out"
    for title, source in task.tricks.items():
        judged = judge(task.name, source)
        if judged.ok:
            mend = "give the judge a rule or a run that it breaks"
            yield title, f"the trick {title!r} passes ({judged.text}); {mend}"
        elif not judged.text.endswith("."):
            mend = "refuse it in a sentence"
            yield title, f"the trick {title!r} gets {judged.text!r}; {mend}"


def lint(names=()):
    """Print the problems of the tasks named, or of all; return 1 if there is any."""
    names = names or task_names()
    found = [problem for name in names for problem in problems_of(name)]
    for problem in found:
        print(problem)
    if not found:
        print(f"{len(names)} tasks, every repair passes and every trick is refused")
    return 1 if found else 0
