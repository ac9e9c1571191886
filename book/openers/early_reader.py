"""An update lost behind a fence: the opener of `what-does-a-fencing-token-stop`."""

from types import SimpleNamespace

from explorable import play
from minicluster import explore


def fence(storage, token):
    if token < storage.highest:
        return False
    storage.highest = token
    return True


def holder(storage, name, token, check=fence):
    yield "read"
    seen = storage.counter
    yield "write"
    if check(storage, token):
        storage.counter = seen + 1
        storage.done.append(name)


def two_holders(check=fence):
    storage = SimpleNamespace(counter=0, highest=0, done=[])
    ann = holder(storage, "Ann", 1, check)
    bob = holder(storage, "Bob", 2, check)
    return storage, {"Ann": ann, "Bob": bob}


def lost(storage):
    return storage.counter < len(storage.done)


def found():
    """Search every order of the steps of two holders."""
    return explore(two_holders, bad=lost)


def moves(who, label):
    """Say a move as the reader would: a write carries its token."""
    token = {"Ann": 1, "Bob": 2}[who]
    return who, f"write, token {token}" if label == "write" else label


def believes(name, state):
    """Say what a holder has read, or what it was told."""
    actor = state["actors"][name]
    if name in state["shared"]["done"]:
        return "was told: done"
    if len(actor["done"]) == 2:
        return "was told: refused"
    return f"read {actor['holds']['seen']}" if "seen" in actor["holds"] else ""


def told(state):
    """Say how a run ended."""
    shared = state["shared"]
    done = shared["done"]
    if shared["counter"] < len(done):
        return "Two were told done, and the counter is 1. The fence let both pass."
    if len(done) == 2:
        return "Two were told done, and the counter is 2. Try another order."
    return "Ann was refused and told so: nothing that she counts on is lost."


def opener():
    """Draw it: lose an update that was acknowledged, behind the fence."""
    return play(
        found().graph(),
        name="early-reader",
        goal="Lose an update whose client was told “done”.",
        shows={
            "counter": "counter",
            "highest": "highest token",
            "done": "told “done”",
        },
        moves=moves,
        believes=believes,
        harm={"counter": "one is lost"},
        ends=("not lost", "lost"),
        told=told,
    )
