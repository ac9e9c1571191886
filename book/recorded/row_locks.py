"""Which statements wait for a row lock: the tables in row-locks.json.

Ann locks row 1 and keeps her transaction open. Bob sends one statement. "waits" means
that pg_blocking_pids names Ann's session; nothing here measures time.
"""

from .record import server_of
from .run import Bench
from .scenarios.programs import COMMIT, begun
from .steps import ALL_LEVELS, READ_COMMITTED, REPEATABLE_READ, Scenario, Step

TABLES = """
    DROP TABLE IF EXISTS orders, items;
    CREATE TABLE items (id int PRIMARY KEY, qty int);
    CREATE TABLE orders (id int, item int REFERENCES items);
    INSERT INTO items VALUES (1, 5), (2, 5), (9, 1);
"""
MODES = ["FOR KEY SHARE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR UPDATE"]
READ = "SELECT qty FROM items WHERE id = 1"
STATEMENTS = {
    "plain SELECT": READ,
    "SELECT sum(qty)": "SELECT sum(qty) FROM items",
    "SELECT ... FOR KEY SHARE": f"{READ} FOR KEY SHARE",
    "SELECT ... FOR SHARE": f"{READ} FOR SHARE",
    "SELECT ... FOR NO KEY UPDATE": f"{READ} FOR NO KEY UPDATE",
    "SELECT ... FOR UPDATE": f"{READ} FOR UPDATE",
    "SELECT ... FOR UPDATE NOWAIT": f"{READ} FOR UPDATE NOWAIT",
    "SELECT ... FOR UPDATE SKIP LOCKED": f"{READ} FOR UPDATE SKIP LOCKED",
    "UPDATE the row": "UPDATE items SET qty = qty - 1 WHERE id = 1",
    "DELETE the row": "DELETE FROM items WHERE id = 1",
    "INSERT a child row": "INSERT INTO orders VALUES (1, 1)",
    "UPDATE another row": "UPDATE items SET qty = qty - 1 WHERE id = 2",
    "INSERT another row": "INSERT INTO items VALUES (3, 7)",
}
BUY_THE_LAST = "UPDATE items SET qty = qty - 1 WHERE id = 9 AND qty >= 1"
ENDINGS = {"COMMIT": COMMIT, "ROLLBACK": Step("ROLLBACK", ("ROLLBACK",))}


def record_row_locks(connect):
    """Return what is stored in row-locks.json, from a server that nobody else uses."""
    nothing = dict.fromkeys(["Ann", "Bob"])
    with Bench(Scenario("row-locks", "", TABLES, {}, nothing, None), connect) as bench:
        bench.at(READ_COMMITTED)
        matrix = {
            held: {mode: outcome(bench, held, f"{READ} {mode}") for mode in MODES}
            for held in MODES
        }
        statements = [
            {
                "statement": name,
                "FOR UPDATE held": outcome(bench, "FOR UPDATE", sql),
                "FOR NO KEY UPDATE held": outcome(bench, "FOR NO KEY UPDATE", sql),
            }
            for name, sql in STATEMENTS.items()
        ]
        return {
            "server": server_of(connect),
            "how": "two psycopg 3 sessions, waits = pg_blocking_pids names the other",
            "matrix": matrix,
            "statements": statements,
            "plain SELECT by isolation level": plain_select_by_level(bench),
            "second buyer of the last item": second_buyers(bench),
        }


def plain_select_by_level(bench):
    """Return by level what a plain SELECT does while Ann holds the row FOR UPDATE."""
    told = {}
    for level in ALL_LEVELS:
        bench.at(level)
        told[level] = outcome(bench, "FOR UPDATE", READ)
    return told


def second_buyers(bench):
    """Return what Bob is told who waits for the last item, by level and Ann's end."""
    rows = []
    for level in (READ_COMMITTED, REPEATABLE_READ):
        bench.at(level)
        for ending, step in ENDINGS.items():
            bob = bob_after(bench, BUY_THE_LAST, BUY_THE_LAST)
            bench.make("Ann", step)
            (answer,) = bob.told
            rows.append(
                {
                    "isolation level": level,
                    "first buyer ends with": ending,
                    "second buyer": answer.status or f"error {answer.error}",
                }
            )
    return rows


def outcome(bench, mode, statement):
    """Return what a statement of Bob's does while Ann holds row 1 in a mode."""
    bob = bob_after(bench, f"{READ} {mode}", statement)
    if bob.waited_for == "Ann":
        return "waits"
    (answer,) = bob.told
    if answer.error:
        return "error at once"
    return f"runs, {answer.rows} rows" if "SKIP LOCKED" in statement else "runs"


def bob_after(bench, lock, statement):
    """Return Bob's session when Ann has locked and he has sent a statement."""
    bench.start()
    bench.make("Ann", begun(Step("lock", (lock,))))
    bench.make("Bob", Step("statement", (statement,)))
    return bench.sessions["Bob"]
