"""An order that is sent twice because its first answer did not come."""

from ..steps import Scenario, Step, Verdict
from .programs import begun, in_a_row
from .verdicts import told_errors

SENT_TWICE = """
    DROP TABLE IF EXISTS orders, stock;
    CREATE TABLE stock (id int PRIMARY KEY, qty int NOT NULL);
    CREATE TABLE orders (number int NOT NULL, item int NOT NULL REFERENCES stock);
    INSERT INTO stock VALUES (1, 5);
"""
UNIQUE = f"{SENT_TWICE} ALTER TABLE orders ADD UNIQUE (number);"
NUMBERS = {
    "qty": "SELECT qty FROM stock WHERE id = 1",
    "orders": "SELECT coalesce(array_agg(number ORDER BY number), '{}') FROM orders",
}
TAKE_ONE = "UPDATE stock SET qty = qty - 1 WHERE id = 1 AND qty > 0"
INSERT = "INSERT INTO orders VALUES (7, 1)"
ORDER = in_a_row(
    begun(Step("UPDATE … WHERE qty > 0", (TAKE_ONE,))),
    Step("INSERT order 7; COMMIT", (INSERT, "COMMIT")),
)


def taken_once(moment):
    """Judge a run that is over: order 7 has taken one unit, however often it came."""
    if not moment.over:
        return None
    qty, orders = moment.shared["qty"], moment.shared["orders"]
    if len(orders) != 1 or qty != 4:
        return Verdict(False, f"order 7 took {5 - qty} units, and is there twice")
    return Verdict(True, f"order 7 took one unit; {', '.join(told_errors(moment))}")


SCENARIOS = [
    Scenario(
        name="sent-twice",
        about=(
            "Five units. Ann sends order number 7, no answer comes, and a retry sends "
            "it again. Each of the two takes one unit and records the order."
        ),
        tables=SENT_TWICE,
        shown=NUMBERS,
        programs={"Ann": ORDER, "retry": ORDER},
        verdict=taken_once,
    ),
    Scenario(
        name="sent-twice-unique",
        about=(
            "Five units. Ann sends order number 7, no answer comes, and a retry sends "
            "it again. Each of the two takes one unit and records the order, whose "
            "number is UNIQUE."
        ),
        tables=UNIQUE,
        shown=NUMBERS,
        programs={"Ann": ORDER, "retry": ORDER},
        verdict=taken_once,
    ),
]
