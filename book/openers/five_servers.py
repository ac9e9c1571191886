"""Five servers, three with a weak spot: the opener of the chapter on Redlock."""

from dataclasses import dataclass, replace

from explorable import play
from minicluster import search


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
    """The five servers, and what the clients have been told."""

    keys: tuple = (None,) * 5  # who has the key on servers 1 to 5
    cut_off: tuple = ()  # the servers that nobody can reach
    told: tuple = ()  # (client, number of servers that said yes), in order


def without_key(now, server):
    """Return the servers once one of them has no key any more."""
    keys = list(now.keys)
    keys[server - 1] = None
    return replace(now, keys=tuple(keys))


def steps(now):
    """Say what can happen next: three servers have a weak spot each."""
    if len(now.told) == 2:
        return
    for client in ("Ann", "Bob"):
        if client not in dict(now.told):
            keys, granted = ask_all(client, now.keys, now.cut_off)
            told = (*now.told, (client, granted))
            yield f"{client}: ask all five", replace(now, keys=keys, told=told)
    yield "r3: set clock a day ahead", without_key(now, 3)
    yield "r4: restart empty", without_key(now, 4)
    if now.cut_off:
        yield "r5: mend cable", replace(now, cut_off=())
    else:
        yield "r5: cut cable", replace(now, cut_off=(5,))


def one_holder(now):
    """Say whether at most one client believes that it holds the lock."""
    return sum(granted >= 3 for _, granted in now.told) <= 1


def found():
    """Search everything that can happen."""
    return search(Servers(), steps, one_holder)


def boxes(state):
    """Show who has the key on each server, and who holds the lock."""
    cut_off = state["shared"]["cut_off"]
    keys = {
        f"r{server}": (key or "free") + (", cut off" if server in cut_off else "")
        for server, key in enumerate(state["shared"]["keys"], 1)
    }
    holders = [who for who, granted in state["shared"]["told"] if granted >= 3]
    return {**keys, "lock held by": " and ".join(holders) or "nobody"}


def believes(name, state):
    """Say what a client takes for true."""
    granted = dict(state["shared"]["told"]).get(name)
    if granted is None:
        return ""
    return f"{granted} of 5 said yes: {'mine' if granted >= 3 else 'refused'}"


def as_moves(_, label):
    """Give each client's step to its lane, and mishaps to nobody."""
    who, act = label.split(": ")
    return (who, act) if who in ("Ann", "Bob") else (None, label)


def told(state):
    """Say how a run ended."""
    if state["verdict"]["ok"]:
        return "One holder, and the other was refused. Try another way."
    return "Two holders, and each counted a majority."


def opener():
    """Draw it: let Ann and Bob both hold the lock."""
    return play(
        found().graph(),
        name="five-servers",
        goal="Let two hold the lock.",
        shows=boxes,
        actors=["Ann", "Bob"],
        moves=lambda who, label: (
            tuple(label.split(": ")) if label[0] in "AB" else (None, label)
        ),
        believes=believes,
        harm={"lock held by": "two"},
        told=told,
    )
