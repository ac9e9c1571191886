"""What a search has met, so that nothing is tried twice."""

from .numbering import bits_below

NOBODY_NEEDS_IT = object()  # stands for each state that makes no difference


class Memory:
    """The positions that a search has met.

    >>> from .hints import Hints
    >>> from .history import Operation
    >>> from .models import CasRegister
    >>> read = Operation("ann", "read", (), 1, call=0, ret=10)
    >>> memory = Memory(Hints([read], CasRegister()))
    >>> memory.is_new(0, state=1), memory.is_new(0, state=1), memory.states
    (True, False, 1)
    """

    def __init__(self, hints):
        self._hints = hints
        self._met = {}  # by (answered ones placed, state): the unanswered ones placed
        self.states = 0  # how many were new

    def is_new(self, placed, state):
        """Say whether a position was not met before, and remember it.

        It is not new either if it was met with fewer of the unanswered ones used up.
        What led nowhere with more to choose from leads nowhere with less.
        """
        if not self._hints.makes_a_difference(placed, state):
            state = NOBODY_NEEDS_IT
        used = placed >> self._hints.part.answered
        answered = placed & bits_below(self._hints.part.answered)
        try:
            known = self._met.setdefault((answered, state), [])
        except TypeError as error:
            error.add_note(
                f"{type(self._hints.model).__name__} has the state {state!r}: "
                "use tuples instead of lists and frozensets instead of sets"
            )
            raise
        if any(fewer & used == fewer for fewer in known):
            return False
        known.append(used)
        self.states += 1
        return True
