"""Locks that are made stronger, and sessions that wait for each other because of it.

There is only one row that both lock, so no order of rows mends it: what mends it is to
take the strongest lock that will be needed at once.
"""

from ..steps import Scenario, Step, Verdict
from . import shop
from .programs import begun, in_a_row, two
from .verdicts import no_deadlock, told_errors

READ = "SELECT qty FROM stock WHERE id = 1"
SHARE = Step("SELECT qty FOR SHARE", (f"{READ} FOR SHARE",))
FOR_UPDATE = Step("SELECT qty FOR UPDATE", (f"{READ} FOR UPDATE",))
TAKE = Step("UPDATE; COMMIT", (shop.TAKE_ONE, "COMMIT"))
FIVE_ITEMS = f"{shop.TABLES} UPDATE stock SET qty = 5;"


def insert_order(buyer):
    """Return the step that inserts an order of item 1."""
    return Step("INSERT order", (f"INSERT INTO orders VALUES ('{buyer}', 1)",))


def all_orders_taken(moment):
    """Judge a run that is over: each order has taken one item off the five."""
    if not moment.over:
        return None
    qty, orders = moment.shared["qty"], moment.shared["orders"]
    if qty + len(orders) != 5:
        return Verdict(False, f"the stock says {qty} with {len(orders)} orders")
    took = f"{' and '.join(orders)} took one"
    return Verdict(True, ", ".join([took, *told_errors(moment)]))


ORDERS = {
    "tables": FIVE_ITEMS,
    "shown": shop.SHOWN,
    "verdict": no_deadlock(all_orders_taken),
}

SCENARIOS = [
    Scenario(
        name="share-then-update",
        about=(
            "One item, two buyers. Each reads the quantity with FOR SHARE, so that "
            "nobody can change it meanwhile; if there is one, it takes one off, then "
            "records the order and commits. There is only one row to lock."
        ),
        tables=shop.TABLES,
        shown=shop.SHOWN,
        programs=two(shop.reading_first, shop.take_one_off, begun(SHARE)),
        verdict=no_deadlock(shop.sold_once),
    ),
    Scenario(
        name="for-update-then-update",
        about=(
            "One item, two buyers. Each reads the quantity with FOR UPDATE, the lock "
            "that it will need; if there is one, it takes one off, then records the "
            "order and commits."
        ),
        tables=shop.TABLES,
        shown=shop.SHOWN,
        programs=two(shop.reading_first, shop.take_one_off, begun(FOR_UPDATE)),
        verdict=no_deadlock(shop.sold_once),
    ),
    Scenario(
        name="child-then-parent",
        about=(
            "Five items, two buyers. Each inserts its order first, whose foreign key "
            "locks the item FOR KEY SHARE; then it locks the item FOR UPDATE, takes "
            "one off and commits."
        ),
        programs={
            name: in_a_row(begun(insert_order(name)), FOR_UPDATE, TAKE)
            for name in ("Ann", "Bob")
        },
        **ORDERS,
    ),
    Scenario(
        name="parent-then-child",
        about=(
            "Five items, two buyers. Each locks the item FOR UPDATE first, then "
            "inserts its order, takes one off and commits."
        ),
        programs={
            name: in_a_row(begun(FOR_UPDATE), insert_order(name), TAKE)
            for name in ("Ann", "Bob")
        },
        **ORDERS,
    ),
]
