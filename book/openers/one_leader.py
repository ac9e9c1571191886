"""One leader and its follower: the opener of `does-one-leader-keep-every-write`."""

import ast
from dataclasses import dataclass
from types import SimpleNamespace

from explorable import play
from minicluster import Node, World, call, reach
from minicluster.cluster.actions import FaultStep, Request
from minicluster.cluster.faults import Fault

WRITES = "ab"


class Stored(Node):
    """A server's log, one letter for each write, and the way messages come in."""

    durable = ("log", "role")

    def __init__(self, name, followers=()):
        super().__init__(name)
        self.log = ""
        self.stored = dict.fromkeys(followers, 0)  # how far each is known to be
        self.waiting = {}  # writes that are not acknowledged, by position
        self.role = "leader" if followers else "follower"

    def on_start(self):
        role, self.role = self.role, None
        self.become(role)

    def on_message(self, request, message):
        kind, *rest = message
        getattr(self, f"on_{kind}")(request, *rest)

    def on_stored(self, request, position):
        known = self.stored[request.source]
        self.stored[request.source] = max(known, position)

    def on_read(self, request):
        self.reply(request, self.log)


class Replica(Stored):
    def on_write(self, request, write):
        self.reply(request, "read-only")

    def on_copy(self, request, start, news):
        if self.role == "leader":
            return
        if len(self.log) < start + len(news):
            self.log = self.log[:start] + news
        stored = ("stored", len(self.log))
        self.send(request.source, stored)


class Server(Replica):
    def on_write(self, request, write):
        if self.role != "leader":
            return super().on_write(request, write)
        self.log += write
        for name, start in self.stored.items():
            news = self.log[start:]
            self.send(name, ("copy", start, news))
        self.acknowledge(request)

    def acknowledge(self, request):
        self.reply(request, "ok")


@dataclass(frozen=True)
class Failover(Fault):
    """The leader dies, and later the follower with the longest log takes its place."""

    at: int = 0  # when it dies, in microseconds
    promote: int = 0  # when the follower is promoted

    def begin(self, world):
        world.take_down("leader")
        world.plan(self.promote - self.at, FaultStep(self, "end"))

    def end(self, world):
        followers = [n for n in world.nodes.values() if n.role == "follower"]
        max(followers, key=lambda node: len(node.log)).become("leader")


def was_told(world):
    """Return the writes that Ann was told are kept."""
    ann = world.nodes["Ann"]
    ann.catch_up()
    if ann.finished:
        return ann.result
    return ann.generator.gi_frame.f_locals.get("told", "")


def lost(world):
    """Return those of them that a promoted follower does not have."""
    leaders = [n for n in world.nodes.values() if n.role == "leader"]
    logs = [node.log for node in leaders if node.name != "leader"]
    return [write for write in was_told(world) if logs and write not in logs[0]]


def writer(server, writes):
    told = ""
    for write in writes:
        reply = yield call(server, ("write", write))
        if reply == "ok":
            told += write
    return told


def one_follower():
    world = World(seed=1, faults=[Failover()])
    world.add(Server("leader", ["follower"]), Server("follower"))
    world.start("Ann", writer, "leader", WRITES)
    return world


def nothing_is_lost(world):
    return not lost(world)


def is_open(world):
    """Say whether Ann can still be told something that the new leader lacks."""
    leads = [n.name for n in world.nodes.values() if n.role == "leader"]
    under_way = [action for _, _, action in world.queue if isinstance(action, Request)]
    return leads == ["leader"] or any(r.destination == "Ann" for r in under_way)


def found():
    """Search every order of messages, the leader's death and the promotion."""
    return reach(one_follower, nothing_is_lost, bound=is_open)


def graph():
    """Return the states: hearing ok, Ann sends her next write in the same step."""
    data = found().graph().as_data()
    for state in data["states"]:
        state["actors"]["Ann"]["waits"] = None  # she waits for a message, as all do
        following = WRITES[len(told_to(state)) + 1 :]
        for move in state["moves"]:
            if move["label"].startswith("receive ok") and following:
                move["label"] = f"hear ok, write {following[0]}"
    return SimpleNamespace(as_data=lambda: data)


def told_to(state):
    """Return what Ann has been told is kept, in a state of the graph."""
    holds = state["actors"]["Ann"]["holds"]
    return holds.get("result", holds.get("told", ""))


def log_of(name, state):
    """Return a server's log as words, and what has become of the server."""
    holds = state["actors"][name]["holds"]
    log = " ".join(holds["log"]) or "empty"
    if name in state["shared"]["down"]:
        return f"{log} (dead)"
    return f"{log} (leads)" if holds["role"] == "leader" else log


def looks(state):
    """Say what is seen: both logs, and what Ann was told."""
    return {
        "leader's log": log_of("leader", state),
        "follower's log": log_of("follower", state),
        "Ann was told": ", ".join(f"{w} ok" for w in told_to(state)) or "nothing",
    }


def moves(who, label):
    """Say a move as the reader would: what arrives, and what happens to a server."""
    if label == "begin of failover":
        return None, "leader: die"
    if label == "end of failover":
        return None, "follower: be promoted"
    if label == "timer wake":
        return who, f"write {WRITES[0]}"
    if label.startswith("hear ok"):
        return who, label
    verb, _, rest = label.partition(" ")
    message, _, _ = rest.rpartition(" from ")
    if message == "ok":
        return who, "hear ok"
    kind, *rest = ast.literal_eval(message)
    if kind == "write":
        said = f"write {rest[-1]}"
    elif kind == "copy":
        said = f"copy of {' and '.join(rest[-1])}"
    else:
        said = f"“stored, up to {rest[-1]}”"
    return None, f"{who}: {'lose' if verb == 'lose' else 'get'} {said}"


def believes(name, state):
    """Say what Ann takes for true."""
    heard = told_to(state)
    return f"believes: {' and '.join(heard)} kept" if heard else ""


def told(state):
    """Say how a run ended."""
    heard = told_to(state)
    log = state["actors"]["follower"]["holds"]["log"]
    gone = [write for write in heard if write not in log]
    if gone:
        verb = "are" if len(gone) > 1 else "is"
        return f"Ann was told ok, and {' and '.join(gone)} {verb} not in the new log."
    if heard:
        return "The new leader has all that Ann was told is kept. Try another order."
    return "Nothing is lost that Ann counts on: she was told nothing. Try again."


def opener():
    """Draw it: make a write vanish that was acknowledged."""
    return play(
        graph(),
        name="one-leader",
        goal="Make a write vanish after Ann was told ok.",
        shows=looks,
        actors=["Ann"],
        moves=moves,
        believes=believes,
        harm={"follower's log": "a write is gone"},
        ends=None,
        nobody="something happens to a server",
        told=told,
    )
