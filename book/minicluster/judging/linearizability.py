"""Is there one order in which all these answers are right? The search for it.

Wing and Gong, JPDC 1993, with the memory of Lowe, CCPE 2017. A set of operations is an
int with one bit for each, numbered by return: the lowest bit missing is the operation
that must be placed before anything called after its return.
"""

import bisect
import itertools

from .history import HistoryError, Verdict, by_return, in_order


class CasRegister:
    """One value: `read()`, `write(v)`, and `cas(old, new)` answering True or False.

    A model has `names` (with their numbers of arguments), `initial` (a state), and the
    two methods below.

    >>> from minicluster import Operation
    >>> CasRegister().apply(1, Operation("ann", "cas", (1, 2), True))
    (True, 2)
    """

    names = {"read": 0, "write": 1, "cas": 2}

    def __init__(self, initial=None):
        self.initial = initial

    def apply(self, state, operation):
        """Return whether the answer is right in a state, and the state after it."""
        if operation.name == "read":
            return operation.result == state, state
        if operation.name == "write":
            return True, operation.args[0]
        old, new = operation.args
        return operation.result == (state == old), new if state == old else state

    def part(self, operation):
        """Return what an operation is about: each part is checked by itself."""


class KeyValue:
    """Strings by key: `get(k)`, `put(k, v)`, `append(k, v)`; at first all are "".

    >>> from minicluster import Operation
    >>> KeyValue().apply("a", Operation("ann", "append", ("k", "b")))
    (True, 'ab')
    """

    names, initial = {"get": 1, "put": 2, "append": 2}, ""

    def apply(self, state, operation):
        """Return whether the answer is right, and the string of this key after it."""
        if operation.name == "get":
            return operation.result == state, state
        _, value = operation.args
        return True, value if operation.name == "put" else state + value

    def part(self, operation):
        """Return the key."""
        return operation.args[0]


def check_linearizable(history, model):
    """Decide whether a history is linearizable (Herlihy and Wing, TOPLAS 1990).

    Each operation takes effect at one moment between its call and its return, those
    included. `model` is a CasRegister, a KeyValue, or anything with their attributes.
    The parts of a model (the keys) are judged one by one, and in the order that is
    found what happens to two of them at one moment may stand either way. Raises
    HistoryError for a history that cannot have been.

    >>> from minicluster import CasRegister, Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("bob", "read", (), None, call=20, ret=30)
    >>> verdict = check_linearizable([write, read], CasRegister(initial=None))
    >>> verdict.ok, verdict.stuck == read
    (False, True)
    >>> check_linearizable([write, read._replace(call=5)], CasRegister()).ok
    True
    """
    parts, placed = {}, []
    for operation in in_order(history):
        if model.names.get(operation.name) != len(operation.args):
            raise HistoryError(f"{operation}: name and arguments as in {model.names}")
        parts.setdefault(model.part(operation), []).append(operation)
    searches = [_search(part, model) for part in parts.values()]
    for search in searches:  # in turns: a hard part shall not hold up a wrong one
        verdict = next(search)
        if verdict is None:
            searches.append(search)
        elif not verdict.ok:
            return verdict
        else:
            moments = itertools.accumulate((o.call for o in verdict.order), max)
            placed += zip(moments, verdict.order, strict=True)
    return Verdict(True, [o for _, o in sorted(placed, key=lambda pair: pair[0])])


def _search(operations, model):
    """Yield None after each turn of work, at last the Verdict."""
    answered = by_return(operations)
    count, every = len(answered), answered + [o for o in operations if o.ret is None]
    number, returns = {id(o): i for i, o in enumerate(every)}, [o.ret for o in answered]
    # For each return, how far to look: what is called later cannot stand before it.
    ends = [max(i for i, o in enumerate(every) if o.call <= ret) + 1 for ret in returns]
    # What must stand before each operation: all that had returned before its call, and
    # (at one and the same moment they may overlap) what its client had done last.
    must, last = {}, {}
    for o in operations:
        i = number[id(o)]
        must[i] = (1 << bisect.bisect_left(returns, o.call)) - 1 | last.get(o.client, 0)
        last |= {o.client: 1 << i} if i < count else {}
    ended = (1 << count) - 1
    stack, failed, furthest = [(0, model.initial, ())], {}, (-1, ())
    while stack:
        placed, state, order = stack.pop()
        first = (~placed & placed + 1).bit_length() - 1  # the lowest bit missing
        if first >= count:
            yield Verdict(True, [every[i] for i in order])
            return
        if first > furthest[0]:
            furthest = first, order
        used, known = placed >> count, failed.setdefault((placed & ended, state), [])
        # It failed before with no more of the unanswered used up: it will fail again.
        if any(less & used == less for less in known):
            continue
        known.append(used)
        for i in reversed(range(first, ends[first])):
            if placed >> i & 1 or must[i] & ~placed:
                continue
            right, new = model.apply(state, every[i])
            if (right and i < count) or (i >= count and new != state):
                stack.append((placed | 1 << i, new, (*order, i)))
        if len(failed) % 100 == 0:
            yield None
    yield Verdict(False, [every[i] for i in furthest[1]], answered[furthest[0]])
