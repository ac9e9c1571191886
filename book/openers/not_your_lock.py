"""Unlock what is not yours: the second opener of `who-holds-the-lock`."""

from types import SimpleNamespace

from explorable import play
from minicluster import explore

from .when_time_is_up import believes, looks, moves, time, visitor


def three_visitors():
    room = SimpleNamespace(lock=None, inside=[])
    names = ("Ann", "Bob", "Cy")
    clients = {name: visitor(room, name) for name in names}
    return room, clients | {"time": time(room, "Ann")}


def bob_and_cy_apart(room):
    return not {"Bob", "Cy"} <= set(room.inside)


def found():
    """Search every order of three visitors' steps and the end of Ann's lease."""
    return explore(three_visitors, invariant=bob_and_cy_apart)


def told(state):
    """Say how a run ended."""
    inside = state["shared"]["inside"]
    if not {"Bob", "Cy"} <= set(inside):
        return "Bob and Cy never met. Try another order."
    first, second = (name for name in inside if name != "Ann")
    return f"Ann opened {first}'s lock, and {second} came in."


def opener():
    """Draw it: get Bob and Cy into the room together."""
    return play(
        found().graph(),
        name="not-your-lock",
        goal="Get Bob and Cy in together.",
        shows=looks,
        actors=["Ann", "Bob", "Cy"],
        moves=moves,
        believes=believes,
        harm={"in the room": "Bob and Cy"},
        told=told,
    )
