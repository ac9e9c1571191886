"""Give back a lock that may not be one's own any more: for A3 and A4."""

from dataclasses import dataclass, field

from minicluster import When, explore
from minicluster.interleavings.execution import Execution

from ..answer import AnswerError
from ..races import are_bad, as_state, drawn_if_small, tried, waits_in, who_waits
from ..task import Judged, Task

MOST_STATES = 10_000  # of one search
NAMES = ("Ann", "Bob", "Cy")
WHOSE = "Ann, Bob, Cy and the end of Ann's lease"
# No name in them: a release cannot tell who it is. Two begin alike, two end alike.
VALUES = ("7c1f", "7c9a", "e09a")


class Redis(dict):
    """Keys and values, with the names that Redis gives its commands."""

    def delete(self, key):
        """Delete a key, whoever set it; return how many keys that were."""
        return 0 if self.pop(key, None) is None else 1

    def set(self, key, value, nx=False):
        """Set a key, with nx only if it is not there; say whether it was set."""
        if nx and self.get(key) is not None:
            return None
        self[key] = value
        return True


@dataclass
class Room:
    """The room, and the Redis that holds its lock."""

    redis: Redis = field(default_factory=Redis)
    inside: list = field(default_factory=list)  # names, in the order they came
    came: list = field(default_factory=list)  # all who have ever been inside


def visitor(room, name, value, steps_of_release):
    """Take the lock, be inside, leave, and release as the reader wrote it."""
    yield When("the lock", lambda: room.redis.get("lock") is None)
    room.redis.set("lock", value)
    room.inside.append(name)
    room.came.append(name)
    yield "leave"
    room.inside.remove(name)
    yield from steps_of_release


def time(room, name, value):
    """End one visitor's lease, at any moment after it has begun."""
    yield When(f"{name}'s lease ends", lambda: name in room.came)
    if room.redis.get("lock") == value:
        room.redis.delete("lock")


def bob_and_cy_apart(room):
    """Say whether the two whose leases do not end are not inside together."""
    return not {"Bob", "Cy"} <= set(room.inside)


def race_of(release, values):
    """Return what `explore` searches: three visitors with such values, and time."""

    def race():
        room = Room()
        clients = {
            name: visitor(room, name, value, release(room.redis, value))
            for name, value in zip(NAMES, values, strict=True)
        }
        return room, clients | {"time": time(room, "Ann", values[0])}

    return race


def judge_release(release):
    """Search every schedule of three visitors who release as the reader wrote it.

    Three times, so that each value is each visitor's once.
    """
    if not hasattr(release(Redis(), VALUES[0]), "send"):
        raise AnswerError(
            f"`{release.asks}`, from line {release.line} on, has no step: write a "
            '`yield "..."` before what Redis does in one piece.'
        )
    for first in range(len(VALUES)):
        judged = judge_race_of(race_of(release, VALUES[first:] + VALUES[:first]))
        if not judged.ok:
            break
    return judged


def judge_race_of(race):
    """Search every schedule of one race: safety first, then whether it works."""
    found = explore(race, invariant=bob_and_cy_apart, merge=True, limit=MOST_STATES)
    if not found.complete:
        return Judged(
            False,
            f"There are more than {MOST_STATES:,} states to visit; take fewer steps.",
        )
    if found.bad_schedules:
        said = are_bad(found.bad_schedules, found.schedules)
        said += " brings Bob and Cy in together, and the lease of neither has ended."
        return Judged(False, said, drawn(found, "Bring Bob and Cy in together."))
    if found.deadlocks:
        stuck = explore(race, merge=True, limit=MOST_STATES)
        said = are_bad(found.deadlocks, found.schedules)
        said += f" gets stuck: {how_it_is_stuck(race, stuck.shortest)}."
        return Judged(False, said, drawn(stuck, "Get stuck."))
    return Judged(
        True,
        f"{tried(found, WHOSE)}: 0 bring Bob and Cy in together, and everybody gets "
        "the lock in the end.",
    )


def how_it_is_stuck(race, schedule):
    """Say which visitors wait for good, and what the lock holds then."""
    run = Execution(race, schedule)
    waits = waits_in(as_state(run))
    value = run.shared.redis.get("lock")
    holds = "has no key" if value is None else f"still holds {value}"
    visitors = {name: waits[name] for name in NAMES if name in waits}
    return f"{who_waits(visitors)}, and Redis {holds}"


def drawn(found, goal):
    """Draw the shortest bad schedule, to be played."""
    return drawn_if_small(
        found,
        {
            "name": "release-safely",
            "goal": goal,
            "shows": looks,
            "actors": ["Ann", "Bob", "Cy"],
            "moves": moves,
            "believes": believes,
            "harm": {"in the room": "at once"},
            "nobody": "time passes",
            "told": told,
        },
    )


def looks(state):
    """Say what is seen: the value of the lock, and who is inside."""
    shared = state["shared"]
    lock = shared["redis"].get("lock")
    return {"lock": "no key" if lock is None else lock, "in the room": shared["inside"]}


def moves(who, label):
    """Say a move as the reader would."""
    if who == "time":
        return who, f"time: {label}"
    return who, "lock and go in" if label == "the lock" else label


def believes(name, state):
    """Say where a visitor is, and which value is its own."""
    mine = state["actors"][name]["holds"].get("value", "")
    place = "is inside, " if name in state["shared"]["inside"] else ""
    return f"{place}mine: {mine}" if mine else place


def told(state):
    """Say how a run ended."""
    if {"Bob", "Cy"} <= set(state["shared"]["inside"]):
        return "Bob and Cy are in together, and the lease of neither has ended."
    if state["verdict"]["ok"]:
        return "Bob and Cy never met, and everybody got the lock."
    return "Somebody waits for a lock that nobody gives back."


STARTER = """
def release(redis, mine):
    yield "DEL lock"
    redis.delete("lock")
"""

TASK = Task(
    name="release-safely",
    asks="release",
    starter=STARTER,
    judge=judge_release,
    gives={"When": When},
    hints=(
        "Ann may come too late. Whose value does the lock hold then, and whose is "
        "`mine`?",
        "A look and a delete with a `yield` between them are two steps, and the lease "
        "can end between them. Let one step compare and delete.",
    ),
    repairs={
        "compare and delete in one step": """
def release(redis, mine):
    yield "compare and delete"
    if redis.get("lock") == mine:
        redis.delete("lock")
""",
        "look first, and compare again in the step that deletes": """
def release(redis, mine):
    yield "WATCH lock, GET lock"
    seen = redis.get("lock")
    if seen != mine:
        return
    yield "EXEC: DEL lock, if unchanged"
    if redis.get("lock") == seen:
        redis.delete("lock")
""",
        "take it out and put it back in one step": """
def release(redis, mine):
    yield "a script"
    value = redis.pop("lock", None)
    if value is not None and value != mine:
        redis.set("lock", value)
""",
        "leave at once if it is not mine": """
def release(redis, mine):
    yield "a script"
    if redis.get("lock") != mine:
        return 0
    return redis.delete("lock")
""",
        "a generator made by another function": """
def steps(redis, mine):
    yield "a script"
    if redis.get("lock") == mine:
        redis.delete("lock")

def release(redis, mine):
    return steps(redis, mine)
""",
        "empty instead of deleted": """
def release(redis, mine):
    yield "compare and clear"
    redis["lock"] = None if redis.get("lock") == mine else redis.get("lock")
""",
        "try again until it is gone": """
def release(redis, mine):
    yield "a script"
    while redis.get("lock") == mine:
        redis.delete("lock")
""",
    },
    tricks={
        "the starter": STARTER,
        "look, then delete": """
def release(redis, mine):
    yield "GET lock"
    still_mine = redis.get("lock") == mine
    yield "DEL lock"
    if still_mine:
        redis.delete("lock")
""",
        "the look before the first step": """
def release(redis, mine):
    if redis.get("lock") == mine:
        yield "DEL lock"
        redis.delete("lock")
""",
        "look twice, then delete": """
def release(redis, mine):
    for _ in range(2):
        yield "GET lock"
        if redis.get("lock") != mine:
            return
    yield "DEL lock"
    redis.delete("lock")
""",
        "take it out, and put it back in a second step": """
def release(redis, mine):
    yield "GETDEL lock"
    value = redis.pop("lock", None)
    yield "SET lock"
    if value is not None and value != mine:
        redis.set("lock", value)
""",
        "never release, and trust in time": """
def release(redis, mine):
    yield "nothing"
""",
        "wait until it is mine": """
def release(redis, mine):
    yield When("my lock", lambda: redis.get("lock") == mine)
    redis.delete("lock")
""",
        "is anything there": """
def release(redis, mine):
    yield "compare and delete"
    if redis.get("lock") is not None:
        redis.delete("lock")
""",
        "mark it, then delete": """
def release(redis, mine):
    yield "SET lock"
    redis.set("lock", mine)
    yield "DEL lock"
    redis.delete("lock")
""",
        "mark it as free": """
def release(redis, mine):
    yield "compare and set"
    if redis.get("lock") == mine:
        redis.set("lock", "free")
""",
        "a flag in memory": """
def release(redis, mine, held=True):
    yield "DEL lock, if I hold it"
    if held:
        redis.delete("lock")
    held = False
""",
        "compare how they begin": """
def release(redis, mine):
    yield "compare and delete"
    if (redis.get("lock") or "")[:2] == mine[:2]:
        redis.delete("lock")
""",
        "compare how they end": """
def release(redis, mine):
    yield "compare and delete"
    if (redis.get("lock") or "").endswith(mine[-1]):
        redis.delete("lock")
""",
        "one of the three never gives back": """
def release(redis, mine):
    yield "compare and delete"
    if redis.get("lock") == mine != "7c1f":
        redis.delete("lock")
""",
        "whoever has the largest value never gives back": """
def release(redis, mine):
    yield "compare and delete"
    if redis.get("lock") == mine and mine < "9":
        redis.delete("lock")
""",
        "one piece without a step": """
def release(redis, mine):
    if redis.get("lock") == mine:
        redis.delete("lock")
""",
    },
)
