"""The world: nodes and clients, the network between them, and what goes wrong."""

import copy

from .kernel import Kernel
from .nodes import Client

UNCHANGING = (int, str, bool, float, type(None))  # a message that needs no copy


class Names(dict):
    """Things by the names of nodes and clients; another name is an error."""

    def __missing__(self, name):
        raise ValueError(f"no {name!r} in this world, only {', '.join(self)}")


class World(Kernel):
    """A simulated cluster. The same arguments give the same trace, to the bit.

    `seed` is an int or str. `latency` is microseconds, or a function of a random stream
    that draws them, as in `lambda stream: stream.expovariate(1 / 900)`; it is rounded.
    `loss` and `duplication` are probabilities per message. `faults` lists Crash, Pause,
    Skew and Cut. What a client returned is in `results`, by name.

    >>> from minicluster import Crash, Node, call
    >>> def ann():
    ...     return (yield call("n1", "hello", timeout=5_000))
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> world.results, world.now
    ({'ann': None}, 5000)
    """

    def __init__(self, *, seed, latency=1_000, loss=0, duplication=0, faults=()):
        super().__init__(seed=seed)
        self.latency = latency if callable(latency) else lambda stream: latency
        self.loss, self.duplication, self.messages = loss, duplication, 0
        self.nodes, self.initial, self.results, self.timers = Names(), {}, {}, {}
        self.paused, self.skew, self.down, self.cuts = Names(), Names(), [], []
        self._network, self._chance = self.stream("network"), self.stream("faults")
        for fault in faults:
            self.after(fault.at, fault.begin, self)

    def __reduce__(self):
        """Count for nothing where two states are compared: see freeze."""
        return "world"

    def add(self, *nodes):
        """Add nodes and start them, at once: before any fault of this moment."""
        for node in nodes:
            if node.name in self.nodes:
                raise ValueError(f"there is a {node.name!r} already: name it otherwise")
            if not isinstance(node, Client):
                self.initial[node.name] = copy.deepcopy(vars(node))
            self.nodes[node.name], node.world = node, self
            self.paused[node.name] = self.skew[node.name] = 0
        for node in nodes:
            node.on_start()

    def start(self, name, script, delay=0):
        """Start a client, a generator that yields calls and sleeps, in `delay` us."""
        self.add(Client(name, script, delay))

    def clock(self, who):
        """Return what the clock of a node or client shows: `now` plus its skew."""
        return self.now + self.skew[who]

    def transmit(self, source, destination, message):
        """Send a copy of a message on its way, or two, or none."""
        if type(message) not in UNCHANGING:
            message = copy.deepcopy(message)
        self.messages += 1
        sent = source, destination, message, self.messages
        self.log("send", source, message, self.nodes[destination].name, self.messages)
        lost = self.loss and self._chance.random() < self.loss
        if lost or (self.cuts and self._cut(source, destination)):
            return self.lose(*sent)
        double = self.duplication and self._chance.random() < self.duplication
        for _ in (1, 2) if double else (1,):
            self.after(round(self.latency(self._network)), self.receive, False, *sent)

    def _cut(self, source, destination):
        return any(cut.stops(source, destination) for cut in self.cuts)

    def lose(self, source, destination, message, number):
        """Write into the trace that a message was lost."""
        self.log("lost", destination, message, source, number)

    def receive(self, waited, *sent):
        """Hand over a copy of a message, unless it is lost or has to wait."""
        source, destination, message, number = sent
        cut = destination in self.down or (self.cuts and self._cut(source, destination))
        if cut and not waited:
            return self.lose(*sent)
        if self.paused[destination] > self.now:
            wait = self.paused[destination] - self.now
            return self.after(wait, self.receive, True, *sent)
        self.log("receive", destination, message, source, number)
        if type(message) not in UNCHANGING:
            message = copy.deepcopy(message)
        call = getattr(destination, "call", None)
        self.nodes[destination].on_delivery(source, message, call)

    def set_timer(self, who, name, delay):
        """Set, replace or (delay None) stop a timer."""
        if (who, name) in self.timers:
            self.cancel(self.timers.pop((who, name)))
        if delay is not None:
            self.timers[who, name] = self.after(delay, self.ring, who, name)

    def ring(self, who, name):
        """Tell a node or client that a timer has run out, if it is not paused."""
        if self.paused[who] > self.now:
            return self.set_timer(who, name, self.paused[who] - self.now)
        self.log("timer", who, name)
        self.nodes[who].on_timer(name)
