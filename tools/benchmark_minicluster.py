"""Measure minicluster, side by side in one run.

    python tools/benchmark_minicluster.py

Messages per second against SimPy's own idiom (a process and a Store.put and get for
each message), schedules per second of the explorer, and the time of the recorded
verdicts. The rounds of all contestants take turns and the best of each counts, since
the machine may be shared.
"""

import sys
import time
from pathlib import Path

import simpy

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "book"), str(ROOT / "tests/minicluster/judging")]

from minicluster import Node, World, check_linearizable, explore  # noqa: E402
from recorded import cases  # noqa: E402

MESSAGES, ROUNDS = 40_000, 5


class Player(Node):
    """Sends the ball back until it has come often enough."""

    def on_start(self):
        if self.name == "ping":
            self.send("pong", MESSAGES)

    def on_message(self, source, message):
        if message > 1:
            self.send(source, message - 1)


def minicluster_messages():
    """Play in minicluster."""
    world = World(seed=1, latency=1_000)
    world.add(Player("pong"), Player("ping"))
    world.run()
    assert world.now == MESSAGES * 1_000


def simpy_messages():
    """Play in SimPy: every message is a process that waits and puts it in a Store."""
    environment = simpy.Environment()
    stores = {"ping": simpy.Store(environment), "pong": simpy.Store(environment)}

    def deliver(destination, message):
        yield environment.timeout(1_000)
        yield stores[destination].put(message)

    def player(name, other):
        while True:
            message = yield stores[name].get()
            if message > 1:
                environment.process(deliver(other, message - 1))

    environment.process(player("ping", "pong"))
    environment.process(player("pong", "ping"))
    environment.process(deliver("pong", MESSAGES))
    environment.run()
    assert environment.now == MESSAGES * 1_000


def schedules():
    """Run the 34,650 schedules of three clients with four steps each."""

    def client(shop):
        yield "look"
        yield "read"
        seen = shop["stock"]
        yield "think"
        yield "write"
        shop["stock"] = seen - 1

    def race():
        shop = {"stock": 9}
        return shop, {name: client(shop) for name in ("ann", "bob", "cal")}

    found = explore(race, bad=lambda shop: shop["stock"] != 6)
    assert found.schedules == 34_650


def verdicts(chosen):
    """Judge recorded histories."""
    for history, model, expected in chosen:
        assert check_linearizable(history, model).ok == expected


def best(*contestants):
    """Return the shortest time of each function, in seconds; their rounds alternate."""
    times = [[] for _ in contestants]
    for _ in range(ROUNDS):
        for contestant, own in zip(contestants, times, strict=True):
            start = time.perf_counter()
            contestant()
            own.append(time.perf_counter() - start)
    return [min(own) for own in times]


def main():
    """Print the table."""
    simpy_time, seconds = best(simpy_messages, minicluster_messages)
    print(f"messages per second, SimPy Store idiom   {MESSAGES / simpy_time:12,.0f}")
    rate, ratio = MESSAGES / seconds, simpy_time / seconds
    print(f"messages per second, minicluster         {rate:12,.0f}   {ratio:.1f} times")
    print(
        f"schedules per second (3 clients, 4 steps){34_650 / best(schedules)[0]:12,.0f}"
    )
    recorded = cases()
    if not recorded:
        print("verdicts: the recorded histories are not here")
    for kind in ("etcd", "c50-ok", "c50-bad"):
        chosen = [case for name, case in recorded.items() if name.startswith(kind)]
        if chosen:
            (seconds,) = best(lambda chosen=chosen: verdicts(chosen))
            print(f"seconds for {len(chosen):3} verdicts, {kind:14}{seconds:15.3f}")


if __name__ == "__main__":
    main()
