"""Every state that can be reached by steps on plain values, breadth first."""

from collections import Counter, deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Searched:
    """What `search` found; printing it gives the way to trouble and what was covered.

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


def search(start, steps, safe, *, outcome=None, bound=None, limit=1_000_000):
    """Visit, breadth first, every state that steps can reach; stop at an unsafe one.

    A state is anything hashable, such as a tuple. `steps(state)` yields a label and the
    next state for each step that can be taken; `safe(state)` must hold in every state.
    `outcome(state)` is counted for the states without a next one. A state for which
    `bound(state)` does not hold is judged, and not gone on from. At `limit` states the
    search stops and says so. Raises ValueError for steps that differ when they are
    asked for twice.

    >>> def fill(jugs):  # of 3 and 5 litres; is there no way to measure 4?
    ...     small, large = jugs
    ...     poured = min(small, 5 - large)
    ...     returned = min(large, 3 - small)
    ...     yield "fill the small one", (3, large)
    ...     yield "fill the large one", (small, 5)
    ...     yield "empty the small one", (0, large)
    ...     yield "empty the large one", (small, 0)
    ...     yield "small into large", (small - poured, large + poured)
    ...     yield "large into small", (small + returned, large - returned)
    >>> search((0, 0), fill, safe=lambda jugs: jugs[1] != 4)
    not safe after
    fill the large one: (0, 5)
    large into small: (3, 2)
    empty the small one: (0, 2)
    large into small: (2, 0)
    fill the large one: (2, 5)
    large into small: (3, 4)
    covered: 14 states
    """
    question = PlainQuestion(start, steps, safe, outcome, bound)
    came_from = {_hashable(start): None}  # state: (state before, number of the step)
    ahead = deque([start])
    outcomes = Counter()
    bounded = False
    next_look = 1  # the number of states at which the steps are asked for twice
    if not safe(start):
        return _trouble(question, start, came_from, outcomes)
    while ahead:
        state = ahead.popleft()
        if bound is not None and not bound(state):
            bounded = True
            continue
        following = list(steps(state))
        if len(came_from) >= next_look:
            next_look = 2 * len(came_from)
            _see_that_steps_agree(question, state, following)
        if outcome is not None and not following:
            outcomes[outcome(state)] += 1
        for number, (_, reached) in enumerate(following):
            if _hashable(reached) in came_from:
                continue
            if len(came_from) == limit:
                return _safe(question, outcomes, limit, f"{limit:,} states, the limit")
            came_from[reached] = state, number
            if not safe(reached):
                return _trouble(question, reached, came_from, outcomes)
            ahead.append(reached)
    words = f"all {len(came_from):,} states{' within the bound' if bounded else ''}"
    return _safe(question, outcomes, len(came_from), words)


def _safe(question, outcomes, states, covered):
    complete = covered.startswith("all")
    return Searched(True, states, (), None, dict(outcomes), complete, covered, question)


def _trouble(question, state, came_from, outcomes):
    """Return what was found, with the way to an unsafe state."""
    numbers = []
    while came_from[state] is not None:
        state, number = came_from[state]
        numbers.append(number)
    shortest = ".".join(str(number) for number in reversed(numbers))
    return Searched(
        ok=False,
        states=len(came_from),
        path=replay_steps(question.start, question.steps, shortest),
        shortest=shortest,
        outcomes=dict(outcomes),
        complete=True,
        covered=f"{len(came_from):,} states",
        question=question,
    )


def replay_steps(start, steps, schedule):
    """Return (label, state after it) for each step of a way; see `replay`."""
    state, path = start, []
    for number in schedule.split(".") if schedule else []:
        following = list(steps(state))
        if not number.isdecimal() or int(number) >= len(following):
            raise ValueError(
                f"step {len(path) + 1} of {schedule!r}: {number!r} is no step here, "
                f"there are {len(following)}, counted from 0"
            )
        path.append(following[int(number)])
        state = path[-1][1]
    return tuple(path)


def _hashable(state):
    try:
        frozenset([state])
    except TypeError as error:
        raise TypeError(f"state {state!r}: {error}; make it of tuples") from None
    return state


def _see_that_steps_agree(question, state, following):
    if list(question.steps(state)) != following:
        raise ValueError(
            f"steps({state!r}) differ when asked for twice: "
            "let them depend on the state alone, and change nothing"
        )
