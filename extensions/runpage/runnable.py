"""Which cells of a page the page itself can run: those of the standard library and us.

The page's Python has the standard library and the course's rooms. A cell that imports
anything else, or uses a name that such a cell has defined, runs elsewhere, on Binder.
The other cells of a page make one thread, from top to bottom.
"""

import ast
import sys

from runpage.in_page.shown import COURSE
from runpage.in_page.thread import TASK

# The standard library as Pyodide has it. Processes and threads are not to be had.
MISSING = {"multiprocessing", "subprocess", "threading", "socket", "ssl", "tkinter"}
AT_HAND = (sys.stdlib_module_names - MISSING) | set(COURSE)
SERVERS = "labs"  # the room of real servers: no cell of its pages runs in the page


def runnable(sources):
    r"""Say of each cell of a page whether the page can run it.

    >>> runnable(["import pandas as pd", "print(1)", "pd.DataFrame()"])
    [False, True, False]
    >>> runnable(["from labs import start_redis", "print(1)"])
    [False, False]
    """
    known = [source for source in sources if not source.startswith("%")]
    if any(SERVERS in _imported(ast.parse(source)) for source in known):
        return [False] * len(sources)
    beyond = set()  # names that only cells elsewhere define
    said = []
    for source in sources:
        can_run = source.startswith(TASK)
        if not source.startswith("%"):
            tree = ast.parse(source)
            can_run = (
                _imported(tree) <= AT_HAND and not (_read(tree) - _bound(tree)) & beyond
            )
            beyond = beyond - _bound(tree) if can_run else beyond | _bound(tree)
        said.append(can_run)
    return said


def _imported(tree):
    """Return the names of the packages that some code imports, wherever it does."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def _read(tree):
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def _bound(tree):
    """Return the names that a cell defines for the cells below it."""
    bound = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                bound.add((alias.asname or alias.name).partition(".")[0])
    return bound
