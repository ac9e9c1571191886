"""A lock that opens by itself: the opener of `who-holds-the-lock`."""

from types import SimpleNamespace

from explorable import play
from minicluster import When, explore


def visitor(room, name):
    yield When("the lock", lambda: room.lock is None)
    room.lock = name
    room.inside.append(name)
    yield "leave and unlock"
    room.inside.remove(name)
    room.lock = None


def time(room, name):
    yield When("the lease ends", lambda: room.lock == name)
    room.lock = None


def two_visitors():
    room = SimpleNamespace(lock=None, inside=[])
    clients = {name: visitor(room, name) for name in ("Ann", "Bob")}
    leases = {f"time for {name}": time(room, name) for name in clients}
    return room, clients | leases


def one_at_a_time(room):
    return len(room.inside) < 2


def found():
    """Search every order of the steps of two visitors and of time."""
    return explore(two_visitors, invariant=one_at_a_time)


def looks(state):
    """Say what is seen: whose lock it is, and who is inside."""
    shared = state["shared"]
    lock = f"{shared['lock']}'s" if shared["lock"] else "open"
    return {"lock": lock, "in the room": shared["inside"]}


def moves(who, label):
    """Say a move as the reader would."""
    if who.startswith("time for"):
        return who, f"time: {who.removeprefix('time for ')}'s 30 s are over"
    return who, "lock and go in" if label == "the lock" else label


def believes(name, state):
    """Say what a visitor takes for true."""
    return "believes: my lock" if name in state["shared"]["inside"] else ""


def told(state):
    """Say how a run ended."""
    inside = state["shared"]["inside"]
    if len(inside) < 2:
        return "Never two at once. Try another order."
    first = inside[0]
    return f"Two are in. {first} is still in, and was not told that the time was up."


def opener():
    """Draw it: get two visitors into the room."""
    return play(
        found().graph(),
        name="when-time-is-up",
        goal="Get two into the room at once.",
        shows=looks,
        actors=["Ann", "Bob"],
        moves=moves,
        believes=believes,
        harm={"in the room": "two at once"},
        ends=("apart", "two in"),
        nobody="time passes",
        told=told,
    )
