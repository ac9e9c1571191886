"""A version that nobody heeds: the opener of `what-if-you-have-to-think-first`."""

from explorable import play
from recorded import believes, load, told


def opener():
    """Draw it: let a change be lost that was acknowledged."""
    recording = load("version-count-ignored")
    return play(
        recording,
        name="count-ignored",
        goal="Make a change disappear whose writer was told COMMIT.",
        shows={"body": "document", "version": "version"},
        believes=believes,
        harm={"document": "a change is missing"},
        ends=("both in", "lost"),
        told=told,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
