"""A version that nobody heeds: the opener of `what-if-you-have-to-think-first`."""

from explorable import play
from recorded import believes, load, told


def kind(state):
    """Say shortly whose change is lost."""
    if state["verdict"]["ok"]:
        return "both are in"
    body = state["shared"]["body"]
    return "Ann's change" if "Ann" not in body else "Bob's change"


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
        ends=("right", "lost"),
        told=told,
        kind=kind,
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
