"""Equal states once, layer by layer, and still every schedule counted."""

from dataclasses import dataclass

from ..naming import naming
from ..search.state import freeze
from .beginnings import LONGEST, Beginnings, refuse_to_go_on
from .every_schedule import every_schedule
from .execution import Execution
from .found import Question, Tally, Way


@dataclass
class Reached:
    """A state after so many steps, and how it is reached."""

    way: Way  # the least of the ways that lead here
    ways: int  # how many do
    execution: Execution  # standing here


def merged(question, limit):
    """Visit equal states once, up to `limit` of them, and return the Tally.

    States are equal if what is shared is, and each client's position and variables,
    and what is still to be known of the way here: who took the last step, how many
    preemptions there were (if they are bounded), and whether the invariant was broken.
    All states after one number of steps are held in memory.
    """
    every_schedule(Question(question.race, preemptions=0), limit=120)  # finds spinning
    beginnings = Beginnings(question.race)
    start = beginnings.begin("")
    tally = Tally(clients=len(start.names), states=1)
    layer = [Reached(Way(), 1, start)]
    while layer and tally.complete:
        following = {}
        for state in layer:
            _go_on(state, following, question, tally, beginnings)
            if tally.states > limit:
                tally.complete = False
                tally.states = limit
                break
        layer = following.values()
    beginnings.look_again().close()
    return tally


def _go_on(state, following, question, tally, beginnings):
    """Judge a state, and add those that follow it."""
    way, execution = state.way, state.execution
    with naming(lambda: way.schedule, "race"):
        enabled = execution.enabled()
        broken = way.broken or question.is_broken(execution)
        bad = broken or (not enabled and question.is_bad(execution))
        if enabled and len(way.schedule) == LONGEST:
            refuse_to_go_on(way.schedule, execution)
        if not enabled:
            tally.count(question, execution, state.ways, bad)
            execution.close()
    if bad and not way.broken:
        tally.keep_shortest(way)
    choices = question.choices(enabled, way)
    labels = execution.labels()
    for digit in reversed(choices):
        onward = way.onward(digit, enabled, broken)
        with naming(lambda way=onward: way.schedule, "race"):
            if digit == choices[0]:  # the last to be taken has the execution at hand
                stepped = execution
            else:
                stepped = beginnings.begin(way.schedule, labels)
            stepped.advance(digit)
            _merge(Reached(onward, state.ways, stepped), following, question, tally)


def _merge(state, following, question, tally):
    """Add a state to those of its layer, or its ways to those of an equal state."""
    way, execution = state.way, state.execution
    parts = execution.shared, execution.generators, execution.announced
    bounded = question.preemptions is not None
    spent = way.preemptions if bounded else None
    try:
        picture = freeze(parts)
    except TypeError as error:
        raise TypeError(f"{error}, or leave out merge") from None
    key = picture, way.last, spent, way.broken
    if key not in following:
        tally.states += 1
        following[key] = state
        return
    known = following[key]
    known.ways += state.ways
    known.way = min(known.way, way)
    execution.close()
