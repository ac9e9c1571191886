"""A photo on two servers: the opener of the landing page."""

from dataclasses import dataclass, replace

from explorable import play
from minicluster import search

MOST_LOADS = 3


@dataclass(frozen=True)
class Site:
    """The photo on Ann's page, which two servers keep."""

    first: str = "old"  # on the server that takes what is saved
    second: str = "old"  # on the server that gets a copy of it
    under_way: bool = False  # is the copy still on its way?
    seen: tuple = ()  # what Ann has seen, from first to last


def steps(site):
    """Say what can happen next."""
    if site.first == "old":
        yield "Ann: change photo", replace(site, first="new", under_way=True)
    if site.under_way:
        yield "network: bring copy", replace(site, second="new", under_way=False)
    if site.first == "new" and len(site.seen) < MOST_LOADS:
        yield "Ann: load from 1", replace(site, seen=(*site.seen, site.first))
        yield "Ann: load from 2", replace(site, seen=(*site.seen, site.second))


def stays_new(site):
    """Say whether the old photo never follows the new one."""
    return ("new", "old") not in zip(site.seen, site.seen[1:], strict=False)


def found():
    """Search everything that can happen."""
    return search(Site(), steps, stays_new)


def told(state):
    """Say how it ended."""
    if state["verdict"]["ok"]:
        return "The new photo stayed. Try another way."
    return "The new photo was there, and then the old one again. Nothing had failed."


def opener():
    """Draw it: show Ann the new photo, and then the old one."""
    return play(
        found().graph(),
        name="new-photo",
        goal="Show Ann her new photo, and then the old one again.",
        shows=lambda state: {
            "server 1": state["shared"]["first"],
            "server 2": state["shared"]["second"],
            "Ann saw": " → ".join(state["shared"]["seen"]) or "nothing",
        },
        actors=["Ann", "network"],
        moves=lambda who, label: tuple(label.split(": ")),
        believes=lambda name, state: "",
        harm={"Ann saw": "it went back"},
        ends=("stayed", "went back"),
        told=told,
    )
