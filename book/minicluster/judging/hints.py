"""What a model tells beforehand of the operations of a part."""

import functools

from .history import HistoryError
from .models import Effect
from .numbering import lowest, number_by_return, numbers_in, set_of


class Hints:
    """The operations of a part, with their effects, and what follows from these.

    A model that tells no effects is judged as well, only slower.

    >>> from .history import Operation
    >>> from .models import CasRegister
    >>> write = Operation("ann", "write", (1,), call=0, ret=20)
    >>> read = Operation("bob", "read", (), 2, call=5, ret=10)
    >>> hints = Hints([write, read], CasRegister())
    >>> hints.wanted_next(placed=0), hints.is_hopeless(0, state=None, wanted=0)
    (0, True)
    """

    def __init__(self, operations, model):
        self.model = model
        self.part = number_by_return(operations)
        self.effects = [_effect(model, each) for each in self.part.operations]
        answered = range(self.part.answered)
        self.looks = set_of(n for n in answered if self.effects[n].only_looks)
        self.earlier_twins = self._earlier_twins()  # by number, a set: see `Search`
        self._wanted = set_of(n for n in answered if not self.effects[n].always_right)
        self._can_become = getattr(model, "can_become", lambda state, wanted: True)
        self._needing = {}  # by state: the set of what does something in it only
        self._leaving = {}  # by state: the set of what leaves it
        self._use = functools.lru_cache(maxsize=10_000)(self._use_of)
        self._unclear = 0  # the set of what may do something in any state
        self._leading = {}  # by state: the set of what leaves one that can lead to it
        for number, effect in enumerate(self.effects):
            for state in effect.leaves:
                _add(self._leaving, state, number)
            was_answered = number < self.part.answered
            if effect.always_right or (effect.only_looks and not was_answered):
                continue
            for state in effect.needs:
                _add(self._needing, state, number)
            if not effect.needs:
                self._unclear |= 1 << number

    def first_impossible(self):
        """Return the first, by return, whose answer no operation can have made right.

        If there is none, return how many were answered.
        """
        for number in numbers_in(self._wanted):
            if self.is_hopeless(0, self.model.initial, number):
                return number
        return self.part.answered

    def wanted_next(self, placed):
        """Return the first missing one whose answer is not always right, or -1."""
        return lowest(self._wanted & ~placed)

    def is_hopeless(self, placed, state, wanted):
        """Say whether no way leads from a state to the one that `wanted` needs."""
        if wanted < 0 or not self.effects[wanted].needs:
            return False
        if self._use(state) >> wanted & 1:
            return False
        (needed,) = self.effects[wanted].needs
        if needed not in self._leading:
            self._leading[needed] = self._leading_to(needed)
        return not self._leading[needed] & self.part.windows[wanted] & ~placed

    def makes_a_difference(self, placed, state):
        """Say whether what is missing can tell a state from one that nobody needs."""
        if self._unclear & ~placed:
            return True
        return bool(self._use(state) & ~placed)

    def _use_of(self, state):
        """Return the set of what needs a state, or one that it can become."""
        use = 0
        for needed, needing in self._needing.items():
            if self._can_become(state, needed):
                use |= needing
        return use

    def _leading_to(self, needed):
        """Return the set of operations that leave a state which can lead to another."""
        leading = 0
        for state, leaving in self._leaving.items():
            if self._can_become(state, needed):
                leading |= leaving
        return leading

    def _earlier_twins(self):
        """Return, for each operation, those of lower number that do just the same.

        One that a client followed up at the moment of its end is no twin: it cannot
        change places with another one.
        """
        followed = self.part.previous.values()
        twins = {}  # by what they do
        earlier = []
        for number, effect in enumerate(self.effects):
            is_known = effect.leaves and (effect.needs or effect.always_right)
            if not is_known or number in followed:
                earlier.append(0)
                continue
            does = effect.needs, effect.leaves
            earlier.append(twins.get(does, 0))
            _add(twins, does, number)
        return earlier


def _add(sets, key, number):
    sets[key] = sets.get(key, 0) | 1 << number


def _effect(model, operation):
    """Return what a model tells of an operation; refuse what cannot be remembered."""
    if not hasattr(model, "effect"):
        return Effect()
    effect = model.effect(operation)
    try:
        dict.fromkeys([*effect.needs, *effect.leaves])
    except TypeError as error:
        mend = "give a tuple instead of a list, a frozenset instead of a set"
        raise HistoryError(f"{operation}: {error}: {mend}") from error
    return effect
