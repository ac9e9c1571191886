"""Ways through a graph of states."""


def shortest_way(states, name):
    """Return the places of the moves of a shortest way to a bad state.

    A place counts the moves of a state from 0. Raises ValueError if there is no such
    way: the goal could not be reached.

    >>> bad = {"ok": False, "reason": "oversold"}
    >>> move = {"who": "ann", "label": "take", "to": 1}
    >>> start, end = {"moves": [move], "verdict": None}, {"moves": [], "verdict": bad}
    >>> shortest_way([start, end], "shop")
    [0]
    """
    way_to = {0: []}
    ahead = [0]
    for number in ahead:  # it grows meanwhile: breadth first
        state = states[number]
        if state["verdict"] and not state["verdict"]["ok"]:
            return way_to[number]
        for place, move in enumerate(state["moves"]):
            if move["to"] not in way_to:
                way_to[move["to"]] = [*way_to[number], place]
                ahead.append(move["to"])
    raise ValueError(
        f"{name}: no move leads to a bad state, so the goal cannot be reached; "
        "take a race that has one, or another question"
    )


def program_of(actor, states):
    """Return the labels of all moves of an actor, or None if they differ by the run.

    >>> moves = [{"who": "Ann", "label": "take", "to": 0}]
    >>> program_of("Ann", [{"actors": {"Ann": {"done": ["check"]}}, "moves": moves}])
    ['check', 'take']
    """
    longest = []
    for state in states:
        done = state["actors"][actor]["done"]
        onward = [move["label"] for move in state["moves"] if move["who"] == actor]
        for steps in [[*done, label] for label in onward] or [done]:
            shorter, longer = sorted((steps, longest), key=len)
            if longer[: len(shorter)] != shorter:
                return None
            longest = longer
    return longest
