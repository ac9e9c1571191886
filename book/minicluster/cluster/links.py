"""Faults of links: no message passes between some nodes, for a time."""

from dataclasses import dataclass

from .actions import FaultStep
from .faults import Fault, refuse_end_before_begin


def as_tuple(names):
    """Return one name, or several, as a tuple; those of a set in alphabetical order.

    >>> as_tuple("n1"), as_tuple({"n3", "n2"})
    (('n1',), ('n2', 'n3'))
    """
    if isinstance(names, str):
        return (names,)
    if isinstance(names, set | frozenset):
        return tuple(sorted(names))
    return tuple(names)


class LinkFault(Fault):
    """What stops messages between some names, from `at` to `until` (None: for good).

    It takes the messages that would leave or arrive meanwhile.
    """

    touches = ()

    def begin(self, world):
        """Let no message pass."""
        for name in self.names():
            world.nodes[name]  # an unknown name is an error
        world.cuts.append(self)
        world.log("cut", self.names()[0], str(self))
        if self.until is not None:
            world.plan(self.until - self.at, FaultStep(self, "end"))

    def end(self, world):
        """Let messages pass again."""
        world.cuts.remove(self)
        world.log("heal", self.names()[0], str(self))


@dataclass(frozen=True)
class Cut(LinkFault):
    """No message passes from `left` to `right` (names or lists of names), nor back.

    It lasts from `at` to `until` (None: for good) and takes the messages that would
    leave or arrive meanwhile. `one_way=True` lets those from `right` to `left` pass.

    >>> print(Cut("n1", ["n2", "n3"], at=1_000, until=2_000))
    n1 ↔ n2, n3
    """

    left: str | tuple  # names
    right: str | tuple  # names
    at: int = 0  # microseconds
    until: int | None = None  # microseconds; None: for good
    one_way: bool = False  # messages from right to left pass

    def __post_init__(self):
        object.__setattr__(self, "left", as_tuple(self.left))
        object.__setattr__(self, "right", as_tuple(self.right))
        refuse_end_before_begin(self, self.at, self.until)

    def __str__(self):
        arrow = "→" if self.one_way else "↔"
        return f"{', '.join(self.left)} {arrow} {', '.join(self.right)}"

    def names(self):
        """Return the names at both ends."""
        return (*self.left, *self.right)

    def stops(self, source, destination):
        """Say whether a message between these two is stopped."""
        if source in self.left and destination in self.right:
            return True
        back = source in self.right and destination in self.left
        return back and not self.one_way


@dataclass(frozen=True, init=False)
class Partition(LinkFault):
    """The named groups cannot reach each other; within a group all is well.

    Who is named in no group, as a client may be, reaches everybody. It lasts from `at`
    to `until` (None: for good). Raises ValueError for a name in two groups.

    >>> print(Partition({"n1"}, {"n2", "n3"}, at=1_000))
    n1 | n2, n3
    """

    groups: tuple  # of tuples of names
    at: int  # microseconds
    until: int | None  # microseconds; None: for good

    def __init__(self, *groups, at=0, until=None):
        object.__setattr__(self, "groups", tuple(as_tuple(group) for group in groups))
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "until", until)
        refuse_end_before_begin(self, at, until)
        if len(groups) < 2 or not all(self.groups):
            raise ValueError(f"{self}: a partition has two groups or more, none empty")
        for name in self.names():
            if self.names().count(name) > 1:
                raise ValueError(f"{self}: {name!r} is in two groups, name it in one")

    def __str__(self):
        return " | ".join(", ".join(group) for group in self.groups)

    def names(self):
        """Return the names of all groups."""
        return tuple(name for group in self.groups for name in group)

    def stops(self, source, destination):
        """Say whether a message between these two is stopped."""
        ends = [
            [name in group for group in self.groups] for name in (source, destination)
        ]
        return any(ends[0]) and any(ends[1]) and ends[0] != ends[1]
