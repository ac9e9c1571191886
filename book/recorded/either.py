"""Several recordings as one graph: the first move chooses among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Either:
    """Recordings behind a first move that is nobody's."""

    recordings: dict  # Recording by the words for its choice

    def as_data(self):
        """Return the graph as plain data, for `explorable.play`."""
        beginning = next(iter(self.recordings.values())).states[0]
        first = {**beginning, "moves": []}
        states = [first]
        for label, recording in self.recordings.items():
            offset = len(states)
            first["moves"].append({"who": None, "label": label, "to": offset})
            states.extend(_moved(state, offset) for state in recording.states)
        return {"states": states}


def either(recordings):
    """Return recordings as one graph; ``recordings`` has them by the words to choose.

    So a reader can look for the bad end of each: where no schedule of one has a bad
    end, it is the choice that was right. Raises ValueError if they do not begin with
    the same values and sessions.

    >>> from recorded import load
    >>> two = {
    ...     "SELECT, then UPDATE": load("check-then-take"),
    ...     "one UPDATE that checks": load("conditional-update"),
    ... }
    >>> states = either(two).as_data()["states"]
    >>> [move["label"] for move in states[0]["moves"]]
    ['SELECT, then UPDATE', 'one UPDATE that checks']
    >>> len(states) == 1 + sum(len(each.states) for each in two.values())
    True
    """
    beginnings = {label: each.states[0] for label, each in recordings.items()}
    expected = None
    for label, state in beginnings.items():
        found = state["shared"], list(state["actors"])
        expected = expected or found
        if found != expected:
            text = f"{label!r} begins with {found}, but the first one with {expected}"
            raise ValueError(f"{text}; join recordings of the same sessions and tables")
    return Either(dict(recordings))


def _moved(state, offset):
    """Return a state with all numbers of states raised."""
    moves = [{**move, "to": move["to"] + offset} for move in state["moves"]]
    return {**state, "number": state["number"] + offset, "moves": moves}
