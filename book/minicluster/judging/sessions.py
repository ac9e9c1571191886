"""The four session guarantees of Terry et al. (PDIS 1994), read off a history.

Each says that a client, who has read or written one version of the data, is later not
led back to an older one. Which version is older is for the store to say: `order` lists
the arguments of the writes as the store arranged them, as in a leader's log. Without it
they are taken to be arranged as they began. Each key is judged by itself.
"""

from .history import HistoryError, by_return, in_order
from .verdict import Verdict

WRITES = ("write", "put")
READS = ("read", "get")
NOTHING = (None, "")  # what a key holds before any write


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
    return _check(history, order, seen_before=WRITES, judged=READS)


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
    return _check(history, order, seen_before=READS, judged=READS)


def monotonic_writes(history, order=None):
    """Check that the store has a client's writes to a key in the order it wrote them.

    The rest is as for `read_your_writes`.

    >>> from minicluster import Operation
    >>> writes = [Operation("ann", "write", (v,), None, v, v) for v in (1, 2)]
    >>> monotonic_writes(writes, order=[(2,), (1,)]).ok
    False
    """
    return _check(history, order, seen_before=WRITES, judged=WRITES)


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
    return _check(history, order, seen_before=READS, judged=WRITES)


def _check(history, order, seen_before, judged):
    """Judge operations with names in `judged` by earlier ones in `seen_before`.

    Both are about versions: a write makes one, a read sees one. For example, with
    seen_before=WRITES and judged=READS: ann writes 1 (version 1), then 2 (version 2),
    then reads 1. Version 1 is older than the newest she had written: she is led back.
    """
    operations = in_order(history)
    writes = [each for each in operations if each.name in WRITES]
    ranks = _ranks(writes, order)
    newest = {}  # by (client, key): the newest rank in its operations of `seen_before`
    covered = f"{len(operations):,} operations, {len(writes):,} of them writes"
    stuck = None
    for operation in by_return(operations):
        key, rank = _version(operation, ranks)
        session = operation.client, key
        if stuck is None and operation.name in judged:
            is_older = rank < newest.get(session, 0)
            stuck = operation if is_older else None
        if operation.name in seen_before:
            newest[session] = max(rank, newest.get(session, 0))
    arranged = sorted(writes, key=lambda write: ranks.get(write.args, 0))
    return Verdict(stuck is None, arranged, stuck, covered)


def _ranks(writes, order):
    """Return the rank of each write by its arguments, from 1 for the oldest."""
    written = set()
    for write in writes:
        if write.args in written:
            raise HistoryError(f"{write}: this was written before: vary the values")
        written.add(write.args)
    if order is None:
        order = [write.args for write in writes]
    ranks = {args: rank for rank, args in enumerate(order, start=1)}
    if len(ranks) < len(order):
        raise HistoryError(f"order={order!r} has a write twice: remove one of them")
    return ranks


def _version(operation, ranks):
    """Return key and rank of what an operation wrote or saw; rank 0 is before all."""
    if operation.name in WRITES:
        version = operation.args
    elif operation.name in READS:
        version = (*operation.args, operation.result)
    else:
        raise HistoryError(f"{operation}: call it read, get, write or put")
    key = version[:-1]
    if version in ranks:
        return key, ranks[version]
    if operation.name in READS and operation.result in NOTHING:
        return key, 0
    raise HistoryError(
        f"{operation}: {version!r} is not in the order of the writes; add it"
    )
