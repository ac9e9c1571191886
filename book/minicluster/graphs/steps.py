"""The graph of plain states."""

from collections import deque

from .state_graph import Move, StateGraph, Verdict, in_words, named


def graph_of_search(question):
    """Return the StateGraph of what `search` was asked."""
    graph = StateGraph()
    first = graph.add(named(question.start), {})
    numbers = {question.start: first.number}
    ahead = deque([(first, question.start)])
    while ahead:
        drawn, state = ahead.popleft()
        following = list(question.steps(state))
        drawn.verdict = _verdict(question, state, following)
        if drawn.verdict is not None:
            continue
        for label, reached in following:
            if reached not in numbers:
                new = graph.add(named(reached), {})
                numbers[reached] = new.number
                ahead.append((new, reached))
            drawn.moves.append(Move(None, str(label), numbers[reached]))
    return graph


def _verdict(question, state, following):
    """Return the Verdict of a state in which the run is over, or None."""
    if not question.safe(state):
        return Verdict(False, f"not {in_words(question.safe, 'safe')}")
    if question.bound is not None and not question.bound(state):
        return Verdict(True, "beyond the bound")
    if following:
        return None
    if question.outcome is not None:
        return Verdict(True, f"outcome: {question.outcome(state)}")
    return Verdict(True, "no step can be taken")
