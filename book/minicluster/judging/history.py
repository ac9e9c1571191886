"""Histories: what each client asked, when, and what it was told."""

import dataclasses
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any


class HistoryError(ValueError):
    """A history that cannot have been: the text names the operation and the mend."""


SILENT = ("write", "put", "append")  # operations whose answer tells nothing


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of one client, called at `call` and answered at `ret`.

    With `ret=None` it was never answered: it may take effect at any later time, or
    never. An operation cannot be changed; `dataclasses.replace` makes another one.

    >>> print(Operation("ann", "write", (1,), None, call=0, ret=20))
    ann: write(1) [0, 20]
    >>> read = Operation("bob", "read", (), 1, call=10, ret=30)
    >>> print(dataclasses.replace(read, ret=25))
    bob: read() → 1 [10, 25]
    """

    client: Hashable  # who asked
    name: str  # what was asked for: "read", "write", "cas", "get", "put", "append"
    args: tuple = ()  # with which arguments
    result: Any = None  # the answer; without a meaning if it was never answered
    call: int = 0  # when it was asked, in microseconds
    ret: int | None = None  # when it was answered, in microseconds; None: never

    def __str__(self):
        return f"{self.client}: {self.words()} [{self.call}, {self.ret}]"

    def words(self):
        """Return call and answer as text; the answer to a write tells nothing."""
        asked = f"{self.name}({', '.join(map(repr, self.args))})"
        if self.ret is None:
            return f"{asked}, never answered"
        if self.name in SILENT:
            return asked
        return f"{asked} → {self.result!r}"

    def _replace(self, **changes):
        """Do as `dataclasses.replace`, in the words of a named tuple."""
        return dataclasses.replace(self, **changes)


def history(trace):
    """Return the Operations of a trace, in order of their calls.

    Raises HistoryError for an end without a begin.

    >>> from minicluster import World, begin, end, sleep
    >>> def ann():
    ...     yield begin("write", 1)
    ...     yield sleep(20)
    ...     yield end()
    >>> world = World(seed=1)
    >>> world.start("ann", ann)
    >>> world.run()
    >>> print(*history(world.trace))
    ann: write(1) [0, 20]
    """
    operations = []
    running = {}  # by client: the place of its operation that has not ended yet
    for event in trace:
        if event.kind == "begin":
            name, *args = event.what
            running[event.who] = len(operations)
            asked = Operation(event.who, name, tuple(args), call=event.time)
            operations.append(asked)
        elif event.kind == "end":
            if event.who not in running:
                raise HistoryError(f"{event} of nothing: yield begin(...) before")
            place = running.pop(event.who)
            operations[place] = dataclasses.replace(
                operations[place], result=event.what, ret=event.time
            )
    return operations


def in_order(operations):
    """Return operations by their calls, or raise HistoryError for an impossible one.

    >>> late = Operation("ann", "read", (), 1, call=30, ret=40)
    >>> early = Operation("ann", "read", (), 1, call=10, ret=20)
    >>> in_order([late, early]) == [early, late]
    True
    """
    operations = list(operations)
    for operation in operations:
        _refuse_impossible(operation)
    ordered = sorted(operations, key=lambda operation: operation.call)
    last = {}  # by client: the operation that it called last
    for operation in ordered:
        before = last.get(operation.client)
        if before and before.ret is not None and before.ret > operation.call:
            both = f"{operation} begins before {before} has ended"
            raise HistoryError(f"{both}: give one of them to another client")
        last[operation.client] = operation
    return ordered


def _refuse_impossible(operation):
    if not isinstance(operation, Operation):
        mend = "write Operation(client, name, args, result, call, ret)"
        raise HistoryError(f"{operation!r} is not an Operation: {mend}")
    if not isinstance(operation.args, tuple):
        raise HistoryError(
            f"{operation.client}: {operation.name} has the arguments "
            f"{operation.args!r}: give a tuple"
        )
    if operation.call is None:
        raise HistoryError(f"{operation} was never called: give the time of its call")
    if operation.ret is not None and operation.ret < operation.call:
        raise HistoryError(f"{operation} returns before its call: mend the times")


def by_return(operations):
    """Return the operations that were answered, in order of their returns.

    >>> slow = Operation("ann", "read", (), 1, call=10, ret=40)
    >>> quick = Operation("bob", "read", (), 1, call=20, ret=30)
    >>> lost = Operation("cal", "read", (), call=0)
    >>> by_return([slow, quick, lost]) == [quick, slow]
    True
    """
    answered = [operation for operation in operations if operation.ret is not None]
    return sorted(answered, key=lambda operation: operation.ret)
