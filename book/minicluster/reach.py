"""Every state that nodes can reach, whatever the order of messages and the faults."""

from collections import Counter, namedtuple

from .state import freeze


class Reached(namedtuple("Reached", "ok states complete covered world")):
    """What `reach` found: `ok`, `states`, `complete`, `covered` and a way to trouble.

    `world` is None, or a world in which the invariant is broken, by as few events as
    can be: its `nodes`, and a `trace` for `space_time` that counts steps, not time.

    >>> Reached(True, 4, True, "4 states", None)
    the invariant holds
    covered: 4 states
    """

    def __repr__(self):
        head = "the invariant holds" if self.ok else "the invariant is broken by"
        trace = self.world.trace if self.world else ()
        steps = [str(event) for event in trace if event.kind not in ("start", "send")]
        return "\n".join([head, *steps, f"covered: {self.covered}"])


def reach(make, invariant, *, limit=100_000):
    """Visit, breadth first, every state that a world can reach; stop at a violation.

    `make()` returns a new World with its nodes, clients and faults. There is no time:
    whatever the world has yet to do may come next, be it the arrival of a message, the
    end of a timer, the begin of a fault or its end. So Crash tries a crash at every
    moment, a Cut with an end the loss of any messages in a row; Pause and Skew have no
    meaning here. `invariant(nodes)` gets the nodes by name and must hold in every
    state; it may ask for `world.results` too, but not for the trace, of which a state
    has many. At `limit` states the search stops and says so. Raises ValueError for a
    world with a loss or duplication between 0 and 1.

    >>> from minicluster import Node, World
    >>> class Doctor(Node):
    ...     calls = 0
    ...     def on_start(self):
    ...         if self.name == "ann":
    ...             self.send("bob", "call me")
    ...     def on_message(self, source, message):
    ...         self.calls += 1
    >>> def make():
    ...     world = World(seed=1, duplication=1)
    ...     world.add(Doctor("bob"), Doctor("ann"))
    ...     return world
    >>> reach(make, lambda nodes: nodes["bob"].calls < 2)
    the invariant is broken by
    bob: receive call me from ann
    bob: receive call me from ann
    covered: 3 states
    """
    seen, paths = set(), [()]
    for path in paths:  # it grows meanwhile: breadth first
        world = make()
        world.clock = lambda who: 0
        if {world.loss, world.duplication} - {0, 1}:
            raise ValueError("no chance in reach: make loss and duplication 0 or 1")
        for place in path:
            _, _, function, args = world.queue.pop(place)
            world.now += 1
            function(*args)
        pending = Counter(freeze([f, args[:4]]) for _, _, f, args in world.queue if f)
        nodes = [sorted(vars(node).items()) for node in world.nodes.values()]
        told, cuts = sorted(world.results.items()), sorted(world.cuts, key=repr)
        rest = freeze([nodes, told, cuts, sorted(world.down)])
        state = rest, frozenset(pending.items())
        if state in seen:
            continue
        if len(seen) == limit:
            return Reached(True, limit, False, f"{limit:,} states, the limit", None)
        seen.add(state)
        if not invariant(world.nodes):
            return Reached(False, len(seen), True, f"{len(seen):,} states", world)
        paths += [(*path, place) for place, due in enumerate(world.queue) if due[2]]
    return Reached(True, len(seen), True, f"all {len(seen):,} states", None)
