"""What `reach` is asked, and what it found."""

from dataclasses import dataclass

from .replay import replay_world


@dataclass(frozen=True)
class WorldQuestion:
    """What is asked about a world: the arguments of `reach`."""

    make: object
    invariant: object
    outcome: object = None
    bound: object = None


@dataclass(frozen=True)
class Reached:
    """What `reach` found; printing it gives the way to trouble and what was covered.

    >>> question = WorldQuestion(None, None)
    >>> Reached(question, True, 4, 1, {}, None, True, "all 4 states")
    the invariant holds
    covered: all 4 states
    """

    question: WorldQuestion
    ok: bool  # did the invariant hold in every state that was met?
    states: int  # how many were met
    ends: int  # states in which nothing more can happen
    outcomes: dict  # ends, by the value of the outcome function
    shortest: str | None  # the way to a broken invariant, for `replay`
    complete: bool  # False when the limit was hit
    covered: str  # what was covered, in words

    @property
    def world(self):
        """A world in which the invariant is broken, by fewest steps; or None.

        Its `trace` counts steps, not time; `space_time` draws it.
        """
        if self.shortest is None:
            return None
        return replay_world(self.question.make(), self.shortest)

    def __repr__(self):
        if self.ok:
            return f"the invariant holds\ncovered: {self.covered}"
        trace = self.world.trace
        steps = [str(event) for event in trace if event.kind not in ("start", "send")]
        covered = f"covered: {self.covered}"
        return "\n".join(["the invariant is broken by", *steps, covered])

    def graph(self):
        """Return every state of the world as plain data: see StateGraph."""
        from ..graphs.world import graph_of_world

        return graph_of_world(self.question)
