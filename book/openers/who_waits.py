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


def ended_by_bob(graph):
    """Return a graph that ends when Bob has sent his statement: then it shows."""
    states = graph.as_data()["states"]
    ends = [ended(state, states) for state in states]
    return SimpleNamespace(as_data=lambda: {"states": ends})


def ended(state, states):
    """Return a state; where Bob has sent his statement, as an end."""
    if not state["actors"]["Bob"]["done"]:
        return state
    if "COMMIT" in state["actors"]["Ann"]["done"]:
        reason = "Ann's transaction was over, so Bob had nobody to wait for"
        return {**state, "verdict": {"ok": True, "reason": reason}}
    at_last = states[state["moves"][0]["to"]]["verdict"]  # after Ann's COMMIT
    reason = at_last["reason"].replace("waited for", "waits for")
    ok = not state["actors"]["Bob"]["waits"]
    return {**state, "moves": [], "verdict": {"ok": ok, "reason": reason}}


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
        with_choices(ended_by_bob(recording), CHOICES),
        name="who-waits",
        goal="Make Bob wait for Ann.",
        shows={"item 1": "item 1", "item 2": "item 2", "orders": "orders"},
        believes=believes,
        ends=None,
        told=told,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}. "
        "What Bob is told ends in a number of rows.",
    )
