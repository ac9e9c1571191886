"""Every schedule by itself, depth first."""

from dataclasses import dataclass

from ..naming import name_schedule
from .beginnings import LONGEST, Beginnings, refuse_to_go_on
from .execution import Execution
from .found import Tally, Way


@dataclass(slots=True)
class Ahead:
    """A step that is still to be taken."""

    way: Way  # including the step
    execution: Execution | None  # standing before it; None: to be run up to there
    labels: dict | None  # what is announced there


def every_schedule(question, limit):
    """Run every schedule, up to `limit` of them, and return the Tally.

    A generator cannot be copied, nor can what is shared, as a database. So one choice
    goes on with the execution at hand, and each other starts again when its turn comes:
    one schedule is over before the next begins.
    """
    beginnings = Beginnings(question.race)
    start = beginnings.begin("")
    tally = Tally(clients=len(start.names))
    ahead = [Ahead(Way(), start, None)]
    while ahead and tally.complete:
        step = ahead.pop()
        try:
            ahead += _take(step, question, tally, beginnings, limit)
        except Exception as error:
            name_schedule(error, step.way.schedule, "race")
            raise
    beginnings.look_again().close()
    return tally


def _take(step, question, tally, beginnings, limit):
    """Take one step, judge the state after it, and return the steps that can follow."""
    way, execution = step.way, step.execution
    if execution is None:
        execution = beginnings.begin(way.schedule[:-1], step.labels)
    if way.schedule:
        execution.advance(way.last)
    broken = way.broken or question.is_broken(execution)
    enabled = execution.enabled()
    if enabled and len(way.schedule) == LONGEST:
        refuse_to_go_on(way.schedule, execution)
    if not enabled:
        _end(way, broken, execution, question, tally, limit)
        return []
    if broken and not way.broken:
        tally.keep_shortest(way)
    choices = question.choices(enabled, way)
    labels = execution.labels() if len(choices) > 1 else None
    following = [
        Ahead(way.onward(digit, enabled, broken), None, labels)
        for digit in reversed(choices)
    ]
    following[-1].execution = execution  # the next to be taken goes on with it
    return following


def _end(way, broken, execution, question, tally, limit):
    """Count a schedule that has come to its end, or is stuck."""
    if tally.schedules == limit:
        tally.complete = False
        return
    bad = broken or question.is_bad(execution)
    tally.count(question, execution, ways=1, bad=bad)
    tally.every.append((way.schedule, bad))
    if bad and not way.broken:
        tally.keep_shortest(way)
    execution.close()
