"""Two transfers on a recorded PostgreSQL, in opposite directions."""

from explorable import play
from recorded import believes, load, told


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
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}. "
        "Here the one who closes the circle is refused; by default it is the one who "
        "has waited for a second.",
    )
