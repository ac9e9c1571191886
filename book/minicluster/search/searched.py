"""What `search` is asked, and what it found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Searched:
    """What `search` found; printing it gives the way to trouble and what was covered.

    >>> from minicluster import search
    >>> found = search(0, lambda n: [("add one", n + 1)], lambda n: n < 2)
    >>> found.ok, found.shortest, found.path
    (False, '0.0', (('add one', 1), ('add one', 2)))
    """

    ok: bool  # was every state safe that was met?
    states: int  # how many were met
    path: tuple  # (label, state after it) for each step of the shortest way to trouble
    shortest: str | None  # the same way as a string that `replay` accepts
    outcomes: dict  # states without a next one, by the value of the outcome function
    complete: bool  # False when the limit was hit
    covered: str  # what was covered, in words
    question: object = None  # what was asked

    def __repr__(self):
        if self.ok:
            return f"every state is safe\ncovered: {self.covered}"
        steps = [f"{label}: {state}" for label, state in self.path]
        return "\n".join(["not safe after", *steps, f"covered: {self.covered}"])

    def graph(self):
        """Return every state as plain data: see StateGraph."""
        from ..graphs.steps import graph_of_search

        return graph_of_search(self.question)


@dataclass(frozen=True)
class PlainQuestion:
    """What is asked about plain states: the arguments of `search`."""

    start: object
    steps: object
    safe: object
    outcome: object = None
    bound: object = None
