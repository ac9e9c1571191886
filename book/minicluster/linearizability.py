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
        until = answered[place].ret
        later = {id(o) for o in answered[place + 1 :]}
        begun = [o for o in part if o.call <= until]
        begun = [o._replace(ret=None) if id(o) in later else o for o in begun]
        shorter = next(v for v in _search(begun, model) if v)
        if not shorter.ok:
            return Verdict(False, verdict.order, answered[place])
        place, verdict = place + 1, shorter


def _search(operations, model, turn=100):
    """Yield None after each `turn` of work, at last the Verdict on one part."""
    by_ret = sorted(enumerate(operations), key=lambda pair: pair[1].ret or 0)
    answered = [pair for pair in by_ret if pair[1].ret is not None]
    open_ended = [pair for pair in enumerate(operations) if pair[1].ret is None]
    acting = [pair for pair in open_ended if pair[1].name not in model.reads]
    places, every = zip(*answered, *acting, strict=True) if answered else ((), ())
    count = len(answered)
    before, prior, twins = _relations(places, every, count)
    seeing = [i for i in range(count) if model.observes(every[i])]
    observers = _bits(seeing)
    aims = {i: every[i].result for i in seeing if every[i].name in model.reads}
    effects, sources, failed = {}, {}, {}

    def effect(state, i):
        """Return the state after operation i, or ANY if its answer would be wrong."""
        if (state, i) not in effects:
            answer, after = model.apply(state, every[i].name, every[i].args)
            right = i >= count or answer is ANY or answer == every[i].result
            effects[state, i] = after if right else ANY
        return effects[state, i]

    def source(i):
        """Return the operations after which an observer may be right again."""
        if i not in sources:
            values = [(j, model.sets(o.name, o.args)) for j, o in enumerate(every)]
            values = [(j, value) for j, value in values if value is not ANY]
            leading = _bits(j for j, v in values if model.towards(v, aims[i]))
            sources[i] = before[i] & leading
        return sources[i]

    def ready(placed, first):
        """Return what may be placed next, if `first` is the next that must return."""
        free = before[first] & ~placed
        for i, earlier in prior.items():
            if not placed >> earlier & 1:
                free &= ~(1 << i)
        return free

    def settle(placed, state):
        """Place whoever observes this very state: nothing can be lost by it."""
        while (first := _lowest(~placed)) < count:
            waiting = _members(ready(placed, first) & observers)
            now = [i for i in waiting if effect(state, i) is not ANY]
            if not now:
                return placed, first, waiting
            order.extend(now)
            placed |= _bits(now)
        return placed, first, []

    placed, state, order, stack = 0, model.initial, [], []
    deepest, longest, work = -1, [], 0
    while True:
        placed, first, waiting = settle(placed, state)
        if first > deepest:
            deepest, longest = first, list(order)
        if first >= count:
            break
        choices, used = 0, placed >> count
        known = failed.setdefault((placed & ((1 << count) - 1), state), [])
        lost = any(
            i in aims and not model.towards(state, aims[i]) and not source(i) & ~placed
            for i in waiting
        )
        # Failed before with no more of the unanswered used up: it will fail again.
        if not lost and not any(less & used == less for less in known):
            choices = ready(placed, first) & ~observers
        known.append(used)
        while choices or stack:
            if not choices:
                placed, state, choices, length = stack.pop()
                del order[length:]
                continue
            i = _lowest(choices)
            choices &= ~twins[i]  # of equals, the first to return goes first
            after = effect(state, i)
            if after is not ANY and (i < count or after != state):
                stack.append((placed, state, choices, len(order)))
                order.append(i)
                placed, state = placed | 1 << i, after
                break
        else:
            break
        work += 1
        if work % turn == 0:
            yield None
    stuck = every[deepest] if deepest < count else None
    yield Verdict(stuck is None, [every[i] for i in longest], stuck)


def _relations(places, every, count):
    """Return what may stand before each return, what must, and who equals whom."""
    order = sorted(range(len(every)), key=places.__getitem__)  # by call
    before, called, place = [], 0, 0
    for operation in every[:count]:
        while place < len(order) and every[order[place]].call <= operation.ret:
            called |= 1 << order[place]
            place += 1
        before.append(called)
    prior, last = {}, {}
    for i in order:  # a client's call at the very time of its last return comes later
        previous = last.get(every[i].client)
        if previous is not None and every[previous].ret == every[i].call:
            prior[i] = previous
        if i < count:
            last[every[i].client] = i
    firsts, twins = list(prior.values()), {}
    keys = [(o.name, o.args, i in firsts and i) for i, o in enumerate(every)]
    for i, key in enumerate(keys):
        twins[key] = twins.get(key, 0) | 1 << i
    return before, prior, [twins[key] for key in keys]


def _bits(numbers):
    return sum(1 << number for number in numbers)


def _lowest(bits):
    return (bits & -bits).bit_length() - 1


def _members(bits):
    members = []
    while bits:
        members.append(_lowest(bits))
        bits &= bits - 1
    return members
