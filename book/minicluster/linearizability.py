"""Is there one order in which all these answers are right? The search for it.

Wing and Gong, JPDC 1993, with the memory of Lowe, CCPE 2017. A set of operations is an
int with one bit for each, numbered by return: the lowest bit missing is the operation
that must be placed before anything called after its return.
"""

import bisect
import functools
import itertools
import operator

from .history import HistoryError, Verdict, by_return, in_order, judge

ANY = object()  # the right answer of an operation whose answer tells nothing


class CasRegister:
    """One value: `read()`, `write(v)`, and `cas(old, new)` answering True or False.

    A model has `names` (with their numbers of arguments), `reads` (the names that
    change nothing; nor does what is answered False), `initial` (a state) and the
    methods below. `sets` and `leads` only help to give up early.

    >>> CasRegister(initial=1).apply(1, "cas", (1, 2))
    (True, 2)
    """

    names, reads = {"read": 0, "write": 1, "cas": 2}, ("read",)

    def __init__(self, initial=None):
        self.initial = initial

    def apply(self, state, name, args):
        """Return the right answer (or ANY) and the state after it."""
        if name == "read":
            return state, state
        if name == "write":
            return ANY, args[0]
        return (True, args[1]) if state == args[0] else (False, state)

    def part(self, operation):
        """Return what an operation is about: each part is checked by itself."""

    def sets(self, operation):
        """Return the state that an operation sets whatever it was, or ANY."""
        return ANY if operation.name == "read" else operation.args[-1]

    def leads(self, state, answer):
        """Say whether `answer` may be read after `state`, if nothing is set between."""
        return state == answer


class KeyValue:
    """Strings by key: `get(k)`, `put(k, v)`, `append(k, v)`; at first all are "".

    >>> KeyValue().apply("a", "append", ("k", "b"))[1]
    'ab'
    """

    names, reads, initial = {"get": 1, "put": 2, "append": 2}, ("get",), ""

    def apply(self, state, name, args):
        """Return the right answer (or ANY) and the string of this key after it."""
        if name == "get":
            return state, state
        return ANY, args[1] if name == "put" else state + args[1]

    def part(self, operation):
        """Return the key."""
        return operation.args[0]

    def sets(self, operation):
        """Return what a put puts."""
        return operation.args[1] if operation.name == "put" else ANY

    def leads(self, state, answer):
        """Say whether appending to `state` can make `answer`."""
        return str(answer).startswith(state)


def check_linearizable(history, model):
    """Decide whether a history is linearizable (Herlihy and Wing, TOPLAS 1990).

    Each operation takes effect at one moment between its call and its return, those
    included. `model` is a CasRegister, a KeyValue, or anything with their attributes.
    Raises HistoryError for a history that cannot have been.

    >>> from minicluster import CasRegister, Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("bob", "read", (), None, call=20, ret=30)
    >>> verdict = check_linearizable([write, read], CasRegister(initial=None))
    >>> verdict.ok, verdict.stuck == read
    (False, True)
    >>> check_linearizable([write, read._replace(call=5)], CasRegister()).ok
    True
    """

    def arrange(operations):
        verdict = next(filter(None, _search(operations, model)))
        return verdict.order if verdict.ok else None

    parts, order = {}, []
    for operation in in_order(history):
        if model.names.get(operation.name) != len(operation.args):
            known = ", ".join(f"{name} ({n})" for name, n in model.names.items())
            raise HistoryError(
                f"{operation}: a {type(model).__name__} knows {known}, with so many "
                "arguments"
            )
        parts.setdefault(model.part(operation), []).append(operation)
    searches = {key: _search(part, model) for key, part in parts.items()}
    while searches:  # in turns, so that a hard part does not hold up a wrong one
        for key, verdict in [(key, next(search)) for key, search in searches.items()]:
            if verdict and not verdict.ok:
                return judge(parts[key], arrange, verdict.stuck)
            if verdict:
                order += verdict.order
                del searches[key]
    return Verdict(True, order)


def _search(operations, model):
    """Yield None after each turn of work, at last a Verdict.

    Its `stuck` is the number of returns up to which an order has been right.
    """
    answered = by_return(operations)
    count, reads = len(answered), model.reads
    every = answered + [o for o in operations if o.ret is None and o.name not in reads]
    only_sees = [o.name in reads or o.result is False for o in answered]
    only_sees += [False] * (len(every) - count)
    number = {id(operation): i for i, operation in enumerate(every)}
    begun = [o for o in operations if id(o) in number]
    bits, calls = [1 << number[id(o)] for o in begun], [o.call for o in begun]
    sets = [0, *itertools.accumulate(bits, operator.or_)]
    # What may stand before each return, and what the client had heard before each call.
    before = [sets[bisect.bisect_right(calls, o.ret)] for o in answered]
    heard, last = [0] * len(every), {}
    for operation, bit in zip(begun, bits, strict=True):
        heard[number[id(operation)]] = last.get(operation.client, 0)
        if operation.ret is not None:
            last[operation.client] = bit

    def after(state, i):
        """Return the state after operation i, or ANY if its answer would be wrong."""
        answer, new = model.apply(state, every[i].name, every[i].args)
        right = i >= count or answer is ANY or answer == every[i].result
        return new if right else ANY

    @functools.cache
    def sources(i):
        """Return the set of what may come before read i and lead to its answer."""
        values = [(j, model.sets(every[j])) for j in _members(before[i])]
        fit = [j for j, v in values if v is not ANY and model.leads(v, every[i].result)]
        return sum(1 << j for j in fit)

    def hopeless(state, placed, i):
        """Say whether no state in which read i is right can follow."""
        read = every[i].name in reads and not model.leads(state, every[i].result)
        return read and not sources(i) & ~placed

    stack, failed, deepest = [(0, model.initial, ())], {}, 0
    while stack:
        placed, state, order = stack.pop()
        seeing = True
        while seeing:
            first = _lowest(~placed)
            if first >= count:
                yield Verdict(True, [every[i] for i in order])
                return
            free = _members(before[first] & ~placed)
            ready = [i for i in free if not heard[i] & ~placed]
            waiting = [i for i in ready if only_sees[i]]
            # Whoever only sees this very state may do so now: nothing is lost by it.
            seeing = [i for i in waiting if after(state, i) is not ANY]
            placed, order = placed | sum(1 << i for i in seeing), (*order, *seeing)
        deepest = max(deepest, first)
        known = failed.setdefault((placed & (1 << count) - 1, state), [])
        used = placed >> count
        # It failed before with no more of the unanswered used up: it will fail again.
        lost = any(less & used == less for less in known)
        if lost or any(hopeless(state, placed, i) for i in waiting):
            continue
        known.append(used)
        for i in reversed(ready):
            new = ANY if only_sees[i] else after(state, i)
            if new is not ANY and (i < count or new != state):
                stack.append((placed | 1 << i, new, (*order, i)))
        if len(failed) % 100 == 0:
            yield None
    yield Verdict(False, [], deepest)


def _lowest(bits):
    return (bits & -bits).bit_length() - 1


def _members(bits):
    while bits:
        yield _lowest(bits)
        bits &= bits - 1
