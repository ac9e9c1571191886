"""Two buyers and the last item."""

from ..steps import Scenario, Step, Verdict
from .programs import two
from .verdicts import in_short

TABLES = """
    DROP TABLE IF EXISTS orders, stock;
    CREATE TABLE stock (id int PRIMARY KEY, qty int NOT NULL);
    CREATE TABLE orders (buyer text NOT NULL, item int NOT NULL REFERENCES stock);
    INSERT INTO stock VALUES (1, 1);
"""
SHOWN = {
    "qty": "SELECT qty FROM stock WHERE id = 1",
    "orders": "SELECT coalesce(array_agg(buyer ORDER BY buyer), '{}') FROM orders",
}
READ = Step("SELECT qty", ("BEGIN", "SELECT qty FROM stock WHERE id = 1"))
TAKE_ONE = "UPDATE stock SET qty = qty - 1 WHERE id = 1"
GIVE_UP = Step("ROLLBACK", ("ROLLBACK",))


def order(buyer):
    """Return the step that records a sale and commits it."""
    insert = f"INSERT INTO orders VALUES ('{buyer}', 1)"
    return Step("INSERT order; COMMIT", (insert, "COMMIT"))


def reading_first(buyer, update, read=READ):
    """Return the program of a buyer who reads, decides, and then writes.

    ``update`` makes the UPDATE from the quantity that was read.
    """

    def next_steps(told):
        if not told:
            return [read]
        if told[-1].error or len(told) == 3:
            return []
        if len(told) == 2:
            return [] if told[0].read < 1 else [order(buyer)]
        return [update(told[0].read) if told[0].read >= 1 else GIVE_UP]

    return next_steps


def write_what_is_left(read):
    """Write the quantity that was worked out from what was read."""
    update = f"UPDATE stock SET qty = {read - 1} WHERE id = 1"
    return Step(f"UPDATE SET qty = {read - 1}", (update,))


def take_one_off(read):
    """Let the server subtract; the check was made before."""
    return Step("UPDATE SET qty = qty - 1", (TAKE_ONE,))


def deciding_in_one(buyer, may_be_refused=False):
    """Return the program of a buyer whose UPDATE checks and takes in one statement.

    If ``may_be_refused``, the card may be refused after that: the reader's choice.
    """
    update = Step("UPDATE … WHERE qty > 0", ("BEGIN", f"{TAKE_ONE} AND qty > 0"))
    refused = Step("card refused: ROLLBACK", ("ROLLBACK",))

    def next_steps(told):
        if not told:
            return [update]
        if told[-1].error or len(told) == 2:
            return []
        if told[0].rows == 0:
            return [GIVE_UP]
        return [order(buyer), refused] if may_be_refused else [order(buyer)]

    return next_steps


def sold_once(moment):
    """Judge a run that is over: one item, so at most one order, and the stock fits."""
    if not moment.over:
        return None
    qty, orders = moment.shared["qty"], moment.shared["orders"]
    if len(orders) > 1:
        return Verdict(False, f"one item, {len(orders)} orders; the stock says {qty}")
    if qty + len(orders) != 1:
        return Verdict(False, f"the stock says {qty} with {len(orders)} orders")
    return Verdict(True, f"{_who_bought(orders)}; {_the_others(moment)}")


def _who_bought(orders):
    return f"sold once, to {orders[0]}" if orders else "not sold"


def _the_others(moment):
    """Return what those without an order were told."""
    said = []
    for name, answers in moment.told.items():
        if name in moment.shared["orders"]:
            continue
        last = answers[-1]
        if last.error:
            said.append(f"{name} was {in_short(last)}")
        elif last.label == GIVE_UP.label:
            said.append(f"{name} was told: sold out")
        else:
            said.append(f"{name}'s card was refused")
    return ", ".join(said)


SCENARIOS = [
    Scenario(
        name="read-then-write",
        about=(
            "One item, two buyers. Each reads the quantity, and if there is one, "
            "writes back one less as a number, then records the order and commits; "
            "if there is none, it rolls back."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(reading_first, write_what_is_left),
        verdict=sold_once,
    ),
    Scenario(
        name="check-then-take",
        about=(
            "One item, two buyers. Each reads the quantity, and if there is one, lets "
            "the server take one off (SET qty = qty - 1), then records the order and "
            "commits; if there is none, it rolls back."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(reading_first, take_one_off),
        verdict=sold_once,
    ),
    Scenario(
        name="conditional-update",
        about=(
            "One item, two buyers. Each takes one off in a single statement that also "
            "checks (UPDATE … SET qty = qty - 1 WHERE id = 1 AND qty > 0); if that "
            "changed 1 row it records the order and commits, if 0 it rolls back."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(deciding_in_one),
        verdict=sold_once,
    ),
    Scenario(
        name="conditional-update-or-refused",
        about=(
            "As conditional-update, but a buyer's card may be refused after the "
            "UPDATE: then the buyer rolls back, and the item is there for the other."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(deciding_in_one, True),
        verdict=sold_once,
    ),
    Scenario(
        name="one-reads-first",
        about=(
            "One item, two buyers. Bob takes one off in a single statement that also "
            "checks (WHERE qty > 0). Ann reads the quantity, and if there is one, lets "
            "the server take one off (SET qty = qty - 1)."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs={
            "Ann": reading_first("Ann", take_one_off),
            "Bob": deciding_in_one("Bob"),
        },
        verdict=sold_once,
    ),
]
