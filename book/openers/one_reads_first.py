"""Two buyers on a recorded PostgreSQL: the opener of `can-one-statement-decide`."""

from explorable import play
from recorded import believes, load, told


def opener():
    """Draw it: sell the one item twice, though Bob's statement checks."""
    recording = load("one-reads-first")
    return play(
        recording,
        name="one-reads-first",
        goal="Sell the one item twice.",
        shows={"qty": "in stock", "orders": "orders of"},
        believes=believes,
        harm={"in stock": "below zero", "orders of": "twice"},
        told=told,
        ends=("right", "twice"),
        caption=f"Recorded on {recording.version}, both sessions at {recording.level}.",
    )
