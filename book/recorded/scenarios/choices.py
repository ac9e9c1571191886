"""Ann holds a row lock; the reader chooses what Bob sends. Who has to wait?"""

from ..steps import Scenario, Step, Verdict
from .programs import COMMIT, begun, in_a_row

TABLES = """
    DROP TABLE IF EXISTS orders, stock;
    CREATE TABLE stock (id int PRIMARY KEY, qty int NOT NULL);
    CREATE TABLE orders (id int PRIMARY KEY, item int NOT NULL REFERENCES stock);
    INSERT INTO stock VALUES (1, 5), (2, 5);
"""
SHOWN = {
    "item 1": "SELECT qty FROM stock WHERE id = 1",
    "item 2": "SELECT qty FROM stock WHERE id = 2",
    "orders": "SELECT count(*) FROM orders",
}
READ = "SELECT qty FROM stock WHERE id = 1"
TAKE = "UPDATE stock SET qty = qty - 1 WHERE id ="
CHOICES = [
    Step("SELECT", (READ,)),
    Step("SELECT … FOR KEY SHARE", (f"{READ} FOR KEY SHARE",)),
    Step("SELECT … FOR SHARE", (f"{READ} FOR SHARE",)),
    Step("SELECT … FOR NO KEY UPDATE", (f"{READ} FOR NO KEY UPDATE",)),
    Step("SELECT … FOR UPDATE", (f"{READ} FOR UPDATE",)),
    Step("SELECT … FOR UPDATE NOWAIT", (f"{READ} FOR UPDATE NOWAIT",)),
    Step("SELECT … FOR UPDATE SKIP LOCKED", (f"{READ} FOR UPDATE SKIP LOCKED",)),
    Step("UPDATE item 1", (f"{TAKE} 1",)),
    Step("UPDATE item 1 WHERE qty > 9", (f"{TAKE} 1 AND qty > 9",)),
    Step("UPDATE item 2", (f"{TAKE} 2",)),
    Step("DELETE item 1", ("DELETE FROM stock WHERE id = 1",)),
    Step("INSERT an order of item 1", ("INSERT INTO orders VALUES (1, 1)",)),
]


def holding(mode):
    """Return the program of a session that locks item 1 and commits later."""
    return in_a_row(begun(Step(f"SELECT … {mode}", (f"{READ} {mode}",))), COMMIT)


def any_one(told):
    """Send one statement of all, which is a transaction by itself."""
    return [] if told else CHOICES


def nobody_waits(moment):
    """Judge a run that is over by whether Bob had to wait."""
    if not moment.over:
        return None
    (answer,) = moment.told["Bob"]
    told = f"told error {answer.error}" if answer.error else f"told {answer.status}"
    if answer.waited_for:
        return Verdict(False, f"{answer.label}: waited for Ann's COMMIT, then {told}")
    return Verdict(True, f"{answer.label}: did not wait, {told}")


def scenario(mode):
    """Return the scenario in which Ann holds the row in such a mode."""
    return Scenario(
        name=f"{mode.lower().replace(' ', '-')}-choices",
        about=(
            f"Ann locks item 1 (SELECT … {mode}) and commits when you say so. Bob "
            "sends one of twelve statements, as a transaction by itself, and may have "
            "to wait."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs={"Ann": holding(mode), "Bob": any_one},
        verdict=nobody_waits,
        first={"Ann": 1},
    )


SCENARIOS = [scenario("FOR UPDATE"), scenario("FOR NO KEY UPDATE")]
