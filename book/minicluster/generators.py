"""Generators that stand half-way when nobody goes on with them."""

from contextlib import suppress

MOST_YIELDS = 1_000  # on the way out; one that yields more is left as it stands


def let_go(generator):
    """End a generator that stands half-way, as one that holds a lock.

    Its finally blocks are run, each as far as it goes without a yield. Python's own
    `close` takes such a yield, as in giving the lock back, for an error.

    >>> def worker():
    ...     try:
    ...         yield "work"
    ...     finally:
    ...         print("unlock")
    ...         yield "unlock"
    >>> at_work = worker()
    >>> next(at_work)
    'work'
    >>> let_go(at_work)
    unlock
    """
    for _ in range(MOST_YIELDS):
        try:
            generator.close()
        except RuntimeError:
            if getattr(generator, "gi_frame", None) is None:
                raise  # it has come to its end: the error is its own
        else:
            return


def abandon(generator):
    """End a generator, if there is one, on a way that nobody goes on with."""
    with suppress(Exception):  # what it says then happens in no run
        if generator is not None:
            let_go(generator)
