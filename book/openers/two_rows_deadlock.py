"""Two transfers on a recorded PostgreSQL, in opposite directions."""

from explorable import play
from recorded import believes, load


def told(state):
    """Say how a run ended."""
    reason = state["verdict"]["reason"]
    return f"{reason[0].upper()}{reason[1:]}."


def opener():
    """Draw it: let each wait for the other."""
    recording = load("two-rows-deadlock")
    return play(
        recording,
        name="two-rows-deadlock",
        goal="Let each wait for the other.",
        shows={"X": "X", "Y": "Y"},
        believes=believes,
        ends=("done", "stuck"),
        told=told,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
