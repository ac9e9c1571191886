"""Faults are data: a list of these is given to the World. Times are microseconds."""

from dataclasses import dataclass
from typing import Any

from .clients import listed


@dataclass(frozen=True)
class Crash:
    """`node` stops at `at`, and starts again at `restart` (None: never).

    `keep` is what its disk holds: True everything, False nothing (it comes back as it
    was first added), or the names of the attributes that survive.

    >>> Crash("n1", at=1_000, restart=2_000, keep=["log"]).keep
    ['log']
    """

    node: str
    at: int
    restart: int | None = None
    keep: Any = True

    def plan(self, world):
        world.after(self.at, world.crash, self.node, self.restart)
        if self.restart is not None:
            world.after(self.restart, world.restart, self.node, self.keep)


@dataclass(frozen=True)
class Pause:
    """`node`, or a client, does nothing for `duration`, then finds all that came in.

    A stop-the-world garbage collection or a suspended virtual machine looks like this
    from outside: nothing is lost, everything is late.

    >>> Pause("ann", at=1_000, duration=500).duration
    500
    """

    node: str
    at: int
    duration: int

    def plan(self, world):
        world.after(self.at, world.pause, self.node, self.duration)


@dataclass(frozen=True)
class Skew:
    """The clock of `node` jumps by `by` microseconds at `at`; its timers do not.

    >>> Skew("n1", at=1_000, by=-500).by
    -500
    """

    node: str
    at: int
    by: int

    def plan(self, world):
        world.after(self.at, world.skew, self.node, self.by)


@dataclass(frozen=True)
class Cut:
    """No message passes from `left` to `right` (names or lists of names), nor back.

    It lasts from `at` to `until` (None: for good) and takes the messages that would
    leave or arrive meanwhile. `one_way=True` lets those from `right` to `left` pass.

    >>> Cut("n1", ["n2", "n3"], at=1_000, until=2_000).right
    ['n2', 'n3']
    """

    left: Any
    right: Any
    at: int = 0
    until: int | None = None
    one_way: bool = False

    def plan(self, world):
        links = [(a, b) for a in listed(self.left) for b in listed(self.right)]
        links += [] if self.one_way else [(b, a) for a, b in links]
        world.after(self.at, world.cut, links)
        if self.until is not None:
            world.after(self.until, world.cut, links, True)


@dataclass(frozen=True)
class Loss:
    """From `at` to `until` a message is lost with this probability (0 to 1).

    >>> Loss(0.1, at=1_000).until is None
    True
    """

    probability: float
    at: int = 0
    until: int | None = None

    def plan(self, world):
        world.after(self.at, setattr, world, "loss", self.probability)
        if self.until is not None:
            world.after(self.until, setattr, world, "loss", world.loss)
