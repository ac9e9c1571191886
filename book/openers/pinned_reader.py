"""A reader who is kept at one server: settles the bet of the landing page."""

from dataclasses import dataclass, replace

from explorable import play
from minicluster import search

from .new_photo import stays_new

MOST_LOADS = 2


@dataclass(frozen=True)
class Site:
    """The photo on Ann's page, which three servers keep; she saves at the first."""

    photos: tuple = ("old", "old", "old")  # on servers 1, 2 and 3
    under_way: tuple = ()  # the servers to which a copy is on its way
    home: int = 2  # the server that all of Ann's loads go to
    seen: tuple = ()  # what Ann has seen, from first to last


def with_photo(site, server):
    """Return the site once the new photo has come to a server."""
    photos = list(site.photos)
    photos[server - 1] = "new"
    return replace(site, photos=tuple(photos))


def steps(site):
    """Say what can happen next."""
    if site.photos[0] == "old":
        yield "Ann: change photo", replace(with_photo(site, 1), under_way=(2, 3))
    for server in site.under_way:
        rest = tuple(each for each in site.under_way if each != server)
        brought = replace(with_photo(site, server), under_way=rest)
        yield f"network: bring copy to {server}", brought
    if site.photos[0] == "new" and len(site.seen) < MOST_LOADS:
        photo = site.photos[site.home - 1]
        yield "Ann: load my page", replace(site, seen=(*site.seen, photo))
    if site.home == 2:
        yield "server 2: stop", replace(site, home=3)


def found():
    """Search everything that can happen."""
    return search(Site(), steps, stays_new)


def told(state):
    """Say how it ended."""
    if state["verdict"]["ok"]:
        return "The new photo stayed. Try another way."
    return "It went back: her server stopped, and the next one had no copy yet."


def opener():
    """Draw it: the same again, with all of Ann's loads at one server."""
    return play(
        found().graph(),
        name="pinned-reader",
        goal="Try to make it go back, though all her loads go to one server.",
        shows=lambda state: {
            "server 1": state["shared"]["photos"][0],
            "server 2": state["shared"]["photos"][1],
            "server 3": state["shared"]["photos"][2],
            "her server": state["shared"]["home"],
            "Ann saw": " → ".join(state["shared"]["seen"]) or "nothing",
        },
        actors=["Ann", "network", "server 2"],
        moves=lambda who, label: tuple(label.split(": ")),
        believes=lambda name, state: "",
        harm={"Ann saw": "it went back"},
        ends=("stayed", "went back"),
        told=told,
        caption="Three servers now. “Her server” answers all of Ann's loads.",
    )
