"""Two worlds that the course draws: Redlock with a restart, and a paused holder."""

from minicluster import Crash, Cut, Node, Pause, World, call, record, sleep, space_time

MS = 1_000  # microseconds
SERVERS = ["r1", "r2", "r3", "r4", "r5"]


class Redis(Node):
    owner = None

    def on_message(self, request, message):
        if self.owner is None:
            self.owner = message
        self.reply(request, "OK" if self.owner == message else "no")


def locker(name):
    replies = yield call(SERVERS, name, timeout=8 * MS)
    granted = list(replies.values()).count("OK")
    return "holds the lock" if granted >= 3 else "refused"


def result(variables):
    return variables.get("result")


def two_holders(first="A", second="B", mirrored=False):
    def both_hold(shown):
        if shown[first] == shown[second] == "holds the lock":
            return "two hold the lock"
        return None

    lost = [Cut(first, server, at=0, until=9 * MS) for server in ("r4", "r5")]
    restart = Crash("r3", at=12 * MS, restart=16 * MS)
    world = World(seed=1, latency=2 * MS, faults=[*lost, restart])
    world.add(*map(Redis, SERVERS))
    world.start(first, locker, first)
    world.start(second, locker, second, delay=20 * MS)
    record(
        world,
        stored=dict.fromkeys(SERVERS, "owner"),
        believed={first: result, second: result},
        harm=both_hold,
    )
    who = [first, *SERVERS, second]
    return space_time(world.trace, who=who[::-1] if mirrored else who)


class LockServer(Node):
    lease, expiry = 0, 0

    def on_message(self, request, message):
        if self.clock() < self.expiry:
            self.reply(request, "held")
        else:
            self.lease += 1
            self.expiry = self.clock() + 30 * MS
            self.reply(request, self.lease)


class File(Node):
    content = "empty"

    def on_message(self, request, message):
        self.content, _ = message
        self.reply(request, "ok")


def worker(text):
    lease = "held"
    while lease == "held":
        lease = yield call("locks", "lock")
    yield sleep(8 * MS)
    yield call("file", (text, lease))


def holds(variables):
    lease = variables.get("lease", "held")
    return None if lease == "held" else f"holds lease {lease}"


def anns_is_over(shown):
    if shown["Ann"] and shown["locks"] != "lease 1":
        return "Ann's lease is over"
    return None


def paused_world():
    pause = Pause("Ann", at=8 * MS, duration=60 * MS)
    world = World(seed=1, latency=2 * MS, faults=[pause])
    world.add(LockServer("locks"), File("file"))
    world.start("Ann", worker, "Ann's work")
    world.start("Bob", worker, "Bob's work", delay=35 * MS)
    record(
        world,
        stored={"file": "content"},
        believed={"Ann": holds, "Bob": holds},
        leases={"locks": lambda node: (f"lease {node.lease}", node.expiry)},
        harm=anns_is_over,
    )
    return world


def paused_holder():
    return space_time(paused_world().trace, who=["Ann", "locks", "Bob", "file"])
