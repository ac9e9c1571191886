"""Sessions that wait for each other, and the orders of locks in which none do.

A session looks for a circle once, `deadlock_timeout` (1 s by default) after it began to
wait, and is refused if it finds one. So the one that closes the circle is refused where
moves are further apart than that, as here; where they are closer, it is the one that
waited first.
"""

from ..steps import Scenario, Step, Verdict
from .programs import COMMIT, begun, in_a_row
from .verdicts import no_deadlock, told_errors

ACCOUNTS = """
    DROP TABLE IF EXISTS accounts;
    CREATE TABLE accounts (name text PRIMARY KEY, balance int NOT NULL);
    INSERT INTO accounts VALUES ('X', 100), ('Y', 100);
"""
BALANCES = {
    "X": "SELECT balance FROM accounts WHERE name = 'X'",
    "Y": "SELECT balance FROM accounts WHERE name = 'Y'",
}


def change(account, amount):
    """Return the step that adds an amount to an account."""
    sign = "+" if amount > 0 else "-"
    update = f"UPDATE accounts SET balance = balance {sign} {abs(amount)}"
    return Step(
        f"UPDATE {account} {sign} {abs(amount)}",
        (f"{update} WHERE name = '{account}'",),
    )


def nothing_lost(moment):
    """Judge a run that is over: the accounts hold together what they held."""
    if not moment.over:
        return None
    total = sum(moment.shared.values())
    if total != 200:
        return Verdict(False, f"X and Y hold {total} together")
    refused = told_errors(moment)
    return Verdict(True, ", ".join(refused) or "both transfers are done")


TRANSFERS = {
    "tables": ACCOUNTS,
    "shown": BALANCES,
    "verdict": no_deadlock(nothing_lost),
}

SCENARIOS = [
    Scenario(
        name="two-rows-deadlock",
        about=(
            "Ann moves 10 from X to Y, Bob moves 10 from Y to X. Each takes from the "
            "one account first, then gives to the other, then commits. The one whose "
            "statement closes a circle of waits is refused: PostgreSQL does so when "
            "the moves are more than deadlock_timeout (1 s by default) apart."
        ),
        programs={
            "Ann": in_a_row(begun(change("X", -10)), change("Y", +10), COMMIT),
            "Bob": in_a_row(begun(change("Y", -10)), change("X", +10), COMMIT),
        },
        **TRANSFERS,
    ),
    Scenario(
        name="two-rows-one-order",
        about=(
            "Ann moves 10 from X to Y, Bob moves 10 from Y to X. Both change X first "
            "and Y second, then commit."
        ),
        programs={
            "Ann": in_a_row(begun(change("X", -10)), change("Y", +10), COMMIT),
            "Bob": in_a_row(begun(change("X", +10)), change("Y", -10), COMMIT),
        },
        **TRANSFERS,
    ),
]
