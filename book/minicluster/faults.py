"""Faults are data: a list of these is given to the World. Times are microseconds."""

import copy
from collections import namedtuple

from .nodes import listed


class Crash(namedtuple("Crash", "node at restart keep", defaults=[None, True])):
    """`node` stops at `at`, and starts again at `restart` (None: never).

    `keep` is what its disk holds: True everything, False nothing (it comes back as it
    was first added), or the names of the attributes that survive. A client can crash,
    but not start again.

    >>> Crash("n1", at=1_000, restart=2_000, keep=["log"]).keep
    ['log']
    """

    def begin(self, world):
        """Stop the node: it forgets its timers, and the messages that wait for it."""
        world.down.append(world.nodes[self.node].name)
        world.log("crash", self.node)
        world.paused[self.node] = 0
        for handle in world.queue:
            _, _, function, args = handle
            if function == world.ring and args[0] == self.node:
                world.cancel(handle)
            elif function == world.receive and args[0] and args[2] == self.node:
                world.cancel(handle)
                world.lose(*args[1:])
        if self.restart is not None:
            if self.node not in world.initial:
                raise ValueError(f"{self}: a client cannot start again")
            world.after(self.restart - self.at, self.end, world)

    def end(self, world):
        """Start the node again with what it kept."""
        node = world.nodes[self.node]
        if self.keep is not True:
            kept = {name: getattr(node, name) for name in listed(self.keep or ())}
            initial = copy.deepcopy(world.initial[self.node])
            node.__dict__ = {**initial, **kept, "world": world}
        world.down.remove(self.node)
        if self.node not in world.down:
            world.log("restart", self.node)
            node.on_start()


class Pause(namedtuple("Pause", "node at duration")):
    """`node`, or a client, does nothing for `duration`, then finds all that came in.

    A stop-the-world garbage collection or a suspended virtual machine looks like this
    from outside: nothing is lost, everything is late.

    >>> Pause("ann", at=1_000, duration=500).duration
    500
    """

    def begin(self, world):
        """Put off what comes in until the pause is over."""
        if self.node not in world.down:
            end = world.now + self.duration
            world.paused[self.node] = max(world.paused[self.node], end)
            world.log("pause", self.node, number=end)


class Skew(namedtuple("Skew", "node at by")):
    """The clock of `node` jumps by `by` microseconds at `at`; its timers do not.

    >>> Skew("n1", at=1_000, by=-500).by
    -500
    """

    def begin(self, world):
        """Let the clock jump."""
        world.skew[self.node] += self.by
        world.log("skew", self.node, f"{self.by} µs")


class Cut(namedtuple("Cut", "left right at until one_way", defaults=[0, None, False])):
    """No message passes from `left` to `right` (names or lists of names), nor back.

    It lasts from `at` to `until` (None: for good) and takes the messages that would
    leave or arrive meanwhile. `one_way=True` lets those from `right` to `left` pass.

    >>> Cut("n1", ["n2", "n3"], at=1_000, until=2_000).right
    ['n2', 'n3']
    """

    def __str__(self):
        left, right = (", ".join(listed(side)) for side in (self.left, self.right))
        return f"{left} {'→' if self.one_way else '↔'} {right}"

    def stops(self, source, destination):
        """Say whether a message between these two is stopped."""
        ways = [(self.left, self.right), (self.right, self.left)][: 2 - self.one_way]
        return any(source in listed(a) and destination in listed(b) for a, b in ways)

    def begin(self, world):
        """Let no message pass."""
        names = *listed(self.left), *listed(self.right)
        ends = [world.nodes[name].name for name in names]
        world.cuts.append(self)
        world.log("cut", ends[0], str(self))
        if self.until is not None:
            world.after(self.until - self.at, self.end, world)

    def end(self, world):
        """Let messages pass again."""
        world.cuts.remove(self)
        world.log("heal", listed(self.left)[0], str(self))
