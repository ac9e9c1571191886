"""The task of a lab: all that stands above it is run, as a reader would have done."""

import json
from contextlib import chdir, contextmanager

from building import ROOT


@contextmanager
def above_the_task(lab, task, without=()):
    """Run a lab up to the cell that begins with `task`; yield the names of its code.

    Left out are questions, and runs that begin with one of `without`: what the task
    does not need. At the end the servers are closed.
    """
    path = ROOT / f"book/{lab}.ipynb"
    names = {}
    with chdir(path.parent):
        try:
            for source in sources_above(path, task):
                if not source.startswith(tuple(without)):
                    exec(source, names)
            yield names
        finally:
            names["lab"].close()


def sources_above(path, task):
    """Return the code of a lab's cells above its task, without its questions."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code"
        and "remove-input" not in cell["metadata"].get("tags", [])
    ]
    return code[: next(n for n, source in enumerate(code) if source.startswith(task))]
