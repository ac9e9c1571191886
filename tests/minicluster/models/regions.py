"""Nine replicas in three regions, and a client in one of them."""

from statistics import median

from minicluster import Node, World, call, sleep

MS = 1_000


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


EVERYWHERE = [region + number for region in "eua" for number in "123"]
LEVELS = {  # (who is asked, how many answers are waited for)
    "ONE": (EVERYWHERE, 1),
    "LOCAL_QUORUM": (EVERYWHERE[:3], 2),
    "QUORUM": (EVERYWHERE, 5),
    "ALL": (EVERYWHERE, 9),
}
HALF = {"e e": 0.83, "e u": 43, "a e": 78}  # of a round trip, ms, by regions


def between_regions(stream, source, destination, message):
    """A matrix of regions: the first letter of a name tells where it is."""
    half = HALF[" ".join(sorted((source[0], destination[0])))]
    return half * MS * stream.uniform(0.8, 1.2)


def asker(names, quorum, times, times_taken, world):
    for _ in range(times):
        start = world.now
        yield call(names, "hello", quorum=quorum)
        times_taken.append(world.now - start)
        yield sleep(1_000)


def quorum_median(names, quorum):
    """Return the median time (ms) until so many of the nodes have answered."""
    world = World(seed=1, latency=between_regions)
    world.add(*[Echo(name) for name in EVERYWHERE])
    taken = []
    world.start("e client", asker, names, quorum, 500, taken, world)
    world.run()
    return median(taken) / MS
