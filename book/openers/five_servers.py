"""Five servers, two of which may fail: the opener of the chapter on Redlock."""

from dataclasses import dataclass, replace

from explorable import play
from minicluster import search

MOST = 2  # failures that the reader may bring about: Redlock "survives up to 2"


def ask_all(client, keys, cut_off=()):
    asked = list(keys)
    for place, key in enumerate(keys):
        if key is None and place + 1 not in cut_off:
            asked[place] = client
    granted = asked.count(client)
    if granted >= 3:
        return tuple(asked), granted
    return keys, granted  # it gives back what it got


@dataclass(frozen=True)
class Servers:
    """The five servers, after Ann has asked while two could not be reached."""

    keys: tuple = ask_all("Ann", (None,) * 5, cut_off=(4, 5))[0]  # whose, on 1 to 5
    off: tuple = ()  # the servers that are switched off
    failures: tuple = ()  # what has happened to the servers, in order
    granted: int | None = None  # servers that said yes to Bob; None: not asked since


def without_key(now, server):
    """Return the servers once one of them has no key any more."""
    keys = list(now.keys)
    keys[server - 1] = None
    return replace(now, keys=tuple(keys))


def switched_off(now, server):
    """Return the servers once one of them does not answer any more."""
    return replace(now, off=(*now.off, server))


FAILURES = {  # what happens, and to which server
    "r1: restart empty": (without_key, 1),
    "r2: set clock a day ahead": (without_key, 2),
    "r3: switch off": (switched_off, 3),
    "r4: switch off": (switched_off, 4),
}


def steps(now):
    """Say what can happen next: two failures at most, and Bob may ask after each."""
    if now.granted is not None and now.granted >= 3:
        return
    if now.granted is None:
        keys, granted = ask_all("Bob", now.keys, now.off)
        yield "Bob: ask all five", replace(now, keys=keys, granted=granted)
    if len(now.failures) == MOST:
        return
    for label, (fail, server) in FAILURES.items():
        if label not in now.failures:
            failures = (*now.failures, label)
            yield label, replace(fail(now, server), failures=failures, granted=None)


def one_holder(now):
    """Say whether Ann alone believes that she holds the lock."""
    return now.granted is None or now.granted < 3


def found():
    """Search everything that can happen."""
    return search(Servers(), steps, one_holder)


def boxes(state):
    """Show who has the key on each server, and who holds the lock."""
    shared = state["shared"]
    keys = {
        f"r{server}": "off" if server in shared["off"] else key or "free"
        for server, key in enumerate(shared["keys"], 1)
    }
    has_two = shared["granted"] is not None and shared["granted"] >= 3
    return {**keys, "lock held by": "Ann and Bob" if has_two else "Ann"}


def believes(name, state):
    """Say what a client takes for true: Ann has asked before, and only once."""
    granted = 3 if name == "Ann" else state["shared"]["granted"]
    if granted is None:
        return ""
    return f"{granted} of 5 said yes: {'mine' if granted >= 3 else 'refused'}"


def as_moves(_, label):
    """Give Bob's step to his lane, and failures to nobody."""
    if label.startswith("Bob: "):
        return "Bob", label.removeprefix("Bob: ")
    return None, label


def told(state):
    """Say how a run ended."""
    granted = state["shared"]["granted"]
    if state["verdict"]["ok"]:
        return f"Bob got {granted} of 5, and both failures are used up."
    return "Two holders. Each counted a majority, and Ann was told nothing."


def kind(state):
    """Say shortly how far Bob got."""
    return f"Bob got {state['shared']['granted']} of 5"


def opener():
    """Draw it: let Bob hold the lock as well."""
    return play(
        found().graph(),
        name="five-servers",
        goal="Let Bob hold it too.",
        shows=boxes,
        actors=["Ann", "Bob"],
        moves=as_moves,
        believes=believes,
        harm={"lock held by": "two"},
        ends=("one holder", "two holders"),
        nobody="a server fails",
        told=told,
        kind=kind,
    )
