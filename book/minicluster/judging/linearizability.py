"""Could one copy of the data have given these answers?"""

import itertools
from collections import deque

from .hints import Hints
from .history import HistoryError, in_order
from .ordering import Search
from .verdict import Verdict

TURN = 100  # states; so long a part is searched before the next one has its turn


def check_linearizable(history, model, *, limit=100_000):
    """Decide whether a history is linearizable (Herlihy and Wing, TOPLAS 1990).

    Each operation takes effect at one moment between its call and its return, those
    included. `model` is a CasRegister, a KeyValue, or anything with their attributes
    `names`, `initial`, `apply` and `part`. The parts of a model (the keys) are judged
    one by one, and in the order that is found what happens to two of them at one moment
    may stand either way. The question is hard in general (Gibbons and Korach, SIAM J.
    Comput. 1997), so `limit` bounds the states that are met, and with them the memory:
    at the limit `ok` is None, undecided. Raises HistoryError for a history that cannot
    have been.

    >>> from minicluster import CasRegister, Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("bob", "read", (), None, call=20, ret=30)
    >>> verdict = check_linearizable([write, read], CasRegister(initial=None))
    >>> verdict.ok, verdict.stuck == read
    (False, True)
    >>> check_linearizable([write, read._replace(call=5)], CasRegister())
    the answers are right
    covered: 2 operations, 1 part, 0 states
    """
    if limit < 1:
        raise ValueError(f"limit={limit}: give the number of states, at least 1")
    _refuse_what_is_no_model(model)
    operations = in_order(history)
    parts = _parts(operations, model)
    searches = [Search(Hints(part, model)) for part in parts]
    wrong = _take_turns(searches, limit)
    states = sum(search.states for search in searches)
    covered = ", ".join(
        [
            _count(len(operations), "operation"),
            _count(len(parts), "part"),
            _count(states, "state"),
        ]
    )
    if wrong is not None:
        return Verdict(False, wrong.verdict.order, wrong.verdict.stuck, covered)
    order = _merged([search.order_so_far() for search in searches])
    if all(search.verdict is not None for search in searches):
        return Verdict(True, order, None, covered)
    mend = "raise it, or judge a shorter history"
    return Verdict(None, order, None, f"{covered}, which is the limit: {mend}")


def _parts(operations, model):
    """Return the operations of each part of a model, or refuse one it does not know."""
    parts = {}
    for operation in operations:
        if model.names.get(operation.name) != len(operation.args):
            raise HistoryError(f"{operation}: name and arguments as in {model.names}")
        try:
            parts.setdefault(model.part(operation), []).append(operation)
        except TypeError as error:
            mend = "give a key that can be looked up, such as a string"
            raise HistoryError(f"{operation}: {error}: {mend}") from error
    return list(parts.values())


def _refuse_what_is_no_model(model):
    if isinstance(model, type):
        raise TypeError(f"{model.__name__} is a class: write {model.__name__}()")
    for name in ("names", "initial", "apply", "part"):
        if not hasattr(model, name):
            what = type(model).__name__
            raise TypeError(f"{what} is no model: it has no {name}; see CasRegister")


def _take_turns(searches, limit):
    """Search in turns; return the first search that finds its part wrong, or None.

    In turns, so that a hard part does not hold up a wrong one.
    """
    waiting = deque(searches)
    while waiting and limit > 0:
        search = waiting.popleft()
        before = search.states
        search.go_on(min(TURN, limit))
        limit -= search.states - before
        if search.verdict is None:
            waiting.append(search)
        elif not search.verdict.ok:
            return search
    return None


def _merged(orders):
    """Return one order for all parts: by the moments at which operations took effect.

    Each takes effect as early as it can: at its call, or with the one before it.
    """
    placed = []
    for order in orders:
        moments = itertools.accumulate((each.call for each in order), max)
        placed += zip(moments, order, strict=True)
    placed.sort(key=lambda pair: pair[0])
    return [operation for _, operation in placed]


def _count(number, word):
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
