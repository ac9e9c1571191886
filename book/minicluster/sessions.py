"""The four session guarantees of Terry et al. (PDIS 1994), read off a history.

A guarantee holds when the writes to each key can be put into one order in which no
client is led backwards. Each guarantee says which write must stand before which; there
is such an order exactly when these demands have no cycle.
"""

import graphlib
import itertools

from .history import HistoryError, Verdict, in_order, judge

KINDS = {"read": "read", "get": "read", "write": "write", "put": "write"}


def read_your_writes(history):
    """Check that a client reads its own last write to a key, or a later one.

    The store is taken to arrange writes that do not overlap in time as they came.
    Returns a Verdict whose `stuck` is the first operation, by return, that breaks the
    guarantee. Nothing is promised for what was never answered. Raises HistoryError for
    a history that cannot be judged; every write needs a value of its own.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("ann", "read", (), None, call=20, ret=30)
    >>> read_your_writes([write, read]).ok
    False
    """
    return _check(history, "write", "read")


def monotonic_reads(history):
    """Check that a client's reads of a key never go back to an older write.

    The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> reads = [Operation("bob", "read", (), 1, 20, 30)]
    >>> reads += [Operation("bob", "read", (), None, 40, 50)]
    >>> monotonic_reads([write, *reads]).stuck == reads[1]
    True
    """
    return _check(history, "read", "read")


def monotonic_writes(history):
    """Check that a client's writes to a key are arranged in the order it wrote them.

    The evidence is what clients saw: a value that one client read after another counts
    as the later. The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> writes = [Operation("ann", "write", (v,), None, v, v) for v in (1, 2)]
    >>> reads = [Operation("bob", "read", (), v, 9 - v, 9 - v) for v in (1, 2)]
    >>> monotonic_writes(writes + reads).ok
    False
    """
    return _check(history, "write", "write")


def writes_follow_reads(history):
    """Check that a client's write comes after the writes it had read (of that key).

    Evidence as for `monotonic_writes`, the rest as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> history = [Operation("ann", "write", (1,), None, 0, 1)]
    >>> history += [Operation("bob", "read", (), 1, 2, 3)]
    >>> history += [Operation("bob", "write", (2,), None, 4, 5)]
    >>> history += [Operation("cal", "read", (), v, 9 - v, 9 - v) for v in (1, 2)]
    >>> writes_follow_reads(history).ok
    False
    """
    return _check(history, "read", "write")


def _check(history, first, second):
    operations = in_order(history)
    for operation in operations:
        if operation.name not in KINDS:
            raise HistoryError(
                f"{operation}: session guarantees are told from {', '.join(KINDS)}; "
                "write with one of these"
            )
    written = {}
    for operation, kind, version in _told(operations):
        if kind == "write" and written.setdefault(version, operation) is not operation:
            raise HistoryError(
                f"{operation} writes what {written[version]} wrote: vary the values"
            )
    for operation, _, version in _told(operations):
        if version not in written and version[1] not in (None, ""):
            raise HistoryError(f"{operation}: nobody wrote this; add the write")
    order = _arrange(operations, first, second)
    if order is not None:
        return Verdict(True, order)
    return judge(operations, lambda known: _arrange(known, first, second))


def _told(operations):
    """Return (operation, kind, version) of each; a version is a key and a value."""
    told = []
    for o in operations:
        kind, key = KINDS[o.name], o.args[0] if o.name in ("get", "put") else None
        if kind == "write" or o.ret is not None:
            told.append((o, kind, (key, o.result if kind == "read" else o.args[-1])))
    return told


def _arrange(operations, first, second):
    """Return the writes in an order that meets all demands, None if there is none."""
    told = _told(operations)
    writes = {version: o for o, kind, version in told if kind == "write"}
    demands = {version: [] for version in writes}
    for old, new in itertools.product([v for _, _, v in told], writes):
        if old[0] == new[0] and old[1] in (None, "") and old not in writes:
            demands[new].append(old)  # what is there at first is the oldest
    for (a, kind, old), (b, later, new) in itertools.combinations(told, 2):
        if old[0] != new[0] or old == new or a.ret is None:
            continue
        together, both = a.client == b.client, old in writes and new in writes
        wanted = together and (kind, later) == (first, second) and b.ret is not None
        if second == "read":
            evidence = kind == later == "write" and a.ret < b.call
        else:
            evidence = kind == later == "read" and together and both
        if wanted or evidence:
            demands.setdefault(new, []).append(old)
    try:
        ordered = list(graphlib.TopologicalSorter(demands).static_order())
    except graphlib.CycleError:
        return None
    return [writes[version] for version in ordered if version in writes]
