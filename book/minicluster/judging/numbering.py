"""The operations of one part, numbered, and sets of them as whole numbers.

A set of operations is an int with one bit for each: bit 3 of 0b1010 says that operation
3 is in it. So `a | b` is the union of two sets, `a & b` what both hold, and `a & ~b`
what is in a and not in b.
"""

from dataclasses import dataclass

from .history import Operation, by_return


def lowest(chosen):
    """Return the lowest number in a set, or -1 if it is empty.

    >>> lowest(0b1010), lowest(0)
    (1, -1)
    """
    return (chosen & -chosen).bit_length() - 1


def lowest_missing(placed):
    """Return the lowest number that is not in a set.

    >>> lowest_missing(0b1011)
    2
    """
    return lowest(~placed)


def bits_below(count):
    """Return the set of all numbers below `count`.

    >>> bin(bits_below(3))
    '0b111'
    """
    return (1 << count) - 1


def numbers_in(chosen):
    """Return the numbers in a set, the lowest first.

    >>> numbers_in(0b1010)
    [1, 3]
    """
    numbers = []
    while chosen:
        lowest = chosen & -chosen
        numbers.append(lowest.bit_length() - 1)
        chosen ^= lowest
    return numbers


def set_of(numbers):
    """Return the set of some numbers.

    >>> bin(set_of([1, 3]))
    '0b1010'
    """
    chosen = 0
    for number in numbers:
        chosen |= 1 << number
    return chosen


@dataclass(frozen=True)
class Part:
    """Operations, numbered by return; those never answered come last.

    >>> write = Operation("ann", "write", (1,), call=0, ret=20)
    >>> read = Operation("bob", "read", (), 1, call=5, ret=10)
    >>> late = Operation("bob", "read", (), 1, call=15, ret=30)
    >>> part = number_by_return([write, read, late])
    >>> part.operations.index(write), [bin(window) for window in part.windows]
    (1, ['0b11', '0b111', '0b111'])
    """

    operations: list[Operation]  # by number
    answered: int  # how many were answered: their numbers are below this one
    windows: list[
        int
    ]  # for each answered one, the set of what was called by its return
    previous: dict[int, int]  # by number: the client's own one that ended as it began

    tied: int  # the set of those that have a previous one

    def may_come(self, placed):
        """Return the set of what can come next: nothing missing had ended before."""
        window = self.windows[lowest_missing(placed)] & ~placed
        for number in numbers_in(window & self.tied):
            if not placed >> self.previous[number] & 1:
                window &= ~(1 << number)
        return window


def number_by_return(operations):
    """Return the Part of operations that are in order of their calls."""
    answered = by_return(operations)
    lost = [operation for operation in operations if operation.ret is None]
    numbered = answered + lost
    number_of = {id(operation): number for number, operation in enumerate(numbered)}
    calls = sorted(
        (operation.call, number) for number, operation in enumerate(numbered)
    )
    windows = []
    window = 0
    called = 0
    for operation in answered:
        while called < len(calls) and calls[called][0] <= operation.ret:
            window |= 1 << calls[called][1]
            called += 1
        windows.append(window)
    previous = _previous(operations, number_of)
    return Part(numbered, len(answered), windows, previous, set_of(previous))


def _previous(operations, number_of):
    """Return, for operations that begin as their client's last one ends, that one.

    At one and the same moment operations overlap. Those of one client do not.
    """
    previous = {}
    last = {}  # by client: its last operation that was answered
    for operation in operations:
        before = last.get(operation.client)
        if before and before.ret == operation.call:
            previous[number_of[id(operation)]] = number_of[id(before)]
        if operation.ret is not None:
            last[operation.client] = operation
    return previous
