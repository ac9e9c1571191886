"""The world: nodes and clients, their timers, and what goes wrong with them."""

import copy
import random

from .actions import Delayed, Timer
from .client import Client
from .network import Names, Network
from .nodes import refuse_shared_state


class World(Network):
    """A simulated cluster. The same arguments give the same trace, to the bit.

    `seed` is an int or str. `latency` is microseconds, or a function that returns them
    for each message: `lambda stream, source, destination, message: ...`, with a random
    stream to draw from; what it returns is rounded. `loss` and `duplication` are
    probabilities per message. `faults` lists Crash, Pause, ClockJump, Cut, Partition.

    >>> from minicluster import Crash, Node, call
    >>> def ann():
    ...     return (yield call("n1", "hello", timeout=5_000))
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann)
    >>> world.run()
    >>> world.results, world.now
    ({'ann': None}, 5000)
    """

    def __init__(self, *, seed, latency=1_000, loss=0, duplication=0, faults=()):
        self.clock_offset = Names()  # microseconds by which each clock is wrong
        self.timers = {}  # entries of the queue by (who, name of the timer)
        self.first = {}  # what a node begins with after a crash, by name
        self.timeless = False  # in `reach` there is no time: see Snapshots
        super().__init__(
            seed=seed,
            latency=latency,
            loss=loss,
            duplication=duplication,
            faults=faults,
        )

    def __reduce__(self):
        """Count for nothing where two states are compared: see freeze."""
        return "world"

    def add(self, *nodes):
        """Add nodes and start them, at once: before any fault of this moment."""
        if self.timeless:
            mend = "let make() add all that there is"
            raise ValueError(f"a node was added in the middle of a search: {mend}")
        for node in nodes:
            if node.name in self.nodes:
                raise ValueError(f"there is a {node.name!r} already: name it otherwise")
            refuse_shared_state(node)
            self.first[node.name] = self.copied(node.saved(), node.name)
            self.nodes[node.name] = node
            self.paused[node.name] = 0
            self.clock_offset[node.name] = 0
            node.world = self
        for node in nodes:
            node.on_start()

    def start(self, name, function, *arguments, delay=0):
        """Start a client: `function(*arguments)` yields calls and sleeps.

        It begins in `delay` microseconds, and again after a crash with a restart: with
        its arguments as they first were. In `reach` it has its own copy of them.
        """
        self.add(Client(name, function, arguments, delay))

    @property
    def results(self):
        """What each client returned that has come to its end, by name."""
        clients = [node for node in self.nodes.values() if isinstance(node, Client)]
        return {client.name: client.result for client in clients if client.finished}

    def clock(self, who):
        """Return what the clock of a node or client shows: `now` and its error."""
        return 0 if self.timeless else self.now + self.clock_offset[who]

    def stream(self, name):
        """Return the random.Random of one purpose: drawing from it moves no other."""
        if self.timeless:  # what is drawn must be the same on every way to a state
            return random.Random(f"{self.seed}/{name}")
        return super().stream(name)

    def set_timer(self, who, name, delay):
        """Set a timer, or set it anew."""
        self.cancel_timer(who, name)
        self.timers[who, name] = self.plan(delay, Timer(who, name))

    def cancel_timer(self, who, name):
        """Stop a timer, if it is set."""
        if (who, name) in self.timers:
            self.cancel(self.timers.pop((who, name)))

    def fire(self, timer):
        """Tell a node or client that a timer has run out, once it is not paused."""
        who, name = timer.who, timer.name
        if self.paused[who] > self.now:
            self.set_timer(who, name, self.paused[who] - self.now)
            return
        del self.timers[who, name]
        self.log("timer", who, name)
        self.nodes[who].on_timer(name)

    def take_down(self, who):
        """Stop a node or client: its timers and what waits for it are gone."""
        self.down.append(self.nodes[who].name)
        self.log("crash", who)
        self.paused[who] = 0
        for entry in self.queue:
            action = entry[2]
            if isinstance(action, Timer) and action.who == who:
                self.cancel_timer(who, action.name)
            if isinstance(action, Delayed) and action.request.destination == who:
                self.cancel(entry)
                self.lose(action.request)

    def bring_back(self, who):
        """Start a node or client again, if nothing else holds it down."""
        self.down.remove(who)
        if who not in self.down:
            self.log("restart", who)
            self.nodes[who].restart(copy.deepcopy(self.first[who]))

    def pause(self, who, until):
        """Let a node or client do nothing until a time, unless it is down."""
        if self.nodes[who].name not in self.down and not self.timeless:
            self.paused[who] = max(self.paused[who], until)
            self.log("pause", who, until=until)
