"""Where the moves stand: each has a place of its own, and keeps it through the play."""


def slots_of(seen):
    """Return the slots of a Seen, as lists: (who, labels, what else it may say).

    A slot is the place of one button. Moves of one actor that are never open at the
    same time share one, and a move stands in the same slot in every state. So nothing
    jumps under the reader's finger. ``who`` is the actor's number, -1 for nobody.
    """
    actors = [*range(len(seen.actors)), -1]
    return [slot for actor in actors for slot in _slots_of_one(seen, actor)]


def _slots_of_one(seen, actor):
    name = seen.actors[actor] if actor >= 0 else None
    choices = [
        _told_apart(move["label"] for move in state.moves if _is_of(move, name, seen))
        for state in seen.states
    ]
    slots = []
    for choice in dict.fromkeys(each for open_now in choices for each in open_now):
        rivals = {
            other for open_now in choices if choice in open_now for other in open_now
        }
        free = (slot for slot in slots if rivals.isdisjoint(slot))
        slot = next(free, None)
        if slot is None:
            slots.append(slot := [])
        slot.append(choice)
    labels = [list(dict.fromkeys(label for label, _ in slot)) for slot in slots]
    others = _others(seen, actor, labels[0]) if actor >= 0 and len(slots) == 1 else []
    return [[actor, each, others] for each in labels]


def _is_of(move, name, seen):
    return move["who"] == name or (name is None and move["who"] not in seen.actors)


def _told_apart(labels):
    """Return labels with a count, for two moves may have the same words."""
    met = []
    for label in labels:
        met.append((label, sum(label == other for other, _ in met)))
    return met


def _others(seen, actor, labels):
    """Return what the only button of an actor may say beside the steps."""
    waits = {state.lanes[actor][1] for state in seen.states} - {""}
    said = [f"waits for {what}" for what in sorted(waits)]
    return [*said, "has finished"] if said or len(labels) > 1 else []
