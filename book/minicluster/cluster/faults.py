"""Faults are data: a list of these is given to the World. Times are microseconds."""

from dataclasses import dataclass

from .actions import FaultStep


class Fault:
    """What has a time `at`, and `begin(world)`, and `end(world)` if it plans one."""

    touches = None  # the names of the nodes it may change; None: it may be anybody


def refuse_end_before_begin(fault, begin, end):
    """Raise ValueError for a fault that ends before it begins.

    >>> refuse_end_before_begin("Crash", 5, 3)
    Traceback (most recent call last):
    ...
    ValueError: Crash ends at 3, before it begins at 5: mend the times
    """
    if end is not None and end < begin:
        raise ValueError(
            f"{fault} ends at {end}, before it begins at {begin}: mend the times"
        )


@dataclass(frozen=True)
class Crash(Fault):
    """`node`, or a client, stops at `at`, and starts again at `restart` (None: never).

    A node comes back as it was first added, but for its `durable` attributes. A client
    comes back with a new call of its function.

    >>> Crash("n1", at=1_000, restart=2_000).restart
    2000
    """

    node: str  # the name of a node or client
    at: int  # microseconds
    restart: int | None = None  # microseconds; None: never

    def __post_init__(self):
        refuse_end_before_begin(self, self.at, self.restart)

    @property
    def touches(self):
        """The name of the node."""
        return (self.node,)

    def begin(self, world):
        """Stop the node: it forgets its timers, and the messages that wait for it."""
        world.take_down(self.node)
        if self.restart is not None:
            world.plan(self.restart - self.at, FaultStep(self, "end"))

    def end(self, world):
        """Start the node again, if no other crash holds it down."""
        world.bring_back(self.node)


@dataclass(frozen=True)
class Pause(Fault):
    """`node`, or a client, does nothing for `duration`, then finds all that came in.

    A stop-the-world garbage collection or a suspended virtual machine looks like this
    from outside: nothing is lost, everything is late.

    >>> Pause("ann", at=1_000, duration=500).duration
    500
    """

    node: str  # the name of a node or client
    at: int  # microseconds
    duration: int  # microseconds
    touches = ()

    def __post_init__(self):
        refuse_end_before_begin(self, self.at, self.at + self.duration)

    def begin(self, world):
        """Put off what comes in until the pause is over."""
        world.pause(self.node, world.now + self.duration)


@dataclass(frozen=True)
class ClockJump(Fault):
    """The clock of `node` jumps by `by` microseconds at `at`; its timers do not.

    >>> ClockJump("n1", at=1_000, by=-500).by
    -500
    """

    node: str  # the name of a node or client
    at: int  # microseconds
    by: int  # microseconds; below zero: back
    touches = ()

    def begin(self, world):
        """Let the clock jump."""
        world.clock_offset[self.node] += self.by
        world.log("clock jump", self.node, f"{self.by} µs")
