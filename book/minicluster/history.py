"""Histories: what each client asked, when, and what it was told."""

import bisect
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
        until = "never answered" if self.ret is None else self.ret
        return f"{self.client}: {self.words()} [{self.call}, {until}]"

    def words(self, arrow=" -> "):
        """Return call and answer as text; the answer to a write tells nothing."""
        silent = self.ret is None or self.name in ("write", "put", "append")
        answer = "" if silent else f"{arrow}{self.result!r}"
        return f"{self.name}({', '.join(map(repr, self.args))}){answer}"


class Verdict(NamedTuple):
    """`ok`, with a right `order`; or not, with `stuck`, which fits nowhere.

    `stuck` is the first operation, by return, such that no order suits all answers
    given up to its return; `order` is then one that suits those before.

    >>> Verdict(True, []).stuck is None
    True
    """

    ok: bool
    order: list
    stuck: Any = None


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
            ended = {"result": event.what, "ret": event.time}
            operations[event.number] = operations[event.number]._replace(**ended)
    return list(operations.values())


def in_order(operations):
    """Return operations by their calls, or raise HistoryError for an impossible one."""
    ordered = sorted(operations, key=lambda operation: operation.call)
    ended = {}
    for operation in ordered:
        if operation.ret is not None and operation.ret < operation.call:
            raise HistoryError(
                f"{operation}: the return stands before the call; mend the times "
                "(ret=None means never answered)"
            )
        before = ended.get(operation.client, operation)
        if before is not operation and before.ret > operation.call:
            raise HistoryError(
                f"{operation} begins before {before} has ended: a client does one "
                "thing at a time; give the second operation to another client"
            )
        if operation.ret is not None:
            ended[operation.client] = operation
    return ordered


def by_return(operations):
    """Return the operations that were answered, in order of their returns."""
    return sorted((o for o in operations if o.ret is not None), key=lambda o: o.ret)


def judge(operations, arrange, certain=0):
    """Return the Verdict on operations in order of their calls.

    `arrange(operations)` returns an order that suits all answers, or None. More answers
    never help, so the first that is one too many is found by halving. The first
    `certain` answers are known to suit.
    """
    answered = by_return(operations)

    def known(count):
        """Return what was known when so many answers had come."""
        late = {id(operation) for operation in answered[count:]}
        begun = [o for o in operations if count and o.call <= answered[count - 1].ret]
        return [o._replace(ret=None) if id(o) in late else o for o in begun]

    def fails(count):
        return arrange(known(count)) is None

    counts = range(len(answered) + 1)
    bad = bisect.bisect_left(counts, True, lo=certain + 1, key=fails)
    return Verdict(False, arrange(known(bad - 1)), answered[bad - 1])
