"""Run a world, and write into its trace what nodes store and clients believe."""

from dataclasses import dataclass, field

from ..cluster.client import Client

NOTHING = "nothing"  # a stored value that is None


def record(world, *, stored=None, believed=None, leases=None, harm=None, until=None):
    """Run a world as `world.run(until)` does, and note what a picture is to show.

    Each of the first three is a dict by the name of a node or client. `stored` has the
    name of an attribute or a function of the node. `believed` has a function of a dict
    of the client's variables (its "result" once it has ended): words, or None for
    nothing. `leases` has a function of the node that returns words and the time by the
    node's clock when the lease ends (microseconds), or None. `harm` is a function of
    all that is shown at a moment, by name, and returns words while a promise is broken.

    A function is asked after each moment at which something happened or a lease ended.
    Raises ValueError for a name that is not in the world.

    >>> from minicluster import Node, World, call
    >>> class Shelf(Node):
    ...     content = "empty"
    ...     def on_message(self, request, message):
    ...         self.content = message
    ...         self.reply(request, "ok")
    >>> def ann():
    ...     yield call("shelf", "cup")
    >>> world = World(seed=1)
    >>> world.add(Shelf("shelf"))
    >>> world.start("ann", ann)
    >>> record(world, stored={"shelf": "content"})
    >>> [(e.time, e.what) for e in world.trace if e.kind == "value"]
    [(0, 'empty'), (1000, 'cup')]
    """
    recorder = _Recorder(world, stored or {}, believed or {}, leases or {}, harm)
    recorder.look()
    while world.queue or recorder.ends_ahead():
        moment = recorder.next_moment()
        if until is not None and moment > until:
            break
        world.run(moment)
        recorder.look()
    if until is not None:
        world.run(until)
    recorder.write()


@dataclass
class _Period:
    """A time in which the same was to be seen."""

    kind: str  # of the event that will tell it
    who: str
    words: str
    start: int  # microseconds
    end: int | None = None  # microseconds; None: it lasts
    to: str | None = None  # the last lane of a harm


@dataclass
class _Recorder:
    """What is to be seen now, and what was."""

    world: object
    stored: dict
    believed: dict
    leases: dict
    harm: object
    now: dict = field(default_factory=dict)  # the _Period that lasts, by (kind, who)
    seen: list = field(default_factory=list)  # of _Period, as they began

    def look(self):
        """Ask what is to be seen at this moment."""
        shown = {}
        for who, question in self.stored.items():
            self._see("value", who, self._stored(who, question))
        for who, question in self.leases.items():
            shown[who] = self._lease(who, question)
        for who, question in self.believed.items():
            shown[who] = self._belief(who, question)
            self._see("belief", who, shown[who])
        for who in self.stored:
            shown.setdefault(who, self._words("value", who))
        if self.harm is not None:
            self._see_harm(self.harm(shown))

    def _is_down(self, who):
        return self.world.nodes[who].name in self.world.down

    def _stored(self, who, question):
        node = self.world.nodes[who]
        if self._is_down(who):
            return None
        value = question(node) if callable(question) else getattr(node, question)
        return NOTHING if value is None else str(value)

    def _belief(self, who, question):
        client = self.world.nodes[who]
        if self._is_down(who):
            return None
        if not isinstance(client, Client):
            raise ValueError(f"{who!r} is no client: what a node has is stored={{...}}")
        client.catch_up()
        if client.finished:
            return question({"result": client.result})
        return question(dict(client.generator.gi_frame.f_locals))

    def _lease(self, who, question):
        """See a lease, which may end at a moment at which nothing else happens."""
        found = None if self._is_down(who) else question(self.world.nodes[who])
        words, expiry = found or (None, 0)
        end = expiry - self.world.clock_offset[who]
        if words is None or end <= self.world.now:
            self._see("span", who, None)
            return None
        self._see("span", who, words)
        self.now["span", who].end = end
        return words

    def _words(self, kind, who):
        period = self.now.get((kind, who))
        return period.words if period else None

    def _see(self, kind, who, words):
        """Begin a new period if the words are others than before."""
        before = self.now.get((kind, who))
        if before is not None and before.words == words:
            return
        if before is not None:
            before.end = self.world.now
            del self.now[kind, who]
        if words is not None:
            period = _Period(kind, who, words, self.world.now)
            self.now[kind, who] = period
            self.seen.append(period)

    def _see_harm(self, words):
        self._see("harm", "", words)
        if words is not None and self.now["harm", ""].to is None:
            period = self.now["harm", ""]
            holders = [who for who in self.believed if self._words("belief", who)]
            holders = holders or list(self.leases) or list(self.stored)
            period.who, period.to = holders[0], holders[-1]

    def ends_ahead(self):
        """Return when the leases end that last beyond now."""
        ends = [self.now[key].end for key in self.now if key[0] == "span"]
        return [end for end in ends if end is not None and end > self.world.now]

    def next_moment(self):
        """Return when something happens next."""
        moments = self.ends_ahead()
        if self.world.queue:
            moments.append(self.world.queue[0][0])
        return min(moments)

    def write(self):
        """Write all that was seen into the trace of the world."""
        for p in self.seen:
            number = int(p.start > 0) if p.kind == "value" else None
            event = (p.start, p.kind, p.who, p.words, p.to, number, p.end)
            self.world.events.append(event)
