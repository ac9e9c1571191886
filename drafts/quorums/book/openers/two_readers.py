"""Two reads during one write: the opener of the chapter on quorums."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

from explorable import play
from minicluster import Node, call, search

REPLICAS = ("r1", "r2", "r3")
OLD, NEW = (1, "old"), (2, "new")
READERS = ("Bob", "Cal")
CLIENTS = ("Ann", *READERS)


class Replica(Node):
    held = (1, "old")  # version and value
    durable = ("held",)

    def on_message(self, request, message):
        kind, *written = message
        if kind == "write":
            self.held = max(self.held, *written)
        self.reply(request, self.held)


def read(replicas):
    replies = yield call(replicas, ("read",), quorum=2)
    return max(replies.values())


@dataclass(frozen=True)
class Store:
    """What the replicas hold, and whom the readers have heard."""

    held: tuple = (OLD,) * len(REPLICAS)
    under_way: tuple = REPLICAS  # to whom Ann's write has not come yet
    heard: tuple = ((), ())  # by Bob and by Cal: (replica, answer)


def answered(held, message):
    """Return what a replica holds after a message, and what it answers."""
    answers = []
    replica = Replica("r")
    replica.held = held
    replica.world = SimpleNamespace(transmit=lambda *sent: answers.append(sent[2]))
    replica.on_message(SimpleNamespace(source="client", call=1), message)
    return replica.held, answers[0]


def asks():
    """Return what a reader asks for first."""
    return next(read(REPLICAS))


def result_of(heard):
    """Return what a read makes of the answers, None while it waits for more."""
    if len(heard) < asks().quorum:
        return None
    reading = read(REPLICAS)
    next(reading)
    try:
        reading.send(dict(heard))
    except StopIteration as end:
        return end.value


def steps(store):
    """Say what can happen next: a replica gets the write, or answers a reader."""
    for name in store.under_way:
        held = list(store.held)
        place = REPLICAS.index(name)
        held[place], _ = answered(held[place], ("write", NEW))
        rest = tuple(each for each in store.under_way if each != name)
        yield f"Ann: reach {name}", replace(store, held=tuple(held), under_way=rest)
    for reader, heard in enumerate(store.heard):
        if result_of(heard) is not None:
            continue  # this one has read; the next one begins
        for name, held in zip(REPLICAS, store.held, strict=True):
            if name not in dict(heard):
                _, answer = answered(held, asks().message)
                after = list(store.heard)
                after[reader] = tuple(sorted((*heard, (name, answer))))
                label = f"{READERS[reader]}: hear {name}"
                yield label, replace(store, heard=tuple(after))
        return


def never_back(store):
    """Say whether the second reader has read nothing older than the first one."""
    first, second = map(result_of, store.heard)
    return second is None or second >= first


def is_open(store):
    """Say whether a reader has still to read."""
    return result_of(store.heard[-1]) is None


def found():
    """Search every order in which the write arrives and replicas answer."""
    return search(Store(), steps, never_back, bound=is_open)


def heard_by(reader, state):
    """Return what a reader has heard in a state, in the form of `result_of`."""
    heard = state["shared"]["heard"][READERS.index(reader)]
    return tuple((name, tuple(answer)) for name, answer in heard)


def boxes(state):
    """Show the value on each replica."""
    held = state["shared"]["held"]
    return {name: value for name, (_, value) in zip(REPLICAS, held, strict=True)}


def believes(client, state):
    """Say what a reader has heard, and what it makes of it; and what Ann was told."""
    if client == "Ann":
        stored = len(REPLICAS) - len(state["shared"]["under_way"])
        return "writes new: told ok" if stored >= 2 else "writes new"
    reader = client
    heard = heard_by(reader, state)
    if reader == "Cal" and result_of(heard_by("Bob", state)) is None:
        return "begins when Bob has read"
    said = ", ".join(f"{name} {answer[1]}" for name, answer in heard)
    result = result_of(heard)
    return f"{said}: reads {result[1]}" if result else said


def as_moves(_, label):
    """Give a step to the lane of its client."""
    return tuple(label.split(": "))


def told(state):
    """Say how a run ended."""
    first, second = (result_of(heard_by(reader, state))[1] for reader in READERS)
    if not state["verdict"]["ok"]:
        return "Bob read new. Cal began after he had ended, and read old."
    if first == second:
        return f"Both read {first}. Try another order."
    return "Bob read old and Cal new: time goes forward. Try another order."


def opener():
    """Draw it: let the second of two reads go back in time."""
    return play(
        found().graph(),
        name="two-readers",
        goal="Let Bob read new, and Cal after him old.",
        shows=boxes,
        actors=list(CLIENTS),
        moves=as_moves,
        believes=believes,
        ends=None,
        told=told,
    )
