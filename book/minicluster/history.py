"""Histories: what each client asked, when, and what it was told."""

from typing import Any, NamedTuple


class HistoryError(ValueError):
    """A history that cannot have been: the text names the operation and the mend."""


class Operation(NamedTuple):
    """One operation of one client, called at `call` and answered at `ret`.

    Both are times (microseconds). With `ret=None` it was never answered: it may take
    effect at any later time, or never.

    >>> print(Operation("ann", "write", (1,), None, call=0, ret=20))
    ann: write(1) [0, 20]
    >>> print(Operation("bob", "read", (), 1, call=10, ret=30))
    bob: read() -> 1 [10, 30]
    """

    client: str
    name: str
    args: tuple = ()
    result: Any = None
    call: int = 0
    ret: int | None = None

    def __str__(self):
        answer = f" -> {self.result!r}" if self.says() else ""
        until = "never answered" if self.ret is None else self.ret
        return f"{self.client}: {self.asks()}{answer} [{self.call}, {until}]"

    def asks(self):
        """Return the call as text, such as `write(1)`."""
        return f"{self.name}({', '.join(map(repr, self.args))})"

    def says(self):
        """Say whether the answer tells something."""
        return self.ret is not None and self.name not in ("write", "put", "append")


def history(trace):
    """Return the Operations of a trace, in order of their calls.

    >>> from minicluster import World, begin, end, sleep
    >>> def ann():
    ...     yield begin("write", 1)
    ...     yield sleep(20)
    ...     yield end()
    >>> world = World(seed=1)
    >>> world.start("ann", ann())
    >>> world.run()
    >>> print(*history(world.trace))
    ann: write(1) [0, 20]
    """
    operations = {}
    for event in trace:
        if event.kind == "begin":
            name, *args = event.what
            begun = Operation(event.who, name, tuple(args), None, event.time)
            operations[event.number] = begun
        elif event.kind == "end":
            begun = operations[event.number]
            ended = begun._replace(result=event.what, ret=event.time)
            operations[event.number] = ended
    return list(operations.values())


def in_order(operations):
    """Return operations by their calls, or raise HistoryError for an impossible one."""
    ordered = sorted(operations, key=lambda operation: operation.call)
    busy = {}
    for operation in ordered:
        if operation.ret is not None and operation.ret < operation.call:
            raise HistoryError(
                f"{operation}: the return stands before the call; mend the times "
                "(ret=None means never answered)"
            )
        before = busy.get(operation.client)
        if before and before.ret is not None and before.ret > operation.call:
            raise HistoryError(
                f"{operation} begins before {before} has ended: a client does one "
                "thing at a time; give the second operation to another client"
            )
        busy[operation.client] = operation
    return ordered
