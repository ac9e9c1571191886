"""The limit of a search: how many states or schedules there may be."""


def refuse_below_one(limit):
    """Raise ValueError for a limit at which a search could not stop.

    >>> refuse_below_one(0)
    Traceback (most recent call last):
    ...
    ValueError: limit=0: give how many may be met, at least 1
    """
    if limit < 1:
        raise ValueError(f"{limit=}: give how many may be met, at least 1")
