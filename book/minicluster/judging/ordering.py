"""The search for one order in which all answers are right.

Wing and Gong, JPDC 1993: place the operations one by one. The next one may be any that
was called before the first return that is still missing. When its answer is wrong, or
nothing can follow, go back and place another one.

What spares work:

- What was met before is not tried again (Lowe, CCPE 2017).
- A read whose answer is right now is placed at once. It changes nothing, so what can
  come now can come after it.
- Of two missing operations that do the same, such as two writes of one value, the one
  that returns first goes first.
- When the answer that is wanted next cannot become right any more, go back. If one
  never could, the search need not get past it.
- States that no missing answer can tell apart count as one.

All but the first rest on what a model tells by `effect` and `can_become`.
"""

from typing import Any, NamedTuple

from .blocks import decide_by_blocks
from .memory import Memory
from .numbering import bits_below, lowest_missing, numbers_in
from .verdict import Verdict


class Position(NamedTuple):
    """How far a search has come on one way."""

    placed: int  # the set of operations that have taken effect
    state: Any  # the state after them
    order: tuple | None = None  # (the order before, the number placed last)


class Search:
    """The search in one part of a history, which `Hints` describe.

    >>> from .hints import Hints
    >>> from .history import Operation
    >>> from .models import CasRegister
    >>> read = Operation("bob", "read", (), 1, call=0, ret=10)
    >>> write = Operation("ann", "write", (1,), call=5, ret=20)
    >>> again = Operation("cy", "write", (1,), call=5, ret=20)
    >>> search = Search(Hints([read, write, again], CasRegister()))
    >>> search.go_on(100)
    >>> search.verdict.order == [write, read, again], search.states
    (True, 3)
    """

    def __init__(self, hints):
        self._hints = hints
        self._part = hints.part
        self.verdict = decide_by_blocks(hints)  # a Verdict when there is one
        self._waiting = [Position(0, hints.model.initial)]  # the last one is the next
        # The search ends when all below this number are placed.
        self._goal = hints.first_impossible() if self.verdict is None else 0
        self._memory = Memory(hints)
        self._furthest = self._waiting[0]
        self._reached = 0  # the first number that no position yet gets past

    @property
    def states(self):
        """Return how many states were met."""
        return self._memory.states

    def go_on(self, states):
        """Search on until there is a verdict or so many more states were met."""
        limit = self.states + states
        while self.verdict is None and self.states < limit:
            if self._waiting:
                self._visit(self._place_looks(self._waiting.pop()))
            else:
                stuck = self._part.operations[self._reached]
                self.verdict = Verdict(False, self.order_so_far(), stuck)

    def order_so_far(self):
        """Return the operations in the order that came furthest."""
        if self.verdict is not None:
            return self.verdict.order
        numbers = []
        order = self._furthest.order
        while order is not None:
            order, last = order
            numbers.append(last)
        numbers.reverse()
        # What is missing below is right in every state: see `_visit`.
        numbers += numbers_in(bits_below(self._reached) & ~self._furthest.placed)
        return [self._part.operations[number] for number in numbers]

    def _place_looks(self, position):
        """Place all reads that are right now."""
        placed, state, order = position
        looks = self._looks(placed)
        while looks:
            before = placed
            for number in numbers_in(looks):
                if self._apply(state, number)[0]:
                    placed |= 1 << number
                    order = (order, number)
            looks = self._looks(placed) if placed != before else 0
        return Position(placed, state, order)

    def _looks(self, placed):
        if lowest_missing(placed) >= self._goal:
            return 0
        return self._hints.looks & self._part.may_come(placed)

    def _visit(self, position):
        """Let wait what can come after a position."""
        placed, state, _ = position
        if not self._memory.is_new(placed, state):
            return
        wanted = self._hints.wanted_next(placed)
        is_hopeless = self._hints.is_hopeless(placed, state, wanted)
        # Until the wanted answer, what is missing is right in every state.
        reached = wanted if is_hopeless else lowest_missing(placed)
        self._remember(position, reached)
        if reached >= self._goal:
            self._reach_goal()
        elif not is_hopeless:
            self._waiting += reversed(self._next_positions(position))

    def _reach_goal(self):
        if self._goal == self._part.answered:
            self.verdict = Verdict(True, self.order_so_far())
        else:
            stuck = self._part.operations[self._goal]
            self.verdict = Verdict(False, self.order_so_far(), stuck)

    def _next_positions(self, position):
        """Return the positions after one more operation: first what returned first."""
        placed, state, order = position
        may_come = self._part.may_come(placed)
        positions = []
        for number in numbers_in(may_come):
            if self._hints.earlier_twins[number] & may_come:
                continue
            right, new = self._apply(state, number)
            # What was never answered need not be placed: only to change the state.
            answered = number < self._part.answered
            if right if answered else new != state:
                after = Position(placed | 1 << number, new, (order, number))
                positions.append(after)
        return positions

    def _remember(self, position, reached):
        """Keep the position that comes furthest."""
        if reached > self._reached:
            self._reached = reached
            self._furthest = position

    def _apply(self, state, number):
        """Return whether the answer is right in a state, and the state after it."""
        operation = self._part.operations[number]
        try:
            right, after = self._hints.model.apply(state, operation)
        except Exception as error:
            error.add_note(
                f"{type(self._hints.model).__name__}.apply was given {state!r} and "
                f"{operation}; it returns (is the answer right, the state after)"
            )
            raise
        return right, after
