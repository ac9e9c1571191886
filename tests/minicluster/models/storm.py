"""A world in which everything that can happen does: its trace tells Pythons apart."""

from dataclasses import astuple
from functools import partial

from minicluster import Crash, Node, Pause, World, call, sleep


class Counter(Node):
    total = 0

    def on_message(self, request, message):
        self.total += message
        self.reply(request, self.total)


def adder(*destinations, timeout=None, rest=0):
    answers = []
    for destination in destinations:
        answers.append((yield call(destination, 1, timeout=timeout)))
        yield sleep(rest)
    return answers


def world_of(*nodes, **options):
    world = World(seed=options.pop("seed", 1), **options)
    world.add(*nodes)
    return world


def storm(seed):
    world = world_of(
        Counter("n1"),
        Counter("n2"),
        seed=seed,
        latency=lambda stream, *_: stream.expovariate(1 / 900),
        loss=0.2,
        duplication=0.2,
        faults=[
            Crash("n1", at=3_000, restart=5_000),
            Pause("ann", at=2_000, duration=900),
        ],
    )
    world.start("ann", partial(adder, *["n1", "n2"] * 5, timeout=2_000))
    world.start("bob", partial(adder, *["n2", "n1"] * 5, timeout=2_000))
    world.run()
    return world


def written(world):
    """Return a world's trace as text, the same for the same events."""
    return repr([astuple(event) for event in world.trace])
