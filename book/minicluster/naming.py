"""What a node, a client or a question raises carries the schedule that led to it."""

from contextlib import contextmanager


def name_schedule(error, schedule, maker):
    """Let an exception carry its schedule, and how to run it again.

    `maker` is what the first argument of `replay` is called: "race" or "make".

    >>> error = ValueError("sold out")
    >>> name_schedule(error, "0110", "race")
    >>> error.__notes__
    ["schedule 0110: replay(race, '0110') shows it"]
    """
    error.add_note(f"schedule {schedule}: replay({maker}, {schedule!r}) shows it")


@contextmanager
def naming(schedule, maker):
    """Do so for what is raised meanwhile; `schedule()` is asked for only then."""
    try:
        yield
    except Exception as error:
        name_schedule(error, schedule(), maker)
        raise
