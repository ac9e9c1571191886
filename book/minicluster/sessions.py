"""The four session guarantees of Terry et al. (PDIS 1994), read off a history.

A guarantee holds when the writes to each key can be put into one order in which no
client is led backwards. Each guarantee says which write must stand before which; there
is such an order exactly when these demands have no cycle.
"""

import graphlib
import itertools

from .history import HistoryError, in_order
from .linearizability import Verdict

KINDS = {"read": "read", "get": "read", "write": "write", "put": "write"}


def read_your_writes(history, order=None):
    """Check that a client reads its own last write to a key, or a later one.

    `order` lists, oldest first, the written values as the store arranged them (a dict
    by key for get and put). Without it, the store is taken to arrange writes that do
    not overlap in time as they came. Returns a Verdict whose `stuck` is the first
    operation, by return, that breaks the guarantee. Nothing is promised for what was
    never answered. Every write needs a value of its own. Raises HistoryError for a
    history that cannot be judged.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("ann", "read", (), None, call=20, ret=30)
    >>> read_your_writes([write, read]).ok
    False
    """
    return _check(history, order, "time", "write", "read")


def monotonic_reads(history, order=None):
    """Check that a client's reads of a key never go back to an older write.

    Arguments and result as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> reads = [Operation("bob", "read", (), 1, 20, 30)]
    >>> reads += [Operation("bob", "read", (), None, 40, 50)]
    >>> monotonic_reads([write, *reads]).stuck == reads[1]
    True
    """
    return _check(history, order, "time", "read", "read")


def monotonic_writes(history, order=None):
    """Check that a client's writes to a key are arranged in the order it wrote them.

    Without `order` the evidence is what clients saw: a value read after another by one
    client counts as the later. Otherwise as `read_your_writes`.

    >>> from minicluster import Operation
    >>> writes = [Operation("ann", "write", (v,), None, v, v) for v in (1, 2)]
    >>> monotonic_writes(writes, order=[2, 1]).ok
    False
    """
    return _check(history, order, "sight", "write", "write")


def writes_follow_reads(history, order=None):
    """Check that a client's write comes after the writes it had read (of that key).

    Evidence as for `monotonic_writes`, result as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> history = [Operation("ann", "write", (1,), None, 0, 1)]
    >>> history += [Operation("bob", "read", (), 1, 2, 3)]
    >>> history += [Operation("bob", "write", (2,), None, 4, 5)]
    >>> writes_follow_reads(history, order=[2, 1]).ok
    False
    """
    return _check(history, order, "sight", "read", "write")


def _check(history, order, evidence, first, second):
    """Find the first operation, by return, with which no order is left."""
    operations = in_order(history)
    for operation in operations:
        if operation.name not in KINDS:
            raise HistoryError(
                f"{operation}: session guarantees are told from {', '.join(KINDS)}; "
                "write with one of these"
            )
    done = sorted((o for o in operations if o.ret is not None), key=lambda o: o.ret)
    rules = order, evidence, first, second
    low, high = 0, len(done)
    sound = _arrange(operations, *rules, complete=True)
    if sound is not None:
        return Verdict(True, sound)
    while high - low > 1:  # demands only grow: low returns still fit, high do not
        middle = (low + high) // 2
        late = {id(o) for o in done[middle:]}
        begun = [o for o in operations if o.call <= done[middle - 1].ret]
        begun = [o._replace(ret=None) if id(o) in late else o for o in begun]
        fits = _arrange(begun, *rules)
        if fits is None:
            high = middle
        else:
            low, sound = middle, fits
    return Verdict(False, sound or [], done[high - 1])


def _arrange(operations, order, evidence, first, second, complete=False):
    """Return the writes in an order that meets all demands, None if there is none."""
    told = []  # (operation, kind, write): a write is known by its key and its value
    writes = {}
    for o in operations:
        kind = KINDS[o.name]
        if kind == "read" and o.ret is None:
            continue
        key = o.args[0] if o.name in ("get", "put") else None
        write = key, o.result if kind == "read" else o.args[-1]
        told.append((o, kind, write))
        if kind == "write" and writes.setdefault(write, o) is not o:
            raise HistoryError(
                f"{o} writes what {writes[write]} wrote: vary the values"
            )
    demands = {write: [] for write in writes}
    for o, _, write in told:
        if write not in writes:
            if complete and write[1] not in (None, ""):
                raise HistoryError(f"{o}: nobody wrote this; add the write")
            for other in writes:
                if other[0] == write[0] and write[1] in (None, ""):
                    demands[other].append(write)
    pairs = list(itertools.combinations(told, 2))  # in order of their calls
    for (a, kind, old), (b, later, new) in pairs:
        if old[0] != new[0] or old == new or a.ret is None:
            continue
        together = a.client == b.client
        wanted = together and (kind, later) == (first, second) and b.ret is not None
        seen = together and evidence == "sight" and kind == later == "read"
        seen = seen and old in writes and new in writes
        timed = evidence == "time" and kind == later == "write" and a.ret < b.call
        if wanted or (order is None and (seen or timed)):
            demands.setdefault(new, []).append(old)
    chains = order if isinstance(order, dict) else {None: order or []}
    for key, chain in chains.items():
        for old, new in itertools.pairwise(chain):
            demands.setdefault((key, new), []).append((key, old))
    try:
        ordered = list(graphlib.TopologicalSorter(demands).static_order())
    except graphlib.CycleError:
        return None
    return [writes[write] for write in ordered if write in writes]
