"""The start of each run: it must be the same as that of the run before."""

from ..search.state import freeze
from .execution import Execution, ScheduleError

LONGEST = 500  # steps; a schedule beyond this is taken for a client that spins


class Beginnings:
    """Begins the runs of one race, and refuses a race that does not begin anew.

    What a race leaves behind for the next run would make every count wrong. A look
    costs as much as some schedules, so there is one at the runs 1, 2, 4, 8 and so on,
    and one at the end. What cannot be pictured, as a database, is taken on trust.

    >>> shop = {"stock": 5}  # made once: it should be made in race()
    >>> def race():
    ...     return shop, {}
    >>> beginnings = Beginnings(race)
    >>> beginnings.begin("").shared["stock"] -= 1
    >>> beginnings.look_again()
    Traceback (most recent call last):
    ...
    minicluster.interleavings.execution.ScheduleError: race() does not begin anew: \
the second time it made {'stock': 4}, at first {'stock': 5}. Make all that is shared \
inside race()
    """

    def __init__(self, race):
        self.race = race
        self.runs = 0
        self.next_look = 1  # the run at which to look
        self.first = None  # (picture, text) of the first beginning

    def begin(self, schedule, labels=None):
        """Return an Execution that has run a schedule.

        `labels` is what its clients announced at this place in an earlier run.
        """
        self.runs += 1
        if self.runs == self.next_look:
            self.next_look *= 2
            self.look_again().close()
        execution = Execution(self.race, schedule)
        if labels is not None and execution.labels() != labels:
            raise ScheduleError(
                f"the schedule {schedule!r} went otherwise before: "
                f"{execution.labels()} are announced now, {labels} then. "
                "Let clients do the same each time"
            )
        return execution

    def look_again(self):
        """Compare a new beginning with the first; return it."""
        execution = Execution(self.race)
        try:
            picture = freeze([execution.shared, execution.generators])
        except TypeError:
            return execution
        if self.first is None:
            self.first = picture, repr(execution.shared)
        elif picture != self.first[0]:
            raise ScheduleError(
                "race() does not begin anew: the second time it made "
                f"{execution.shared!r}, at first {self.first[1]}. "
                "Make all that is shared inside race()"
            )
        return execution


def refuse_to_go_on(schedule, execution):
    """Raise ScheduleError for a schedule that is too long."""
    who = execution.names[schedule[-1]]
    raise ScheduleError(
        f"more than {LONGEST} steps, the last by {who!r}: "
        "let a client that spins wait, by When(...)"
    )
