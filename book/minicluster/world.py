"""The world: nodes and clients, the network between them, and what goes wrong."""

import copy

from .clients import Address, Client
from .kernel import Kernel, constant
from .node import revive

SOLID = (int, str, bool, float, bytes, type(None))


class _Place:
    """What the world knows of one node or client, whatever happens to it."""

    def __init__(self, actor, initial):
        self.actor, self.initial = actor, initial
        self.up, self.pauses, self.skew = True, 0, 0
        self.timers, self.backlog = {}, []


class World(Kernel):
    """A simulated cluster. The same arguments give the same trace, to the bit.

    `seed` is an int or str. `latency` is a function of a random stream that returns
    microseconds; `links` gives single pairs, as in `{("ann", "n1"): constant(40_000)}`,
    one of their own, both ways. `loss` and `duplication` are probabilities per message.
    `faults` lists Crash, Pause, Skew, Cut and Loss. `record=False` leaves messages and
    timers out of `trace`. What a client returned is in `results`, by its name.

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

    def __init__(
        self,
        *,
        seed,
        latency=constant(1_000),  # noqa: B008 (it has no state)
        links=None,
        loss=0,
        duplication=0,
        faults=(),
        record=True,
    ):
        super().__init__(seed=seed)
        self.latency, self.links, self.record = latency, links or {}, record
        self.loss, self.duplication, self.faults = loss, duplication, list(faults)
        self.results, self._places, self._cuts, self._numbers = {}, {}, {}, 0
        self._network, self._chance = self.stream("network"), self.stream("faults")

    def add(self, *nodes):
        """Add nodes and start them."""
        for node in nodes:
            self._enter(node, copy.deepcopy(vars(node)))
            node.host = self
            node.on_start()

    def start(self, name, script, delay=0):
        """Start a client, a generator that yields calls and sleeps, in `delay` us."""
        client = Client(self, name, script)
        self._enter(client, None)
        self.log("start", name)
        self.awake_after(delay, name, client.resume, None)

    def run(self, until=None):
        """Do what is due, in order, up to and including time `until` (None: all)."""
        while self.faults:
            fault = self.faults.pop(0)
            for name in fault.names():
                self._place(name, fault)
            fault.plan(self)
        super().run(until)

    def note(self, who, text):
        """Write `text` beside the line of `who`, in the trace and its drawing."""
        self._place(who, "note")
        self.log("note", who, text)

    def span(self, who, text, start, end):
        """Mark the time from `start` to `end` (us) on the line of `who`."""
        self._place(who, "span")
        self.log("span", who, text, number=(start, end))

    def clock(self, who):
        """Return what the clock of a node or client shows: `now` plus its skew."""
        return self.now + self._place(who, "clock").skew

    def _enter(self, actor, initial):
        if actor.name in self._places:
            raise ValueError(f"there is a {actor.name!r} already: give it another name")
        self._places[actor.name] = _Place(actor, initial)

    def _place(self, name, asking):
        if name not in self._places:
            known = ", ".join(self._places) or "nobody"
            raise ValueError(f"{asking}: no {name!r} in this world, only {known}")
        return self._places[name]

    # Messages

    def transmit(self, source, destination, message):
        """Send a message on its way, as `Node.send` and `call` ask."""
        place = self._places.get(destination) or self._place(destination, source)
        if not _is_solid(message):
            message = copy.deepcopy(message)
        number = self._numbers = self._numbers + 1
        if self.record:
            line = self.now, "send", source, message, destination, number
            self._lines.append(line)
        if (self.loss and self._chance.random() < self.loss) or (
            self._cuts and self._cuts.get((source, destination))
        ):
            self._lose(source, destination, message, number)
            return
        latency = self.latency
        if self.links:
            back = self.links.get((destination, source), latency)
            latency = self.links.get((source, destination), back)
        copies = 1
        if self.duplication and self._chance.random() < self.duplication:
            copies = 2
        for _ in range(copies):
            delay = latency(self._network)
            self.after(delay, self._arrive, place, source, destination, message, number)

    def _arrive(self, place, source, destination, message, number):
        if not place.up or (self._cuts and self._cuts.get((source, destination))):
            self._lose(source, destination, message, number)
            return
        if place.pauses:
            args = place, source, destination, message, number
            place.backlog.append((self._arrive, args))
            return
        if self.record:
            line = self.now, "receive", destination, message, source, number
            self._lines.append(line)
        if type(destination) is Address:
            place.actor.on_reply(source, message, destination.call)
        else:
            place.actor.on_message(source, message)

    def _lose(self, source, destination, message, number):
        if self.record:
            self.log("lost", destination, message, source, number)

    def new_number(self):
        """Return the next number of a message, call or operation."""
        self._numbers += 1
        return self._numbers

    # Timers and waking

    def set_timer(self, who, name, delay):
        """Set, replace or (delay None) stop a timer, as a Node asks."""
        timers = self._places[who].timers
        if name in timers:
            self.cancel(timers[name][1])
            del timers[name]
        if delay is not None:
            number = self.new_number()
            handle = self.awake_after(delay, who, self._ring, who, name, number)
            timers[name] = number, handle

    def _ring(self, who, name, number):
        place = self._places[who]
        if place.timers.get(name, (None,))[0] == number:
            del place.timers[name]
            if self.record:
                self.log("timer", who, name)
            place.actor.on_timer(name)

    def awake_after(self, delay, who, function, *args):
        """Call a function of `who` in `delay` us, or when its pause is over by then."""
        return self.after(delay, self._awake, self._places[who], function, args)

    def _awake(self, place, function, args):
        if place.pauses:
            place.backlog.append((function, args))
        elif place.up:
            function(*args)

    # Faults, as their plans ask

    def crash(self, who):
        """Stop a node or client: it forgets its timers and what waits for it."""
        place = self._places[who]
        place.up, place.backlog = False, []
        for _, handle in place.timers.values():
            self.cancel(handle)
        place.timers = {}
        self.log("crash", who)

    def restart(self, who, keep):
        """Start a node again with what it kept: see Crash."""
        place = self._places[who]
        revive(place.actor, place.initial, keep)
        place.actor.host = self
        place.up, place.pauses = True, 0
        self.log("restart", who)
        place.actor.on_start()

    def pause(self, who):
        """Let nothing happen at a node or client until `resume`."""
        self._places[who].pauses += 1
        self.log("pause", who)

    def resume(self, who):
        """End a pause: what came in meanwhile happens now, in order."""
        place = self._places[who]
        place.pauses -= 1
        self.log("resume", who)
        while place.backlog and not place.pauses:
            function, args = place.backlog.pop(0)
            function(*args)

    def skew(self, who, by):
        """Let a clock jump by so many microseconds."""
        self._places[who].skew += by
        self.log("skew", who, by)

    def cut(self, links, change):
        """Cut (+1) or heal (-1) the links, pairs of names."""
        for link in links:
            self._cuts[link] = self._cuts.get(link, 0) + change
            self.log("cut" if change > 0 else "heal", link[0], peer=link[1])


def _is_solid(message):
    """Say whether nothing in a message can be changed, so that it needs no copy."""
    if type(message) is tuple:
        return all(map(_is_solid, message))
    return type(message) in SOLID
