"""Every state that nodes can reach, whatever the order of messages and the faults."""

import copy
from dataclasses import dataclass, field

from .kernel import Event
from .state import freeze

FAULTS = ("drop", "duplicate", "crash", "restart")


@dataclass(repr=False)
class Reached:
    """What `reach` found: `states`, `complete`, and the way to a violation, if any.

    `path` lists the actions of a shortest way, `trace` its events for `space_time` (its
    times count steps, not microseconds), `nodes` the nodes at its end, by name.
    """

    states: int = 0
    complete: bool = True
    ok: bool = True
    path: list = field(default_factory=list)
    trace: list = field(default_factory=list)
    nodes: dict = field(default_factory=dict)
    covered: str = ""

    def __repr__(self):
        if self.ok:
            return f"the invariant holds\ncovered: {self.covered}"
        steps = [
            f"{n}. {' '.join(map(str, act))}" for n, act in enumerate(self.path, 1)
        ]
        return "\n".join(
            ["the invariant is broken by", *steps, f"covered: {self.covered}"]
        )


class _System:
    """Nodes, messages on their way and timers that run: one state, and how it moves."""

    def __init__(self, nodes, budget, record=False):
        self.nodes, self.budget = {node.name: node for node in nodes}, dict(budget)
        self.initial = {name: copy.deepcopy(vars(n)) for name, n in self.nodes.items()}
        self.flying, self.timers, self.down = [], [], []
        self.now, self.number, self.trace = 0, 0, [] if record else None
        for node in nodes:
            node.host = self
            node.on_start()

    # What a Node asks of its host

    def transmit(self, source, destination, message):
        if destination not in self.nodes:
            known = ", ".join(self.nodes)
            raise ValueError(f"{source} sends to {destination!r}, but there is {known}")
        self.number += 1
        number = self.number if self.trace is not None else 0
        self.flying.append((source, destination, copy.deepcopy(message), number))
        self.log("send", source, message, destination, number)

    def set_timer(self, who, name, delay):
        if (who, name) in self.timers:
            self.timers.remove((who, name))
        if delay is not None:
            self.timers.append((who, name))

    def clock(self, who):
        return 0  # there is no time here, only order

    def log(self, kind, who, what=None, peer=None, number=None):
        if self.trace is not None:
            self.trace.append(Event(self.now, kind, who, what, peer, number))

    # How the state moves

    def actions(self):
        """Return what can happen next, as tuples of plain words and places."""
        acts = [("deliver", n) for n in range(len(self.flying))]
        acts += [("timer", n) for n in range(len(self.timers))]
        for fault in ("drop", "duplicate"):
            if self.budget.get(fault):
                acts += [(fault, n) for n in range(len(self.flying))]
        for fault in ("crash", "restart"):
            if self.budget.get(fault):
                acts += [(fault, n) for n in self.nodes if n not in self.down]
        return acts

    def act(self, kind, which, keep):
        """Let one thing happen; return it in words."""
        self.now += 1
        if kind in self.budget:
            self.budget[kind] -= 1
        if kind == "timer":
            who, name = self.timers.pop(which)
            self.log("timer", who, name)
            self.nodes[who].on_timer(name)
            return "timer", name, "of", who
        if kind in ("crash", "restart"):
            self.timers = [timer for timer in self.timers if timer[0] != which]
            self.log("crash", which)
            if kind == "crash":
                self.down.append(which)
            else:
                node = self.nodes[which]
                kept = (
                    vars(node) if keep is True else copy.deepcopy(self.initial[which])
                )
                kept.update(
                    {name: getattr(node, name) for name in keep or ()}
                    if keep is not True
                    else {}
                )
                node.__dict__ = {**kept, "host": self}
                self.log("restart", which)
                node.on_start()
            return kind, which
        source, destination, message, number = self.flying[which]
        if kind != "duplicate":
            del self.flying[which]
        lost = kind == "drop" or destination in self.down
        self.log("lost" if lost else "receive", destination, message, source, number)
        if not lost:
            self.nodes[destination].on_message(source, message)
        return kind, message, "from", source, "to", destination

    def fork(self):
        twin = copy.copy(self)
        kept = self.nodes, self.flying, self.timers, self.down, self.budget
        for node in self.nodes.values():
            del node.host
        copies = copy.deepcopy(kept)
        twin.nodes, twin.flying, twin.timers, twin.down, twin.budget = copies
        for system in (self, twin):
            for node in system.nodes.values():
                node.host = system
        return twin

    def key(self):
        nodes = []
        for name, node in self.nodes.items():
            state = {k: v for k, v in sorted(vars(node).items()) if k != "host"}
            nodes.append((name, state))
        flying = sorted(repr(freeze(message)) for message in self.flying)
        return freeze(
            nodes, sorted(self.timers), sorted(self.down), self.budget
        ), tuple(flying)


def reach(make, invariant, *, faults=None, keep=True, limit=100_000):
    """Visit, breadth first, every state that nodes can reach; stop at a violation.

    `make()` returns new nodes (a list); what their `on_start` sends and sets is where it
    begins. Any message on its way may arrive next, any timer may run out: there is no
    time. `faults` says how often each may happen at most, as in `{"drop": 1}`: drop,
    duplicate (a message), crash (for good), restart (a crash and a start at once, with
    `keep` as in Crash). `invariant(nodes)` gets the nodes by name and must hold in every
    state. At `limit` states the search stops and says so.

    >>> from minicluster import Node
    >>> class Doctor(Node):
    ...     def on_start(self):
    ...         if self.name == "ann":
    ...             self.send("bob", "call me")
    ...             self.send("bob", "call me")
    ...     calls = 0
    ...     def on_message(self, source, message):
    ...         self.calls += 1
    >>> reach(lambda: [Doctor("ann"), Doctor("bob")], lambda n: n["bob"].calls < 2)
    the invariant is broken by
    1. deliver call me from ann to bob
    2. deliver call me from ann to bob
    covered: 3 states, no faults
    """
    faults = dict(faults or {})
    for fault in faults:
        if fault not in FAULTS:
            raise ValueError(
                f"no fault {fault!r} here: choose among {', '.join(FAULTS)}"
            )
    start = _System(make(), faults)
    found, seen, level = Reached(states=1), {start.key(): None}, [(start, ())]
    bad = () if not invariant(start.nodes) else None
    while level and bad is None and found.complete:
        following = []
        for system, path in level:
            for action in system.actions():
                if bad is not None or not found.complete:
                    break
                after = system.fork()
                after.act(*action, keep)
                key = after.key()
                if key in seen:
                    continue
                if len(seen) == limit:
                    found.complete = False
                    break
                seen[key] = None
                following.append((after, (*path, action)))
                if not invariant(after.nodes):
                    bad = (*path, action)
        level = following
    found.states = len(seen)
    allowed = ", ".join(f"at most {n} {fault}" for fault, n in faults.items())
    stop = "" if found.complete else f"; stopped at limit={limit:,}"
    found.covered = f"{found.states:,} states, {allowed or 'no faults'}{stop}"
    if bad is not None:
        found.ok = False
        again = _System(make(), faults, record=True)
        found.path = [again.act(*action, keep) for action in bad]
        found.trace, found.nodes = again.trace, again.nodes
    return found
