"""The four session guarantees of Terry et al. (PDIS 1994), read off a history.

Each says that a client, who has read or written one version of the data, is later not
led back to an older one. Which version is older is for the store to say: `order` lists
the arguments of the writes as the store arranged them, as in a leader's log. Without it
they are taken to be arranged as they began. Each key is judged by itself.
"""

from .history import HistoryError, Verdict, by_return, in_order

WRITES, READS = ("write", "put"), ("read", "get")


def read_your_writes(history, order=None):
    """Check that a client reads its own last write to a key, or a later one.

    Returns a Verdict whose `order` has the writes as the store arranged them, and whose
    `stuck` is the first operation, by return, that breaks the guarantee. Nothing is
    promised for what was never answered. Before any write a key holds None or "".
    Raises HistoryError for a history that cannot be judged: every write needs a value
    of its own, and a place in `order`.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> read = Operation("ann", "read", (), None, call=20, ret=30)
    >>> read_your_writes([write, read]).ok
    False
    """
    return _check(history, order, WRITES, READS)


def monotonic_reads(history, order=None):
    """Check that a client's reads of a key never go back to an older write.

    The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> write = Operation("ann", "write", (1,), None, call=0, ret=10)
    >>> reads = [Operation("bob", "read", (), 1, 20, 30)]
    >>> reads += [Operation("bob", "read", (), None, 40, 50)]
    >>> monotonic_reads([write, *reads]).stuck == reads[1]
    True
    """
    return _check(history, order, READS, READS)


def monotonic_writes(history, order=None):
    """Check that the store has a client's writes to a key in the order it wrote them.

    The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> writes = [Operation("ann", "write", (v,), None, v, v) for v in (1, 2)]
    >>> monotonic_writes(writes, order=[(2,), (1,)]).ok
    False
    """
    return _check(history, order, WRITES, WRITES)


def writes_follow_reads(history, order=None):
    """Check that the store has a client's write after the writes that it had read.

    The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> history = [Operation("ann", "write", (1,), None, 0, 1)]
    >>> history += [Operation("bob", "read", (), 1, 2, 3)]
    >>> history += [Operation("bob", "write", (2,), None, 4, 5)]
    >>> writes_follow_reads(history, order=[(2,), (1,)]).ok
    False
    """
    return _check(history, order, READS, WRITES)


def _check(history, order, first, second):
    operations = in_order(history)
    writes = [o for o in operations if o.name in WRITES]
    order = order or [o.args for o in writes]
    ranks = {args: rank for rank, args in enumerate(order, start=1)}
    if len({o.args for o in writes}) < len(writes):
        raise HistoryError("a value was written twice: vary the values")
    arranged = sorted(writes, key=lambda o: ranks.get(o.args, 0))
    newest = {}  # the rank that a client has come to, by key and by reads or writes
    for o in by_return(operations):
        kind = WRITES if o.name in WRITES else READS
        version = o.args if kind is WRITES else (*o.args, o.result)
        if o.name not in kind:
            raise HistoryError(f"{o}: call it read, get, write or put")
        if version not in ranks and (kind is WRITES or o.result not in (None, "")):
            raise HistoryError(f"{o}: this is not in the order of the writes; add it")
        session, rank = (o.client, version[:-1]), ranks.get(version, 0)
        if kind is second and rank < newest.get((session, first), 0):
            return Verdict(False, arranged, o)
        newest[session, kind] = max(rank, newest.get((session, kind), 0))
    return Verdict(True, arranged)
