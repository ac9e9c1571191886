"""What Bob sends while Ann holds a row: the opener of `who-waits-for-for-update`."""

from explorable import play
from recorded import believes, load


def told(state):
    """Say how a run ended."""
    return f"{state['verdict']['reason']}."


def opener():
    """Draw it: make Bob wait for Ann's row lock."""
    recording = load("for-update-choices")
    return play(
        recording,
        name="who-waits",
        goal="Make Bob wait for Ann.",
        shows={"item 1": "item 1", "item 2": "item 2", "orders": "orders"},
        believes=believes,
        told=told,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
