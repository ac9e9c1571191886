"""What linearizable means, written down as it is defined: every order is tried."""

from minicluster import CasRegister, KeyValue, Operation


def precedes(a, b):
    """Say whether a must stand before b; both are (place in the history, operation)."""
    if a[1].ret is None:
        return False
    return a[1].ret < b[1].call or (a[1].client == b[1].client and a[0] < b[0])


def brute_force(history, model, until=None):
    """Decide by trying every order that real time allows.

    With `until` an order need only take what was answered up to that operation. The
    same rest of operations in the same state is tried once.
    """
    ordered = list(enumerate(sorted(history, key=lambda o: o.call)))
    answered = sorted((o for _, o in ordered if o.ret is not None), key=lambda o: o.ret)
    places = [place for place, o in enumerate(answered) if o is until]
    wanted = answered[: places[0] + 1] if places else answered
    wanted_places = {p for p, o in ordered if any(o is want for want in wanted)}
    failed = set()

    def go(left, states):
        if not any(place in wanted_places for place, _ in left):
            return True
        tried = tuple(p for p, _ in left), tuple(sorted(states.items(), key=repr))
        if tried in failed:
            return False
        for pair in left:
            if any(precedes(other, pair) for other in left if other is not pair):
                continue
            operation = pair[1]
            part = model.part(operation)
            state = states.get(part, model.initial)
            right, after = model.apply(state, operation)
            if operation.ret is None or right:
                rest = [other for other in left if other is not pair]
                if go(rest, {**states, part: after}):
                    return True
        failed.add(tried)
        return False

    return go(ordered, {})


def first_stuck(history, model):
    """Return the first operation, by return, that no order of right answers passes."""
    ordered = sorted(history, key=lambda o: o.call)
    answered = sorted((o for o in ordered if o.ret is not None), key=lambda o: o.ret)
    return next((o for o in answered if not brute_force(ordered, model, o)), None)


def assert_is_a_witness(order, history, model, until=None):
    """Hold an order to the definition; with `until` it need only come as far."""
    states = {}
    placed = {id(operation): place for place, operation in enumerate(order)}
    assert len(placed) == len(order)
    for operation in order:
        part = model.part(operation)
        state = states.get(part, model.initial)
        right, states[part] = model.apply(state, operation)
        assert operation.ret is None or right
    ordered = list(enumerate(sorted(history, key=lambda o: o.call)))
    for _, operation in ordered:
        asked = until is None or (operation.ret or 0) < until.ret
        assert operation.ret is None or not asked or id(operation) in placed
    for a in ordered:
        for b in ordered:
            both = id(a[1]) in placed and id(b[1]) in placed
            of_one_part = model.part(a[1]) == model.part(b[1])
            earlier = a[1].ret is not None and a[1].ret < b[1].call
            if both and (earlier or (of_one_part and precedes(a, b))):
                assert placed[id(a[1])] < placed[id(b[1])]


class Bare:
    """A model with what every model has, and no more: nothing is told beforehand."""

    def __init__(self, model):
        self.names, self.initial = model.names, model.initial
        self.apply, self.part = model.apply, model.part


def drawn_history(chance, kind, operations, clients, astray=2):
    """Return a random history and its model: mostly right, sometimes led astray.

    It is played on a real copy of the data, which acts at a moment between call and
    return; then the answers of about `astray` operations are changed. `kind` is
    "register" (few values), "unique" (each value once) or "store".
    """
    free = dict.fromkeys(range(clients), 0)
    moments = []
    for number in range(operations):
        client = min(free, key=free.get)
        call = free[client] + chance.choice([0, 0, 1, 2, 3])
        moment = call + chance.randint(0, 6)
        free[client] = moment + chance.randint(0, 6)
        lost = chance.random() < 0.1
        name = (client, number) if lost else client
        moments.append((moment, number, name, call, None if lost else free[client]))
    state = "" if kind == "store" else None
    model = KeyValue() if kind == "store" else CasRegister()
    history = []
    for _, number, client, call, ret in sorted(moments, key=lambda m: m[:2]):
        name, args = _question(chance, kind, number, state)
        asked = Operation(client, name, args, None, call, ret)
        result, after = _answer(asked, state)
        if chance.random() < 0.5 or ret is not None:
            state = after
        if chance.random() < astray / operations:
            result = _another(chance, name, number)
        known = name in ("read", "cas", "get") and ret is not None
        history.append(asked._replace(result=result if known else None))
    return history, model


def _question(chance, kind, number, state):
    if kind == "store":
        name = chance.choice(["get", "get", "append", "append", "put"])
        return name, ("k",) if name == "get" else ("k", chance.choice("ab"))
    if kind == "unique":
        name = chance.choice(["read", "write"])
        return name, () if name == "read" else (number,)
    name = chance.choice(["read", "write", "cas"])
    new = chance.randint(0, 2)
    old = chance.choice([state, chance.randint(0, 2)])
    return name, {"read": (), "write": (new,), "cas": (old, new)}[name]


def _answer(asked, state):
    if asked.name in ("read", "get"):
        return state, state
    if asked.name == "cas":
        old, new = asked.args
        return state == old, new if state == old else state
    if asked.name == "append":
        return None, state + asked.args[1]
    return None, asked.args[-1]


def _another(chance, name, number):
    if name == "cas":
        return chance.choice([True, False])
    if name == "get":
        return chance.choice(["", "a", "b", "ab", "ba"])
    return chance.choice([None, 0, 1, 2, number - 1])


def crowd_without_answers(chance, kind):
    """Return eight operations of eight clients, and a model: four in ten were lost.

    Nothing is played here, so answers are right by chance only. `kind` is "register" or
    "store".
    """
    history = []
    for client in range(8):
        call = chance.randint(0, 8)
        ret = None if chance.random() < 0.4 else call + chance.randint(0, 8)
        if kind == "store":
            name = chance.choice(["get", "put", "append", "append"])
            args = ("k",) if name == "get" else ("k", chance.choice("ab"))
            result = chance.choice(["", "a", "b", "ab", "ba", "abb"])
        else:
            name = chance.choice(["read", "write", "cas", "cas"])
            asked = chance.choices(range(4), k=2)
            args = tuple(asked[: {"read": 0, "write": 1, "cas": 2}[name]])
            result = True if name == "cas" else chance.randrange(4)
        known = name in ("read", "cas", "get") and ret is not None
        result = result if known else None
        history.append(Operation(client, name, args, result, call, ret))
    return history, KeyValue() if kind == "store" else CasRegister(initial=0)
