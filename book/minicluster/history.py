"""Histories: what each client asked, when, and what it was told."""

from collections import namedtuple


class HistoryError(ValueError):
    """A history that cannot have been: the text names the operation and the mend."""


FIELDS = "client name args result call ret"


class Operation(namedtuple("Operation", FIELDS, defaults=[(), None, 0, None])):
    """One operation of one client, called at `call` and answered at `ret`.

    Both are times (microseconds). With `ret=None` it was never answered: it may take
    effect at any later time, or never.

    >>> print(Operation("ann", "write", (1,), None, call=0, ret=20))
    ann: write(1) [0, 20]
    >>> print(Operation("bob", "read", (), 1, call=10, ret=30))
    bob: read() → 1 [10, 30]
    """

    def __str__(self):
        return f"{self.client}: {self.words()} [{self.call}, {self.ret}]"

    def words(self):
        """Return call and answer as text; the answer to a write tells nothing."""
        told = self.name not in ("write", "put", "append")
        answer = f" → {self.result!r}" if told else ""
        answer = ", never answered" if self.ret is None else answer
        return f"{self.name}({', '.join(map(repr, self.args))}){answer}"


class Verdict(namedtuple("Verdict", "ok order stuck", defaults=[None])):
    """`ok`, with a right `order`; or not, with `stuck`, which fits nowhere.

    `stuck` is the first operation, by return, that no order of right answers gets past;
    `order` is then an order that comes as far.

    >>> Verdict(True, []).stuck is None
    True
    """


def history(trace):
    """Return the Operations of a trace, in order of their calls.

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
    operations, running = [], {}
    for event in trace:
        if event.kind == "begin":
            name, *args = event.what
            running[event.who] = len(operations)
            operations.append(Operation(event.who, name, (*args,), None, event.time))
        elif event.kind == "end":
            if event.who not in running:
                raise HistoryError(f"{event} of nothing: yield begin(...) before")
            place = running.pop(event.who)
            answer = {"result": event.what, "ret": event.time}
            operations[place] = operations[place]._replace(**answer)
    return operations


def in_order(operations):
    """Return operations by their calls, or raise HistoryError for an impossible one."""
    ordered, last = sorted(operations, key=lambda operation: operation.call), {}
    for operation in ordered:
        before = last.get(operation.client)
        if operation.ret is not None and operation.ret < operation.call:
            raise HistoryError(f"{operation} returns before its call: mend the times")
        if before and before.ret is not None and before.ret > operation.call:
            both = f"{operation} begins before {before} has ended"
            raise HistoryError(f"{both}: give one of them to another client")
        last[operation.client] = operation
    return ordered


def by_return(operations):
    """Return the operations that were answered, in order of their returns."""
    return sorted((o for o in operations if o.ret is not None), key=lambda o: o.ret)
