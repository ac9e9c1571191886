"""Ask a real PostgreSQL which statements wait for a row lock; write row-locks.json.

Run it against any empty database, for example on Debian 12:

    apt-get install postgresql
    pip install "psycopg[binary]"
    python book/recorded/record_row_locks.py "host=/var/run/postgresql user=postgres"

Session one takes a row lock and keeps its transaction open. Session two runs one
statement with ``lock_timeout`` set to 300 ms. "waits" means that the statement ended
with SQLSTATE 55P03, lock not available; nothing here measures time.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

MODES = ["FOR KEY SHARE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR UPDATE"]
LOCK_ROW_ONE = "SELECT qty FROM items WHERE id = 1 "
STATEMENTS = [
    ("plain SELECT", "SELECT qty FROM items WHERE id = 1"),
    ("SELECT sum(qty)", "SELECT sum(qty) FROM items"),
    ("SELECT ... FOR KEY SHARE", LOCK_ROW_ONE + "FOR KEY SHARE"),
    ("SELECT ... FOR SHARE", LOCK_ROW_ONE + "FOR SHARE"),
    ("SELECT ... FOR NO KEY UPDATE", LOCK_ROW_ONE + "FOR NO KEY UPDATE"),
    ("SELECT ... FOR UPDATE", LOCK_ROW_ONE + "FOR UPDATE"),
    ("SELECT ... FOR UPDATE NOWAIT", LOCK_ROW_ONE + "FOR UPDATE NOWAIT"),
    ("SELECT ... FOR UPDATE SKIP LOCKED", LOCK_ROW_ONE + "FOR UPDATE SKIP LOCKED"),
    ("UPDATE the row", "UPDATE items SET qty = qty - 1 WHERE id = 1"),
    ("DELETE the row", "DELETE FROM items WHERE id = 1"),
    ("INSERT a child row", "INSERT INTO orders VALUES (1, 1)"),
    ("UPDATE another row", "UPDATE items SET qty = qty - 1 WHERE id = 2"),
    ("INSERT another row", "INSERT INTO items VALUES (3, 7)"),
]
LOCK_NOT_AVAILABLE = "55P03"


def set_up(connection):
    connection.execute("DROP TABLE IF EXISTS orders, items")
    connection.execute("CREATE TABLE items (id int PRIMARY KEY, qty int)")
    connection.execute("CREATE TABLE orders (id int, item int REFERENCES items)")
    connection.execute("INSERT INTO items VALUES (1, 5), (2, 5)")
    connection.commit()


def outcome(holder, waiter, mode, statement, isolation="READ COMMITTED"):
    """What `statement` does while another session holds row 1 in `mode`."""
    holder.execute(LOCK_ROW_ONE + mode)
    waiter.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
    waiter.execute("SET LOCAL lock_timeout = '300ms'")
    try:
        cursor = waiter.execute(statement)
        answer = "runs"
        if "SKIP LOCKED" in statement:
            answer = f"runs, {cursor.rowcount} rows"
    except psycopg.Error as error:
        if error.sqlstate != LOCK_NOT_AVAILABLE:
            raise
        answer = "error at once" if "NOWAIT" in statement else "waits"
    waiter.rollback()
    holder.rollback()
    return answer


BUY = "UPDATE items SET qty = qty - 1 WHERE id = 1 AND qty >= 1"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def second_buyer(address, isolation, first_ends_with):
    """What the loser's conditional UPDATE of the last item answers."""
    with (
        psycopg.connect(address) as first,
        psycopg.connect(address) as second,
        psycopg.connect(address, autocommit=True) as watcher,
        ThreadPoolExecutor() as background,
    ):
        first.execute("UPDATE items SET qty = 1 WHERE id = 1")
        first.commit()
        second.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        second.execute("SELECT 1")
        first.execute(BUY)
        waiting = background.submit(second.execute, BUY)
        while not watcher.execute(WAITING).fetchone()[0]:
            pass
        first.commit() if first_ends_with == "COMMIT" else first.rollback()
        try:
            return f"UPDATE {waiting.result().rowcount}"
        except psycopg.Error as error:
            return f"error {error.sqlstate}"


def record(address):
    with psycopg.connect(address) as holder, psycopg.connect(address) as waiter:
        set_up(holder)
        matrix = {
            held: {
                wanted: outcome(holder, waiter, held, LOCK_ROW_ONE + wanted)
                for wanted in MODES
            }
            for held in MODES
        }
        statements = [
            {
                "statement": name,
                "FOR UPDATE held": outcome(holder, waiter, "FOR UPDATE", sql),
                "FOR NO KEY UPDATE held": outcome(
                    holder, waiter, "FOR NO KEY UPDATE", sql
                ),
            }
            for name, sql in STATEMENTS
        ]
        plain = STATEMENTS[0][1]
        levels = {
            level: outcome(holder, waiter, "FOR UPDATE", plain, level)
            for level in ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]
        }
        holder.rollback()
        buyers = [
            {
                "isolation level": level,
                "first buyer ends with": ending,
                "second buyer": second_buyer(address, level, ending),
            }
            for level in ["READ COMMITTED", "REPEATABLE READ"]
            for ending in ["COMMIT", "ROLLBACK"]
        ]
        version = holder.execute("SHOW server_version").fetchone()[0]
        holder.execute("DROP TABLE orders, items")
    return {
        "server": f"PostgreSQL {version}",
        "how": "two psycopg 3 sessions, lock_timeout 300 ms, waits = SQLSTATE 55P03",
        "matrix": matrix,
        "statements": statements,
        "plain SELECT by isolation level": levels,
        "second buyer of the last item": buyers,
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: record_row_locks.py CONNECTION_STRING")
    target = Path(__file__).with_name("row-locks.json")
    target.write_text(json.dumps(record(sys.argv[1]), indent=1) + "\n")
    print(f"wrote {target}")
