"""A register on three replicas (Attiya, Bar-Noy and Dolev, JACM 1995), one writer."""

from minicluster import (
    CasRegister,
    Node,
    World,
    begin,
    call,
    check_linearizable,
    end,
    history,
)


class Replica(Node):
    """One copy of the value, with its version."""

    version = 0
    value = 0

    def on_message(self, request, message):
        kind, *rest = message
        if kind == "read":
            self.reply(request, (self.version, self.value))
        else:
            version, value = rest
            if version > self.version:
                self.version, self.value = version, value
            self.reply(request, "ok")


REPLICAS = ("r1", "r2", "r3")


def writer(value):
    yield begin("write", value)
    yield call(REPLICAS, ("write", 1, value), quorum=2)
    yield end()


def reader(write_back, times):
    for _ in range(times):
        yield begin("read")
        replies = yield call(REPLICAS, ("read",), quorum=2)
        version, value = max(replies.values())
        if write_back:
            yield call(REPLICAS, ("write", version, value), quorum=2)
        yield end(value)


def register(write_back, times=2):
    def make():
        world = World(seed=1)
        world.add(*[Replica(name) for name in REPLICAS])
        world.start("ann", writer, 7)
        world.start("bob", reader, write_back, times)
        return world

    return make


def linearizable(world):
    return check_linearizable(history(world.trace), CasRegister(initial=0)).ok
