"""What Bob sends while Ann holds a row: the opener of `who-waits-for-for-update`."""

import re
from types import SimpleNamespace

from explorable import play
from recorded import as_told, believes, load

CHOICES = (  # of the twelve statements that were recorded
    "SELECT",
    "UPDATE item 1",
    "UPDATE item 1 WHERE qty > 9",
    "UPDATE item 2",
    "INSERT an order of item 1",
    "SELECT … FOR UPDATE SKIP LOCKED",
)
NOBODY = "Ann's transaction was over, so Bob had nobody to wait for"


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


def judged_at_once(graph):
    """Return a graph that says whether Bob waits as soon as he has sent something.

    Ann's COMMIT can still follow: then it is seen what becomes of him.
    """
    states = graph.as_data()["states"]
    judged = [judged_now(state, states) for state in states]
    ends = []  # of Bob's statements once Ann's transaction is over
    for state in judged:
        if is_over(state) and not state["actors"]["Bob"]["done"]:
            for move in state["moves"]:
                verdict = {"ok": True, "reason": NOBODY}
                ends.append({**states[move["to"]], "verdict": verdict})
                move["to"] = len(judged) + len(ends) - 1
    return SimpleNamespace(as_data=lambda: {"states": judged + ends})


def judged_now(state, states):
    """Return a state; where Bob's statement is sent and Ann's COMMIT is not, judged."""
    moves = [dict(move) for move in state["moves"]]
    bob = state["actors"]["Bob"]
    verdict = state["verdict"]
    if bob["waits"]:
        reason = f"{bob['done'][-1]}: waits for Ann's COMMIT"
        verdict = {"ok": False, "reason": reason}
    elif bob["done"] and moves:
        verdict = states[moves[0]["to"]]["verdict"]  # after Ann's COMMIT
    return {**state, "moves": moves, "verdict": verdict}


def is_over(state):
    """Say whether Ann's transaction is over."""
    return "COMMIT" in state["actors"]["Ann"]["done"]


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
    """Say whether Bob waits, or what he was told."""
    reason = state["verdict"]["reason"]
    return re.sub(r"told (.+)", lambda match: f"was {as_told(match[1])}", reason) + "."


def kind(state):
    """Say shortly whether a statement of Bob's waits."""
    statement, _, _ = state["verdict"]["reason"].partition(":")
    if statement == NOBODY:
        return "after Ann's COMMIT: nobody waits"
    does = "does not wait" if state["verdict"]["ok"] else "waits"
    return f"{statement}: {does}"


def opener():
    """Draw it: make Bob wait for Ann's row lock."""
    recording = load("for-update-choices")
    return play(
        with_choices(judged_at_once(recording), CHOICES),
        name="who-waits",
        goal="Make Bob wait for Ann.",
        shows={"item 1": "item 1", "item 2": "item 2", "orders": "orders"},
        believes=believes,
        ends=None,
        told=told,
        kind=kind,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
