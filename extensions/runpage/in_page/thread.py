"""The cells of a page, run from top to bottom as one thread.

What a cell gives depends on the cells above it and on nothing else: whatever else ran
in between, a cell starts from where the one above it ended. So a cell that is run a
second time, or after one above it was edited, has all above it run anew.
"""

import ast
import gc
from contextlib import redirect_stderr, redirect_stdout

from exercises.magic import task

from .errors import name_of, told
from .shown import Printed, shown

TASK = "%%task "


class Thread:
    r"""One page's cells, and what they have defined so far.

    ``tell`` is called with each text that the cell prints, at once: a reader who stops
    a cell keeps what it had printed. ``begin`` is called with the number of each cell,
    from 1, before it runs: a reader who waits can be told for which one.

    >>> thread = Thread()
    >>> thread.run(["x = 2", "print(x)\nx + 1"])
    [{'text': '2\n'}, {'value': '3'}]
    """

    def __init__(self, tell=None, begin=None):
        self.tell = tell
        self.begin = begin or (lambda number: None)
        self.done = []  # the sources that have run, in order
        self.names = {}

    def run(self, sources):
        """Run the last cell, and before it, in silence, what has not run yet.

        ``sources`` are all cells of the thread from the first one on. Returns what the
        last one shows, in order: ``text`` that was printed, ``value`` (the text of the
        last expression's value, with ``html`` if the course draws it), and ``error``.
        An error in a cell above has ``above``, its number from 1.
        """
        *above, last = sources
        if last.startswith(TASK):  # it needs nothing from the cells above
            return self._outcome(last, len(sources), sources, self.tell)
        if not self.done or self.done != above[: len(self.done)]:
            self._start_anew()
        for source in above[len(self.done) :]:
            number = len(self.done) + 1
            failed = _error_in(self._above(source, number, above))
            if failed:
                self.done = []
                return [failed | {"above": number}]
            self.done.append(source)
        pieces = self._outcome(last, len(sources), sources, self.tell)
        self.done = [] if _error_in(pieces) else [*above, last]
        return pieces

    def _above(self, source, number, sources):
        """Run a cell for what it defines; a task defines nothing."""
        return [] if source.startswith(TASK) else self._outcome(source, number, sources)

    def _start_anew(self):
        self.done = []
        self.names = {"__name__": "__main__"}
        gc.collect()  # what the cells before held

    def _outcome(self, source, number, sources, tell=None):
        """Run one cell; return what it shows."""
        printed = Printed(tell)
        value = error = None
        self.begin(number)
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                value = self._value(source, name_of(number))
            except BaseException as raised:
                error = told(raised, sources)
        pieces = [{"text": printed.text}] if printed.text else []
        if value is not None:
            pieces.append(shown(value))
        if error is not None:
            pieces.append({"error": error})
        return pieces

    def _value(self, source, name):
        """Run a cell; return the value of the expression that it ends in, or None."""
        if source.startswith(TASK):
            line, _, answer = source.partition("\n")
            return task(line.removeprefix(TASK), answer)
        tree = ast.parse(source, name)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, name, "exec"), self.names)
        if last is None:
            return None
        return eval(compile(last, name, "eval"), self.names)


def _error_in(pieces):
    """Return the piece that tells of an error, or None."""
    return next((piece for piece in pieces if "error" in piece), None)
