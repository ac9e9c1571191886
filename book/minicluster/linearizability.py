"""Is there one order in which all these answers are right? The search for it.

Wing and Gong, JPDC 1993, with the memory of Lowe, CCPE 2017. A set of operations is an
int with one bit for each. The bits are numbered by return, so the lowest one missing is
the operation that must be placed before anything called after its return.
"""

from typing import Any, NamedTuple

from .history import HistoryError, in_order
from .models import ANY


class Verdict(NamedTuple):
    """`ok`, with a right `order`; or not, with `stuck`, which fits nowhere.

    `stuck` is the first operation, by return, such that no order suits all answers
    given up to its return; `order` is then one that suits those before.

    >>> Verdict(True, []).stuck is None
    True
    """

    ok: bool
    order: list
    stuck: Any = None


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
    parts = {}
    for operation in in_order(history):
        if model.names.get(operation.name) != len(operation.args):
            known = ", ".join(f"{name} ({n})" for name, n in model.names.items())
            raise HistoryError(
                f"{operation}: a {type(model).__name__} knows {known}, with so many "
                "arguments"
            )
        parts.setdefault(model.part(operation), []).append(operation)
    searches = [(part, _search(part, model)) for part in parts.values()]
    order = []
    while searches:  # in turns, so that a hard part does not hold up a wrong one
        for part, search in list(searches):
            verdict = next(search)
            if verdict and not verdict.ok:
                return _blame(part, model, verdict)
            if verdict:
                order += verdict.order
                searches.remove((part, search))
    return Verdict(True, order)


def _blame(part, model, verdict):
    """Find the first return up to which no order will do; it is not before `stuck`."""
    answered = sorted((o for o in part if o.ret is not None), key=lambda o: o.ret)
    place = next(i for i, o in enumerate(answered) if o is verdict.stuck)
    while True:
        until, later = answered[place].ret, {id(o) for o in answered[place + 1 :]}
        begun = [o for o in part if o.call <= until]
        begun = [o._replace(ret=None) if id(o) in later else o for o in begun]
        shorter = next(v for v in _search(begun, model) if v)
        if not shorter.ok:
            return Verdict(False, verdict.order, answered[place])
        place, verdict = place + 1, shorter


class _Part:
    """The operations of one part, numbered: those answered by return, then the others.

    `before[i]`: the set called before operation i returned, which may stand before it.
    `prior[i]`: the client's operation that returned at the very time of i's call.
    """

    def __init__(self, operations, model):
        def by_ret(place):
            return operations[place].ret

        places = range(len(operations))  # in order of the calls
        answered = sorted((p for p in places if by_ret(p) is not None), key=by_ret)
        acting = [o.ret is None and o.name not in model.reads for o in operations]
        places = answered + [p for p in places if acting[p]]
        self.every, self.count = [operations[p] for p in places], len(answered)
        self.model, self.effects, self.sources = model, {}, {}
        calls = sorted(range(len(places)), key=places.__getitem__)
        self.before, self.prior, called, last, waiting = [], {}, 0, {}, list(calls)
        for operation in self.every[: self.count]:
            while waiting and self.every[waiting[0]].call <= operation.ret:
                called |= 1 << waiting.pop(0)
            self.before.append(called)
        for i in calls:
            client, call = self.every[i].client, self.every[i].call
            if client in last and self.every[last[client]].ret == call:
                self.prior[i] = last[client]
            if i < self.count:
                last[client] = i

    def ready(self, placed, first):
        """Return what may be placed next, if `first` is the next that must return."""
        free = self.before[first] & ~placed
        for i, earlier in self.prior.items():
            if not placed >> earlier & 1:
                free &= ~(1 << i)
        return members(free)

    def effect(self, state, i):
        """Return the state after operation i, or ANY if its answer would be wrong."""
        if (state, i) not in self.effects:
            o = self.every[i]
            answer, after = self.model.apply(state, o.name, o.args)
            right = i >= self.count or answer is ANY or answer == o.result
            self.effects[state, i] = after if right else ANY
        return self.effects[state, i]

    def observes(self, i):
        """Say whether operation i changes nothing."""
        return i < self.count and self.model.observes(self.every[i])

    def hopeless(self, state, placed, i):
        """Say whether no state in which operation i, a read, is right can follow."""
        o, model = self.every[i], self.model
        if o.name not in model.reads or model.towards(state, o.result):
            return False
        if i not in self.sources:
            values = [(j, model.sets(p.name, p.args)) for j, p in enumerate(self.every)]
            values = [(j, value) for j, value in values if value is not ANY]
            leading = sum(1 << j for j, v in values if model.towards(v, o.result))
            self.sources[i] = self.before[i] & leading
        return not self.sources[i] & ~placed


def _search(operations, model, turn=100):
    """Yield None after each `turn` of work, at last the Verdict on one part."""
    part = _Part(operations, model)
    placed, state, order, stack, failed = 0, model.initial, [], [], {}
    deepest, longest, work = -1, [], 0
    while True:
        # Whoever observes this very state may do so now: nothing is lost by it.
        seeing = True
        while seeing and (first := lowest(~placed)) < part.count:
            ready = part.ready(placed, first)
            waiting = [i for i in ready if part.observes(i)]
            seeing = [i for i in waiting if part.effect(state, i) is not ANY]
            order += seeing
            placed |= sum(1 << i for i in seeing)
        if first > deepest:
            deepest, longest = first, list(order)
        if first >= part.count:
            break
        required, used = placed & ((1 << part.count) - 1), placed >> part.count
        known = failed.setdefault((required, state), [])
        # It failed before with no more of the unanswered used up: it will fail again.
        lost = any(less & used == less for less in known)
        lost = lost or any(part.hopeless(state, placed, i) for i in waiting)
        known.append(used)
        choices = [] if lost else [i for i in reversed(ready) if i not in waiting]
        while choices or stack:
            if not choices:
                placed, state, choices, length = stack.pop()
                del order[length:]
                continue
            i = choices.pop()
            after = part.effect(state, i)
            if after is not ANY and (i < part.count or after != state):
                stack.append((placed, state, choices, len(order)))
                order.append(i)
                placed, state = placed | 1 << i, after
                break
        else:
            break
        work += 1
        if work % turn == 0:
            yield None
    stuck = part.every[deepest] if deepest < part.count else None
    yield Verdict(stuck is None, [part.every[i] for i in longest], stuck)


def lowest(bits):
    """Return the number of the lowest bit set."""
    return (bits & -bits).bit_length() - 1


def members(bits):
    """Return the numbers of the bits set, lowest first."""
    found = []
    while bits:
        found.append(lowest(bits))
        bits &= bits - 1
    return found
