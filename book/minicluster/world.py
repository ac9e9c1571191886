"""The world: nodes and clients, the network between them, and what goes wrong."""

import copy
import itertools
from types import SimpleNamespace

from .clients import Address, Client
from .kernel import Kernel, constant
from .node import forget

UNCHANGING = (int, str, bool, float, type(None))  # a message that needs no copy


class World(Kernel):
    """A simulated cluster. The same arguments give the same trace, to the bit.

    `seed` is an int or str. `latency` is a function of a random stream that returns
    microseconds; `loss` and `duplication` are probabilities per message. `faults` lists
    Crash, Pause, Skew, Cut and Loss. What a client returned is in `results`, by name.

    >>> from minicluster import Crash, Node, call
    >>> def ann():
    ...     return (yield call("n1", "hello", timeout=5_000))
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann())
    >>> world.run()
    >>> world.results, world.now
    ({'ann': TIMEOUT}, 5000)
    """

    def __init__(self, *, seed, latency=None, loss=0, duplication=0, faults=()):
        super().__init__(seed=seed)
        self.latency, self.loss = latency or constant(1_000), loss
        self.duplication, self.results = duplication, {}
        self._places, self._cuts = {}, []
        self.new_number = itertools.count(1).__next__  # of a message, call or operation
        self._network, self._chance = self.stream("network"), self.stream("faults")
        for fault in faults:
            fault.plan(self)

    def add(self, *nodes):
        """Add nodes and start them."""
        for node in nodes:
            self._enter(node, copy.deepcopy(vars(node)))
            node.on_start()

    def start(self, name, script, delay=0):
        """Start a client, a generator that yields calls and sleeps, in `delay` us."""
        self._enter(Client(name, script), None)
        self.log("start", name)
        self.set_timer(name, "wake", delay)

    def _enter(self, node, initial):
        if node.name in self._places:
            raise ValueError(f"there is a {node.name!r} already: give it another name")
        node.host, place = self, {"node": node, "initial": initial, "timers": {}}
        place = SimpleNamespace(**place, up=True, paused_until=0, skew=0)
        self._places[node.name] = place

    def _place(self, name, asking):
        if name not in self._places:
            known = ", ".join(self._places) or "nobody"
            raise ValueError(f"{asking}: no {name!r} in this world, only {known}")
        return self._places[name]

    def note(self, who, text):
        """Write `text` beside the line of `who`, in the trace and its drawing."""
        self._place(who, "note")
        self.log("note", who, text)

    def span(self, who, text, start, end):
        """Mark the time from `start` to `end` (us) on the line of `who`."""
        self._place(who, "span")
        self._events.append((start, "span", who, text, None, end))

    def clock(self, who):
        """Return what the clock of a node or client shows: `now` plus its skew."""
        return self.now + self._place(who, "clock").skew

    # Messages and timers, as nodes and clients ask

    def transmit(self, source, destination, message):
        """Send a copy of a message on its way, or two, or none."""
        if destination not in self._places:
            self._place(destination, source)
        if type(message) not in UNCHANGING:
            message = copy.deepcopy(message)
        number = self.new_number()
        self.log("send", source, message, destination, number)
        cut = self._cuts and (source, destination) in self._cuts
        if cut or (self.loss and self._chance.random() < self.loss):
            self.log("lost", destination, message, source, number)
            return
        double = self.duplication and self._chance.random() < self.duplication
        for _ in (1, 2) if double else (1,):
            delay = self.latency(self._network)
            self.after(delay, self._arrive, source, destination, message, number)

    def _arrive(self, source, destination, message, number):
        place = self._places[destination]
        if place.paused_until > self.now:
            wait = place.paused_until - self.now
            self.after(wait, self._arrive, source, destination, message, number)
        elif not place.up or (self._cuts and (source, destination) in self._cuts):
            self.log("lost", destination, message, source, number)
        else:
            self.log("receive", destination, message, source, number)
            if type(destination) is Address:
                place.node.on_reply(source, message, destination.call)
            else:
                place.node.on_message(source, message)

    def set_timer(self, who, name, delay):
        """Set, replace or (delay None) stop a timer."""
        timers = self._places[who].timers
        if name in timers:
            self.cancel(timers.pop(name))
        if delay is not None:
            timers[name] = self.after(delay, self._ring, who, name)

    def _ring(self, who, name):
        place = self._places[who]
        if place.paused_until > self.now:
            self.set_timer(who, name, place.paused_until - self.now)
            return
        del place.timers[name]
        if type(place.node) is not Client:
            self.log("timer", who, name)
        place.node.on_timer(name)

    # Faults, as their plans ask

    def crash(self, who, until):
        """Stop a node or client: it forgets its timers and hears nothing."""
        place = self._place(who, "Crash")
        place.up, place.paused_until = False, 0
        for name in list(place.timers):
            self.set_timer(who, name, None)
        self.log("crash", who, number=until)

    def restart(self, who, keep):
        """Start a node again with what it kept: see Crash."""
        place = self._places[who]
        forget(place.node, place.initial, keep)
        place.up = True
        self.log("restart", who)
        place.node.on_start()

    def pause(self, who, duration):
        """Put off what comes to a node or client until the pause is over."""
        place = self._place(who, "Pause")
        place.paused_until = max(place.paused_until, self.now + duration)
        self.log("pause", who, number=self.now + duration)
        self.after(duration, self.log, "resume", who)

    def skew(self, who, by):
        """Let a clock jump by so many microseconds."""
        self._place(who, "Skew").skew += by
        self.log("skew", who, by)

    def cut(self, links, heals=False):
        """Let no message pass along these links (pairs of names), or let them again."""
        for link in links:
            for name in link:
                self._place(name, "Cut")
            self._cuts.remove(link) if heals else self._cuts.append(link)
        names = ", ".join(f"{a} → {b}" for a, b in links)
        self.log("heal" if heals else "cut", links[0][0], names)
