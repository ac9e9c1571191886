"""Record anew what two sessions do on a real PostgreSQL: the files of book/recorded.

    PYTHONPATH=book .venv/bin/python tools/record_postgres.py

It starts a server of its own from the labs, and ends it. A second run changes nothing.
"""

import time

from labs.postgres import PostgresCluster
from recorded.everything import RECORDERS


def main():
    """Record everything, and say what was written and how long it took."""
    began = time.monotonic()
    with PostgresCluster() as pg:
        for path, record in RECORDERS.items():
            path.write_text(record(pg.leader.connect), "utf-8")
            print(f"wrote {path}")
    print(f"{time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
