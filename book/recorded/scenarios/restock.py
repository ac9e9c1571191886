"""Sold out, and one unit on its way."""

from ..steps import Scenario, Step, Verdict
from . import shop
from .programs import COMMIT, begun, in_a_row
from .verdicts import told_errors

EMPTY = f"{shop.TABLES} UPDATE stock SET qty = 0;"
ADD_ONE = "UPDATE stock SET qty = qty + 1 WHERE id = 1"
RESTOCK = in_a_row(begun(Step("UPDATE SET qty = qty + 1", (ADD_ONE,))), COMMIT)


def buyer_is_served(moment):
    """Judge a run that is over: there is one unit in the end, and Bob wants it."""
    if not moment.over:
        return None
    if not moment.shared["orders"]:
        told = ", ".join(told_errors(moment)) or "Bob was told UPDATE 0: sold out"
        return Verdict(False, f"{told}; the stock says {moment.shared['qty']}")
    return Verdict(True, "Bob has the unit that Ann put in")


SCENARIOS = [
    Scenario(
        name="restock",
        about=(
            "Sold out. Ann puts one unit in and commits. Bob takes one off in a single "
            "statement that checks (WHERE qty > 0); he records the order if that "
            "changed 1 row, and rolls back if it changed 0."
        ),
        tables=EMPTY,
        shown=shop.SHOWN,
        programs={"Ann": RESTOCK, "Bob": shop.deciding_in_one("Bob")},
        verdict=buyer_is_served,
    ),
]
