"""Is there one order in which all these answers are right? The search for it.

Wing and Gong, JPDC 1993, with the memory of Lowe, CCPE 2017. A set of operations is an
int, one bit for each, numbered by the time of their return; unanswered ones come last.
"""

from typing import Any, NamedTuple

from .history import HistoryError, in_order

ANY = object()  # the answer of an operation that tells nothing


class CasRegister:
    """One value: `read()`, `write(v)`, `cas(old, new)` answering True or False.

    >>> CasRegister(1).apply(1, "cas", (1, 2))
    (True, 2)
    """

    names = {"read": 0, "write": 1, "cas": 2}

    def __init__(self, initial=None):
        self.initial = initial

    def apply(self, state, name, args):
        """Return the right answer and the state after it."""
        if name == "read":
            return state, state
        if name == "write":
            return ANY, args[0]
        return (True, args[1]) if state == args[0] else (False, state)

    def observes(self, operation):
        """Say whether an operation changes no state, whatever the state."""
        failed = operation.name == "cas" and operation.result is False
        return operation.name == "read" or failed

    def part(self, operation):
        """Return what the operation is about: parts are checked one by one."""
        return None


class KeyValue(CasRegister):
    """Strings by key: `get(k)`, `put(k, v)`, `append(k, v)`; at first all are ""."""

    names = {"get": 1, "put": 2, "append": 2}

    def __init__(self):
        super().__init__("")

    def apply(self, state, name, args):
        """Return the right answer and the state of this key after it."""
        if name == "get":
            return state, state
        return ANY, args[1] if name == "put" else state + args[1]

    def observes(self, operation):
        """Say whether an operation changes no state."""
        return operation.name == "get"

    def part(self, operation):
        """Return the key."""
        return operation.args[0]


class Verdict(NamedTuple):
    """`ok`; `order`, a right order of the operations; `stuck`, what fits nowhere.

    If not ok, `order` is the longest one found, and `stuck` the first operation, by its
    return, that no order has room for.
    """

    ok: bool
    order: list
    stuck: Any = None

    def __bool__(self):
        return self.ok


def check_linearizable(history, model):
    """Decide whether a history is linearizable (Herlihy and Wing, TOPLAS 1990).

    An operation takes effect at one moment from its call to its return, both included.
    `model` is a CasRegister, a KeyValue or an object with the same attributes. Raises
    HistoryError for a history that cannot have been.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> stale = Operation("bob", "read", (), None, call=20, ret=30)
    >>> verdict = check_linearizable([write, stale], CasRegister(initial=None))
    >>> verdict.ok, verdict.stuck == stale
    (False, True)
    >>> check_linearizable([write, stale._replace(call=5)], CasRegister()).ok
    True
    """
    parts = {}
    for operation in in_order(history):
        if model.names.get(operation.name) != len(operation.args):
            known = ", ".join(f"{name} with {n}" for name, n in model.names.items())
            raise HistoryError(
                f"{operation}: {type(model).__name__} knows {known} argument(s)"
            )
        parts.setdefault(model.part(operation), []).append(operation)
    searches = [_search(part, model) for part in parts.values()]
    verdicts = []
    while searches:  # the parts take turns: a hard one does not hold up a wrong one
        waiting = []
        for search in searches:
            verdict = next(search)
            if verdict is None:
                waiting.append(search)
            elif not verdict.ok:
                return verdict
            else:
                verdicts.append(verdict)
        searches = waiting
    return Verdict(True, [operation for v in verdicts for operation in v.order])


def _search(operations, model, turn=2_000):
    """Yield None after each `turn` of work, then the verdict on one part."""
    answered = sorted((o for o in operations if o.ret is not None), key=lambda o: o.ret)
    open_ended = [o for o in operations if o.ret is None and not model.observes(o)]
    every = answered + open_ended
    count = len(answered)
    required = (1 << count) - 1
    observers = bits(i for i, o in enumerate(every) if model.observes(o))
    # before[i]: what has been called when operation i returns, so may come before it
    before = [bits(i for i, o in enumerate(every) if o.call <= a.ret) for a in answered]
    kinds = {}
    for i, o in enumerate(every):
        kinds.setdefault((o.name, o.args), []).append(i)
    same = [0] * len(every)
    for (name, args), members in kinds.items():
        whole = bits(i for i in members if not observers >> i & 1)
        for i in members:
            same[i] = whole
    effects, agreeing = {}, {}

    def effect(state, i):
        """Return the state after operation i, or ANY if its answer would be wrong."""
        o = every[i]
        key = state, same[i] if i >= count else -i
        if key not in effects:
            answer, after = model.apply(state, o.name, o.args)
            right = o.ret is None or answer is ANY or answer == o.result
            effects[key] = after if right else ANY
        return effects[key]

    def agree(state):
        """Return the observers whose answer is right in this state."""
        if state not in agreeing:
            right = (i for i in range(count) if observers >> i & 1)
            agreeing[state] = bits(i for i in right if effect(state, i) is not ANY)
        return agreeing[state]

    failed = {}
    work, deepest, longest = 0, -1, []
    order = []  # what has been placed, as sets: one operation, or observers together
    stack = [(0, model.initial, None, 0)]
    while stack:
        placed, state, choices, depth = stack[-1]
        raise NotImplementedError
    yield None


def bits(numbers):
    """Return a set of small numbers as an int."""
    total = 0
    for number in numbers:
        total |= 1 << number
    return total
