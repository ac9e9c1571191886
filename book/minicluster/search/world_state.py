"""One state of a world, in parts that it shares with the states beside it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Part:
    """A node or client as it stands in some states."""

    number: int  # the same for equal parts
    restore: object  # returns what `put_back` takes, each time anew


@dataclass(slots=True, eq=False)
class Pending:
    """Something that may come next: a message, a timer, a step of a fault."""

    number: int  # the same for equal ones
    action: object
    who: str | None  # the name of the only one that it may change; None: of several
    is_timer: bool


@dataclass(slots=True)
class WorldState:
    """A state of a world, and the step that led to it. It is never changed."""

    parts: tuple  # a Part for each node and client
    pending: tuple  # of Pending, in the order in which they were planned
    down: tuple  # names of those that are crashed, in alphabetical order
    cuts: tuple  # the faults of links that last
    cuts_number: int  # the same for the same cuts
    marks: tuple  # begins and ends of operations, as tuples of the fields of Event
    marks_number: int  # the same for the same marks in the same order
    depth: int  # how many steps from the start
    before: object  # the WorldState that it came from, or None
    choice: int | None  # which of its choices was taken

    def key(self):
        """Return what tells this state from others."""
        return (
            tuple([part.number for part in self.parts]),
            tuple(sorted([pending.number for pending in self.pending])),
            self.down,
            self.cuts_number,
            self.marks_number,
        )

    def choices(self):
        """Return what may come next: of equal things under way, the first."""
        first = {}
        for pending in self.pending:
            first.setdefault(pending.number, pending)
        return list(first.values())

    def schedule(self, then=None):
        """Return the way from the start, and a choice after it, for `replay`."""
        numbers = [] if then is None else [str(then)]
        state = self
        while state.before is not None:
            numbers.append(str(state.choice))
            state = state.before
        return ".".join(reversed(numbers))
