"""What a client may yield: a call, a sleep, or a mark in the history."""

from dataclasses import dataclass

from .links import as_tuple


@dataclass(frozen=True, slots=True)
class Call:
    """Ask nodes, and wait for replies.

    >>> Call(("n1", "n2"), "read", timeout=500, quorum=1, alone=False).quorum
    1
    """

    destinations: tuple  # names of nodes
    message: object  # plain data
    timeout: int | None  # microseconds; None: wait for as long as it takes
    quorum: int  # of how many nodes replies are waited for
    alone: bool  # one name was given: hand back its reply, not a dict

    def __str__(self):
        return f"the reply of {' and '.join(self.destinations)}"


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait.

    >>> Sleep(1_000).delay
    1000
    """

    delay: int  # microseconds

    def __str__(self):
        return "the end of its sleep"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an operation of the history begins or ends; it takes no time.

    >>> Mark("end", 7).what
    7
    """

    kind: str  # "begin" or "end"
    what: object  # (name, *arguments), or the result


def call(destination, message, *, timeout=None, quorum=None):
    """Ask a node and wait for its reply.

    A client writes `reply = yield call("n1", message)`; after `timeout` microseconds
    the reply is None. With a list of nodes it is a dict, from name to reply, of the
    first `quorum` (all, if None) that answered, or of those that did before the
    timeout. The nodes of a set are asked in alphabetical order. Raises ValueError for a
    quorum of more nodes than are asked.

    >>> call("n1", "hello", timeout=500).timeout
    500
    """
    alone = isinstance(destination, str)
    destinations = as_tuple(destination)
    wanted = len(destinations) if quorum is None else quorum
    asked_for = len(set(destinations))  # one that is named twice answers once
    if not 1 <= wanted <= asked_for:
        asked = f"{asked_for} asked"
        raise ValueError(f"a quorum of {wanted} nodes needed, but {asked}: ask more")
    return Call(destinations, message, timeout, wanted, alone)


def sleep(delay):
    """Wait so many microseconds, as a client that yields this.

    >>> sleep(1_000).delay
    1000
    """
    return Sleep(delay)


def begin(name, *args):
    """Mark where an operation of the history begins, as a client that yields this.

    >>> begin("write", 1).what
    ('write', 1)
    """
    return Mark("begin", (name, *args))


def end(result=None):
    """Mark the answer to the operation begun last, as a client that yields this.

    >>> end(7).what
    7
    """
    return Mark("end", result)
