"""The graph of a race: every state that its schedules pass through."""

import types
from collections import deque

from ..interleavings.beginnings import Beginnings
from ..naming import naming
from ..search.state import freeze
from .state_graph import (
    Actor,
    GraphError,
    Move,
    StateGraph,
    Verdict,
    in_words,
    named,
    plain,
)

NO_VALUES = (types.FunctionType, types.ModuleType, types.GeneratorType, type)


def graph_of_race(question):
    """Return the StateGraph of what `explore` was asked.

    Its states are told apart by what is shared and by each client's position and
    variables, not by how many steps led there: a client that tries again without end
    has a circle. Where the invariant is broken the run is over. Raises GraphError for
    a bound on preemptions, since the graph shows every schedule.
    """
    if question.preemptions is not None:
        raise GraphError("a graph shows every schedule: leave out preemptions")
    graph = StateGraph()
    beginnings = Beginnings(question.race)
    start = beginnings.begin("")
    first = graph.add(*_described(start))
    numbers = {_key(start): first.number}
    ahead = deque([(first, "", start)])
    while ahead:
        state, schedule, execution = ahead.popleft()
        with naming(lambda way=schedule: way, "race"):
            state.verdict = _verdict(question, execution)
        if state.verdict is not None:
            continue
        for digit in execution.enabled():
            onward = schedule + digit
            label = str(execution.announced[digit])
            came_by = state, execution.names[digit], label
            with naming(lambda way=onward: way, "race"):
                stepped = beginnings.begin(onward)
                key = _key(stepped)
            if key not in numbers:
                new = graph.add(*_described(stepped), came_by)
                numbers[key] = new.number
                ahead.append((new, onward, stepped))
            move = Move(execution.names[digit], label, numbers[key])
            state.moves.append(move)
    return graph


def _key(execution):
    return freeze([execution.shared, execution.generators, execution.announced])


def _described(execution):
    """Return what is shared, and the clients."""
    waiting = execution.waiting()
    actors = {}
    for digit, name in execution.names.items():
        waits = str(execution.announced[digit]) if digit in waiting else None
        holds = _variables(execution.generators[digit], execution.shared)
        actors[name] = Actor([], holds, waits)
    return named(execution.shared), actors


def _variables(generator, shared):
    """Return a client's variables, apart from what all share."""
    frame = generator.gi_frame
    if frame is None:
        return {}
    return {
        name: plain(value)
        for name, value in frame.f_locals.items()
        if value is not shared and not isinstance(value, NO_VALUES)
    }


def _verdict(question, execution):
    """Return the Verdict of a state in which the run is over, or None."""
    if question.is_broken(execution):
        return Verdict(False, f"not {in_words(question.invariant, 'the invariant')}")
    if execution.enabled():
        return None
    stuck = [
        f"{execution.names[digit]} waits for {execution.announced[digit]}"
        for digit in execution.waiting()
    ]
    if stuck and question.is_bad(execution):
        return Verdict(False, f"deadlock: {', '.join(stuck)}")
    if question.is_bad(execution):
        return Verdict(False, in_words(question.bad, "bad"))
    if question.outcome:
        return Verdict(True, f"outcome: {question.outcome(execution.shared)}")
    return Verdict(True, "nothing bad")
