"""How long servers take to be ready, in seconds: the median of ten starts each.

python tools/measure_labs.py [how many starts]
"""

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "book"))
from labs import EtcdCluster, PostgresCluster, RedisNodes

BOUND = 3  # seconds; the promise holds for the rows marked with *
ROWS = {
    "PostgreSQL leader alone *": PostgresCluster,
    "PostgreSQL leader, 2 followers": lambda: PostgresCluster(replicas=2),
    "five Redis nodes *": lambda: RedisNodes(5),
    "Redis master and replica": lambda: RedisNodes(replica=True),
    "three etcd members *": lambda: EtcdCluster(3),
    "five etcd members": lambda: EtcdCluster(5),
}


def seconds_to_ready(make):
    """Start once; return the seconds to ready and to all gone."""
    begin = time.perf_counter()
    with make():
        ready = time.perf_counter()
    return ready - begin, time.perf_counter() - ready


def main(starts=10):
    """Print a table; exit with 1 when a promise is broken."""
    broken = False
    print(f"{'':32}{'median':>8}{'worst':>8}{'close':>8}")
    for name, make in ROWS.items():
        times, ends = zip(*(seconds_to_ready(make) for _ in range(starts)), strict=True)
        print(f"{name:32}{median(times):8.2f}{max(times):8.2f}{median(ends):8.2f}")
        broken |= name.endswith("*") and median(times) >= BOUND
    sys.exit(broken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
