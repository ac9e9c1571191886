"""What Bob sends while Ann holds a row: the opener of `who-waits-for-for-update`."""

from types import SimpleNamespace

from explorable import play
from recorded import believes, load

CHOICES = (  # of the twelve statements that were recorded
    "SELECT",
    "UPDATE item 1",
    "UPDATE item 1 WHERE qty > 9",
    "UPDATE item 2",
    "INSERT an order of item 1",
    "SELECT … FOR UPDATE SKIP LOCKED",
)


def with_choices(recording, choices):
    """Return a recording's graph with only these statements of Bob's to choose."""
    states = recording.as_data()["states"]
    numbers = {0: 0}  # old number -> new one
    kept = []
    for number in numbers_from(states, choices):
        numbers[number] = len(kept)
        kept.append(states[number])
    graph = [
        {
            **state,
            "moves": [
                {**move, "to": numbers[move["to"]]}
                for move in state["moves"]
                if may_be_chosen(move, choices)
            ],
        }
        for state in kept
    ]
    return SimpleNamespace(as_data=lambda: {"states": graph})


def numbers_from(states, choices):
    """Return the numbers of the states that such moves lead to, in order."""
    ahead = [0]
    for number in ahead:  # it grows meanwhile
        for move in states[number]["moves"]:
            if may_be_chosen(move, choices) and move["to"] not in ahead:
                ahead.append(move["to"])
    return ahead


def may_be_chosen(move, choices):
    """Say whether a move is Ann's or one of Bob's choices."""
    return move["who"] == "Ann" or move["label"] in choices


def told(state):
    """Say how a run ended."""
    return f"{state['verdict']['reason']}."


def opener():
    """Draw it: make Bob wait for Ann's row lock."""
    recording = load("for-update-choices")
    return play(
        with_choices(recording, CHOICES),
        name="who-waits",
        goal="Make Bob wait for Ann.",
        shows={"item 1": "item 1", "item 2": "item 2", "orders": "orders"},
        believes=believes,
        told=told,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
