"""Every state that nodes can reach, whatever the order of messages and the faults."""

import copy
from dataclasses import dataclass, field

from .kernel import Event
from .node import forget
from .state import freeze

FAULTS = ("drop", "duplicate", "crash", "restart")


@dataclass(repr=False)
class Reached:
    """What `reach` found: `ok`, `states`, `complete`, `covered` and a way to trouble.

    `path` lists the actions of a shortest way to a state that breaks the invariant,
    `trace` its events for `space_time` (their times count steps, not microseconds),
    `nodes` the nodes at its end, by name.

    >>> Reached(True, 4, True, "4 states, no faults")
    the invariant holds
    covered: 4 states, no faults
    """

    ok: bool
    states: int
    complete: bool
    covered: str
    path: list = field(default_factory=list)
    trace: list = field(default_factory=list)
    nodes: dict = field(default_factory=dict)

    def __repr__(self):
        steps = [
            f"{n}. {' '.join(map(str, act))}" for n, act in enumerate(self.path, 1)
        ]
        head = "the invariant holds" if self.ok else "the invariant is broken by"
        return "\n".join([head, *steps, f"covered: {self.covered}"])


def reach(make, invariant, *, faults=None, keep=True, limit=100_000):
    """Visit, breadth first, every state that nodes can reach; stop at a violation.

    `make()` returns new nodes (a list); what their `on_start` sends and sets is where
    it begins. Any message on its way may arrive next, any timer may run out: there is
    no time. `faults` says how often each may happen at most, as in `{"drop": 1}`: drop,
    duplicate (a message), crash (for good), restart (a crash and a start at once, with
    `keep` as in Crash). `invariant(nodes)` gets the nodes by name and must hold in
    every state. At `limit` states the search stops and says so.

    >>> from minicluster import Node
    >>> class Doctor(Node):
    ...     calls = 0
    ...     def on_start(self):
    ...         if self.name == "ann":
    ...             self.send("bob", "call me")
    ...     def on_message(self, source, message):
    ...         self.calls += 1
    >>> def make():
    ...     return [Doctor("ann"), Doctor("bob")]
    >>> reach(make, lambda nodes: nodes["bob"].calls < 2, faults={"duplicate": 1})
    the invariant is broken by
    1. duplicate call me from ann to bob
    2. deliver call me from ann to bob
    covered: 4 states, at most 1 duplicate
    """
    faults = dict(faults or {})
    for fault in faults:
        if fault not in FAULTS:
            raise ValueError(
                f"no fault {fault!r} here: choose among {', '.join(FAULTS)}"
            )
    start = _System(make(), faults, keep)
    seen, waiting, complete = {start.key()}, [(start, ())], True
    bad = None if invariant(start.nodes) else ()
    for system, path in waiting:  # it grows meanwhile: breadth first
        for action in system.actions() if bad is None and complete else ():
            after = copy.deepcopy(system)
            after.act(*action)
            key = after.key()
            if key in seen:
                continue
            complete = len(seen) < limit
            if not complete:
                break
            seen.add(key)
            waiting.append((after, (*path, action)))
            if not invariant(after.nodes):
                bad = (*path, action)
                break
    allowed = ", ".join(f"at most {n} {fault}" for fault, n in faults.items())
    stop = "" if complete else f"; stopped at limit={limit:,}"
    covered = f"{len(seen):,} states, {allowed or 'no faults'}{stop}"
    found = Reached(bad is None, len(seen), complete, covered)
    if bad is not None:
        again = _System(make(), faults, keep, trace=[])
        found.path = [again.act(*action) for action in bad]
        found.trace, found.nodes = again.trace, again.nodes
    return found


class _System:
    """Nodes, messages on their way and timers that run: one state, and how it moves."""

    def __init__(self, nodes, budget, keep, trace=None):
        self.nodes, self.budget = {node.name: node for node in nodes}, dict(budget)
        self.keep, self.initial = keep, copy.deepcopy(self.nodes)
        self.flying, self.timers, self.down = [], [], []
        self.trace, self.now = trace, 0
        for node in nodes:
            node.host = self
            node.on_start()

    def transmit(self, source, destination, message):
        if destination not in self.nodes:
            known = ", ".join(self.nodes)
            raise ValueError(f"{source} sends to {destination!r}, but there is {known}")
        number = len(self.trace or ())
        self.flying.append((source, destination, copy.deepcopy(message), number))
        self.log("send", source, message, destination, number)

    def set_timer(self, who, name, delay):
        self.timers = [timer for timer in self.timers if timer != (who, name)]
        self.timers += [(who, name)] * (delay is not None)

    def clock(self, who):
        return 0  # there is no time here, only order

    def log(self, *event):
        if self.trace is not None:
            self.trace.append(Event(self.now, *event))

    def actions(self):
        """Return what can happen next, as (kind, which)."""
        up = [name for name in self.nodes if name not in self.down]
        which = {"deliver": range(len(self.flying)), "timer": self.timers}
        which |= {"drop": which["deliver"], "duplicate": which["deliver"]}
        which |= {"crash": up, "restart": up}
        kinds = ["timer", "deliver", *[f for f in FAULTS if self.budget.get(f)]]
        return [(kind, one) for kind in kinds for one in which[kind]]

    def act(self, kind, which):
        """Let one thing happen; return it in words."""
        self.now += 1
        if kind in self.budget:
            self.budget[kind] -= 1
        if kind == "timer":
            who, name = which
            self.set_timer(who, name, None)
            self.log("timer", who, name)
            self.nodes[who].on_timer(name)
            return kind, name, "of", who
        if kind in ("crash", "restart"):
            self.timers = [timer for timer in self.timers if timer[0] != which]
            self.log("crash", which)
            if kind == "crash":
                self.down.append(which)
            else:
                forget(self.nodes[which], vars(self.initial[which]), self.keep)
                self.log("restart", which)
                self.nodes[which].on_start()
            return kind, which
        source, destination, message, number = self.flying[which]
        if kind != "duplicate":
            del self.flying[which]
        lost = kind == "drop" or destination in self.down
        self.log("lost" if lost else "receive", destination, message, source, number)
        if not lost:
            self.nodes[destination].on_message(source, message)
        return kind, message, "from", source, "to", destination

    def key(self):
        """Return a hashable picture of the state; messages have no order."""
        nodes = [
            sorted(
                (name, value) for name, value in vars(node).items() if name != "host"
            )
            for node in self.nodes.values()
        ]
        flying = sorted(repr(freeze(message[:3])) for message in self.flying)
        rest = sorted(self.timers), sorted(self.down), self.budget
        return freeze([nodes, flying, rest])
