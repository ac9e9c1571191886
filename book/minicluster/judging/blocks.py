"""Registers in which every value is written once: decided without a search.

Each read then tells which write it saw. In a right order a write stands together with
the reads of its value, as a block, and no other write in between (Gibbons and Korach,
SIAM J. Comput. 1997). A block that can come next can come at once: this moves no two of
the other operations past each other. So blocks are placed as they come, and if none can
come, there is no order.
"""

import bisect
from dataclasses import dataclass

from .numbering import bits_below, set_of
from .verdict import Verdict


def decide_by_blocks(hints):
    """Return the Verdict on a part, or None if it cannot be decided in this way.

    It can be if there are only writes and reads, no value is written twice, and none
    of them is the initial one.

    >>> from .hints import Hints
    >>> from .history import Operation
    >>> from .models import CasRegister
    >>> write = Operation("ann", "write", (1,), call=0, ret=10)
    >>> stale = Operation("bob", "read", (), None, call=20, ret=30)
    >>> decide_by_blocks(Hints([write, stale], CasRegister())).stuck == stale
    True
    """
    writers = _writers(hints)
    if writers is None:
        return None
    part = hints.part
    blocks = _Blocks(hints, writers)
    numbers = blocks.order(part.answered)
    if numbers is not None:
        return Verdict(True, [part.operations[number] for number in numbers])
    # What no order gets past, no order gets further past: halve what is in question.
    stuck = bisect.bisect_left(
        range(part.answered), True, key=lambda last: blocks.order(last + 1) is None
    )
    order = [part.operations[number] for number in blocks.order(stuck)]
    return Verdict(False, order, part.operations[stuck])


def _writers(hints):
    """Return the write of each value, or None if a part is not of this kind."""
    writers = {}
    for number, effect in enumerate(hints.effects):
        is_read = effect.only_looks and effect.needs
        is_write = effect.always_right and effect.leaves
        if is_write and effect.leaves[0] not in writers:
            writers[effect.leaves[0]] = number
        elif not is_read:
            return None
    if hints.model.initial in writers:
        return None
    return {hints.model.initial: None, **writers}


@dataclass(frozen=True)
class _Block:
    """A write (none for the initial value) and the reads of what it wrote."""

    numbers: list[int]  # the operations in a right order: the write is the first
    needs: int  # the set of operations that must have been placed before the block


class _Blocks:
    """What `decide_by_blocks` knows of a part."""

    def __init__(self, hints, writers):
        self._operations = hints.part.operations
        self._previous = hints.part.previous
        self._effects = hints.effects
        self._writers = writers  # by value: the number of its write
        answered = self._operations[: hints.part.answered]
        self._returns = [operation.ret for operation in answered]

    def order(self, returns):
        """Return an order that gets past the first `returns` returns, or None."""
        asked = self._asked_for(returns)
        if asked is None:
            return None
        # Sorted, what can come stands near the front: it needs what returned early.
        waiting = sorted(self._blocks(asked), key=lambda block: block.needs)
        order = []
        placed = 0
        while waiting:
            ready = (block for block in waiting if not block.needs & ~placed)
            block = next(ready, None)
            if block is None:
                return None
            waiting.remove(block)
            order += block.numbers
            placed |= set_of(block.numbers)
        return order

    def _blocks(self, asked):
        """Return the blocks of the operations that are asked for."""
        numbers_of = {None: []}  # by number of the write; None: the initial value
        for number in sorted(asked, key=self._place_in_block):
            numbers_of.setdefault(self._write_of(number), []).append(number)
        of_interest = set_of(asked)
        initial = set_of(numbers_of[None])
        blocks = []
        for write, numbers in numbers_of.items():
            needs = self._needs(numbers)
            if write is not None:
                needs |= initial
            blocks.append(_Block(numbers, needs & of_interest))
        return blocks

    def _asked_for(self, returns):
        """Return the numbers of what returned, and of all that this rests on.

        A read rests on its write, what a client did next on what it did before. Returns
        None if a read saw what nobody wrote.
        """
        asked = set()
        waiting = list(range(returns))
        while waiting:
            number = waiting.pop()
            if number is None or number in asked:
                continue
            asked.add(number)
            waiting.append(self._previous.get(number))
            for value in self._effects[number].needs:
                if value not in self._writers:
                    return None
                waiting.append(self._writers[value])
        return asked

    def _write_of(self, number):
        """Return the number of the write that an operation is, or that it read."""
        for value in self._effects[number].needs:
            return self._writers[value]
        return number

    def _place_in_block(self, number):
        return self._write_of(number) != number, self._operations[number].call, number

    def _needs(self, numbers):
        """Return the set of what must stand before a block.

        If the block contradicts itself, one of its own is among them: it never comes.
        """
        needs = 0
        placed = 0
        for number in numbers:
            returned = bisect.bisect_left(self._returns, self._operations[number].call)
            needs |= bits_below(returned) & ~placed
            if number in self._previous:
                needs |= 1 << self._previous[number] & ~placed
            placed |= 1 << number
        return needs
