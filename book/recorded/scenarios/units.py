"""Orders of two units."""

from ..steps import Scenario, Step, Verdict
from . import shop
from .programs import two
from .verdicts import told_errors

THREE_UNITS = f"{shop.TABLES} UPDATE stock SET qty = 3;"
TAKE_TWO = "UPDATE stock SET qty = qty - 2 WHERE id = 1"
TAKE_ONE = f"{shop.TAKE_ONE} AND qty > 0"


def taking_two(buyer, guard):
    """Return the program of a buyer who takes two units in one statement."""
    update = Step(f"UPDATE … WHERE {guard}", ("BEGIN", f"{TAKE_TWO} AND {guard}"))

    def next_steps(told):
        if not told:
            return [update]
        if told[-1].error or len(told) == 2:
            return []
        return [shop.order(buyer) if told[0].rows else shop.GIVE_UP]

    return next_steps


def taking_one_and_one(buyer):
    """Return the program of a buyer who takes two units one after the other.

    Each statement is a transaction by itself.
    """
    first = Step("first UPDATE … WHERE qty > 0", (TAKE_ONE,))
    second = Step("second UPDATE … WHERE qty > 0", (TAKE_ONE,))
    insert = Step("INSERT order", (f"INSERT INTO orders VALUES ('{buyer}', 1)",))

    def next_steps(told):
        if told and (told[-1].error or told[-1].rows == 0):
            return []
        return [first, second, insert][len(told) : len(told) + 1]

    return next_steps


def two_units_an_order(moment):
    """Judge a run that is over: of three units, each order has two."""
    if not moment.over:
        return None
    qty, orders = moment.shared["qty"], moment.shared["orders"]
    if qty < 0:
        return Verdict(False, f"{len(orders)} orders of two; the stock says {qty}")
    if qty + 2 * len(orders) != 3:
        served = " and ".join(orders) or "nobody"
        return Verdict(False, f"{3 - qty} units taken, two of them for {served}")
    refused = told_errors(moment) or [
        f"{name} was told: too few left" for name in moment.told if name not in orders
    ]
    return Verdict(True, f"sold to {orders[0]}, {qty} left; {', '.join(refused)}")


SCENARIOS = [
    Scenario(
        name="two-units-wrong-guard",
        about=(
            "Three units, two buyers who want two each. Each takes them in a single "
            "statement (SET qty = qty - 2 WHERE qty > 0), records the order if 1 row "
            "was changed, and commits."
        ),
        tables=THREE_UNITS,
        shown=shop.SHOWN,
        programs=two(taking_two, "qty > 0"),
        verdict=two_units_an_order,
    ),
    Scenario(
        name="two-units-one-by-one",
        about=(
            "Three units, two buyers who want two each. Each takes one and then one "
            "(SET qty = qty - 1 WHERE qty > 0), every statement a transaction by "
            "itself; it records the order if both changed 1 row."
        ),
        tables=THREE_UNITS,
        shown=shop.SHOWN,
        programs=two(taking_one_and_one),
        verdict=two_units_an_order,
    ),
    Scenario(
        name="two-units",
        about=(
            "Three units, two buyers who want two each. Each takes them in a single "
            "statement (SET qty = qty - 2 WHERE qty >= 2), records the order if 1 row "
            "was changed, and commits."
        ),
        tables=THREE_UNITS,
        shown=shop.SHOWN,
        programs=two(taking_two, "qty >= 2"),
        verdict=two_units_an_order,
    ),
]
