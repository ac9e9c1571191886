"""Two buyers and one item: the opener of `when-is-it-a-race`."""

from types import SimpleNamespace

from explorable import play
from minicluster import explore


def buyer(shop, name):
    yield "check"
    in_stock = shop.stock > 0
    yield "take"
    if in_stock:
        shop.stock -= 1
        shop.sold_to.append(name)


BUYERS = ("Ann", "Bob")


def sale():
    shop = SimpleNamespace(stock=1, sold_to=[])
    buyers = {name: buyer(shop, name) for name in BUYERS}
    return shop, buyers


def sold_twice(shop):
    return len(shop.sold_to) > 1


def found():
    """Search every order of the two buyers' steps."""
    return explore(sale, bad=sold_twice)


def believes(name, state):
    """Say what a buyer takes for true."""
    buyer = state["actors"][name]
    if name in state["shared"]["sold_to"]:
        return "was told: it is yours"
    if len(buyer["done"]) == 2:
        return "was told: sold out"
    if "in_stock" not in buyer["holds"]:
        return ""
    return "saw: in stock" if buyer["holds"]["in_stock"] else "saw: sold out"


def told(state):
    """Say how a run ended."""
    if len(state["shared"]["sold_to"]) > 1:
        return "Sold twice. Each check was true when it was made."
    return "One sale, and the other buyer was told. Try another order."


def opener():
    """Draw it: sell the one item twice."""
    return play(
        found().graph(),
        name="two-buyers",
        goal="Sell the one item twice.",
        shows={"stock": "in stock", "sold_to": "sold to"},
        believes=believes,
        harm={"in stock": "below zero", "sold to": "twice"},
        ends=("right", "twice"),
        told=told,
    )
