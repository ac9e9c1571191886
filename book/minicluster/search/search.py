"""Every state that can be reached by steps on plain values, breadth first."""

from collections import Counter, deque

from .limit import refuse_below_one
from .searched import PlainQuestion, Searched


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
    refuse_below_one(limit)
    question = PlainQuestion(start, steps, safe, outcome, bound)
    return PlainSearch(question, limit).run()


class PlainSearch:
    """One search through plain states."""

    def __init__(self, question, limit):
        self.question = question
        self.limit = limit  # states
        self.came_from = {}  # by state: (state before, number of the step), or None
        self.ahead = deque()  # states to go on from
        self.outcomes = Counter()
        self.bounded = False  # is there a state beyond the bound?
        self.next_look = 1  # the number of states at which steps are asked for twice

    def run(self):
        """Search, and return what was found."""
        start = self.question.start
        if not self._meet(start, None):
            return self._unsafe(start)
        while self.ahead:
            state = self.ahead.popleft()
            for number, (_, reached) in enumerate(self._following(state)):
                if _hashable(reached) in self.came_from:
                    continue
                if len(self.came_from) == self.limit:
                    return self._safe(f"{self.limit:,} states, the limit", False)
                if not self._meet(reached, (state, number)):
                    return self._unsafe(reached)
        within = " within the bound" if self.bounded else ""
        return self._safe(f"all {len(self.came_from):,} states{within}", True)

    def _meet(self, state, came_from):
        """Take note of a new state; return whether it is safe."""
        self.came_from[_hashable(state)] = came_from
        self.ahead.append(state)
        return self.question.safe(state)

    def _following(self, state):
        """Return (label, next state) for each step from a state."""
        question = self.question
        if question.bound is not None and not question.bound(state):
            self.bounded = True
            return []
        following = list(question.steps(state))
        if len(self.came_from) >= self.next_look:
            self.next_look = 2 * len(self.came_from)
            if list(question.steps(state)) != following:
                raise ValueError(
                    f"steps({state!r}) differ when asked for twice: "
                    "let them depend on the state alone, and change nothing"
                )
        if question.outcome is not None and not following:
            self.outcomes[question.outcome(state)] += 1
        return following

    def _safe(self, covered, complete):
        return self._found(True, (), None, covered, complete)

    def _unsafe(self, state):
        """Return what was found, with the way to an unsafe state."""
        numbers = []
        while self.came_from[state] is not None:
            state, number = self.came_from[state]
            numbers.append(str(number))
        shortest = ".".join(reversed(numbers))
        path = replay_steps(self.question.start, self.question.steps, shortest)
        return self._found(False, path, shortest, f"{len(self.came_from):,} states")

    def _found(self, ok, path, shortest, covered, complete=True):
        return Searched(
            ok=ok,
            states=len(self.came_from),
            path=path,
            shortest=shortest,
            outcomes=dict(self.outcomes),
            complete=complete,
            covered=covered,
            question=self.question,
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
