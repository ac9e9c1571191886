"""Choose a lock and a check for three cases, and say why: for A7."""

from dataclasses import dataclass
from functools import cache

from explorable import play

from ..answer import AnswerError
from ..late_workers import CHECKS, LOCKS, Protocol, at_work, have_worked
from ..task import Judged, Task


@dataclass(frozen=True)
class Case:
    """One of the three."""

    can_check: tuple  # what the place that is written to can do
    rule: object  # a function of a Place: is all well?
    harm: str  # what breaks the rule, in words
    goal: str  # the same, to be brought about
    is_dear: bool  # is it a waste if two do the work, though nothing has failed?
    is_cheap_twice: bool  # does a second run now and then cost little?
    looks: bool = False  # does a worker stop who reads that it has been written?


CASES = {
    "mail": Case(("none",), lambda place: True, "", "", True, True),
    "file": Case(
        ("none", "compare and set"),
        lambda place: not place.is_stale,
        "a worker overwrites a file that is newer than the one it read",
        "Overwrite a file that is newer than the one read.",
        True,
        False,
    ),
    "seat": Case(
        CHECKS,
        lambda place: len(place.written) < 2,
        "the seat is sold twice",
        "Sell the seat twice.",
        False,
        False,
        looks=True,
    ),
}
WORDS = {"begins": "has not begun", "works": "believes: my turn"}  # of a worker
REASONS = ("survives two", "one holder", "twice is cheap", "storage refuses")


def protocol(name, lock, check, with_faults=True):
    """Return what two workers do in a case with a lock and a check."""
    return Protocol(lock, check, CASES[name].looks, with_faults)


@cache
def searched(name, lock, check):
    """Search what a lock and a check do to a case when time runs out or one fails."""
    return protocol(name, lock, check).search(CASES[name].rule)


@cache
def is_wasteful(name, lock, check):
    """Say whether two do dear work although nothing has failed."""
    calm = protocol(name, lock, check, with_faults=False)
    found = calm.search(lambda place: len(have_worked(place)) < 2)
    return CASES[name].is_dear and not found.ok


def cannot_be(name, lock, check):
    """Say in a sentence why a lock and a check cannot be had, or nothing."""
    if check not in CASES[name].can_check:
        can = ", ".join(CASES[name].can_check[1:]) or "nothing"
        return f"The place that it writes to can check {can}, and no {check}."
    if check == "fence" and not LOCKS[lock].has_tokens:
        return f"A fence needs a token that rises; {lock!r} gives none."
    return ""


def keeps_the_rule(name, lock, check):
    """Say whether a lock and a check do for a case, at whatever cost."""
    if cannot_be(name, lock, check) or is_wasteful(name, lock, check):
        return False
    return searched(name, lock, check).ok


def fewest_servers(name):
    """Return the lock with the fewest servers that does for a case."""
    does = [k for k in LOCKS if any(keeps_the_rule(name, k, c) for c in CHECKS)]
    return min(does, key=lambda lock: LOCKS[lock].servers)


def chosen_by(choose):
    """Return (lock, check, reason) by case; AnswerError for what is none."""
    chosen = {name: choose(name) for name in CASES}
    for name, choice in chosen.items():
        if not isinstance(choice, tuple | list) or len(choice) != 3:
            raise AnswerError(
                f"`choose`, from line {choose.line} on, returned {choice!r} for "
                f"{name!r}; return a lock, a check and a reason."
            )
        for word, known in zip(choice, (tuple(LOCKS), CHECKS, REASONS), strict=True):
            if word not in known:
                raise AnswerError(
                    f"{name!r}: {word!r} is none of {', '.join(map(repr, known))}."
                )
    return chosen


def judge_choices(choose):
    """Search each choice for a broken rule, for waste, cost and a wrong reason."""
    chosen = chosen_by(choose)
    for wrong_with in (not_to_be_had, unsafe, wasteful, dear, badly_argued):
        for name, choice in chosen.items():
            judged = wrong_with(name, *choice)
            if judged:
                return judged
    return Judged(
        True,
        "Each choice keeps its rule with the fewest servers, and for the reason that "
        "you give. Every order of two workers was tried, where time may run out before "
        "any step and a Redis may restart empty.",
    )


def not_to_be_had(name, lock, check, _):
    """Refuse a check that the place or the lock does not offer."""
    reason = cannot_be(name, lock, check)
    return Judged(False, f"{name}: {reason}") if reason else None


def unsafe(name, lock, check, _):
    """Refuse a choice under which the rule of the case can be broken."""
    found = searched(name, lock, check)
    if found.ok:
        return None
    _, end = found.path[-1]
    first, second = end.written
    said = (
        f"{name}: with lock {lock!r} and check {check!r}, {CASES[name].harm}. In the "
        f"shortest such run {second} reads, {first} writes, and then {second} writes."
    )
    harm = f"{CASES[name].harm.capitalize()}."
    return Judged(False, said, drawn(found, CASES[name].goal, harm))


def wasteful(name, lock, check, _):
    """Refuse a choice under which dear work is always done twice."""
    if not is_wasteful(name, lock, check):
        return None
    said = f"{name}: without a lock both do all of the work, even if nothing fails."
    return Judged(False, said)


def dear(name, lock, check, _):
    """Refuse a lock with more servers than the case needs."""
    best = fewest_servers(name)
    servers = LOCKS[lock].servers
    if servers == LOCKS[best].servers:
        return None
    return Judged(
        False,
        f"{name}: that keeps the rule, with {number_of(servers)}. "
        f"It needs {number_of(LOCKS[best].servers)}.",
    )


def number_of(servers):
    """Say a number of lock servers in words.

    >>> number_of(0), number_of(1), number_of(5)
    ('no lock server', '1 lock server', '5 lock servers')
    """
    return f"{servers or 'no'} lock server{'s' if servers > 1 else ''}"


def badly_argued(name, lock, check, reason):
    """Refuse a right choice for a wrong reason."""
    right = f"{name}: the choice is right, and the reason is not."
    case = CASES[name]
    if reason == "survives two":
        said = "That a lock goes on says nothing about two who write."
        return Judged(False, f"{right} {said}")
    if reason == "one holder":
        with_both = protocol(name, lock, check)
        found = with_both.search(lambda place: len(at_work(place)) < 2)
        drawing = drawn(found, "Let two work at once.", "Two are at work at once.")
        return Judged(False, f"{right} Here two are at work at once.", drawing)
    if reason == "twice is cheap" and not case.is_cheap_twice:
        return Judged(False, f"{right} A second write would cost data here.")
    if reason == "storage refuses" and check == "none":
        return Judged(False, f"{right} Nothing is checked where it writes.")
    return None


def believes(name, state):
    """Say how far a worker has come."""
    worker = dict(state["shared"]["workers"])[name]
    if worker["at"] == "ready":
        return "saw no write" if worker["saw"] == 0 else "saw one write"
    return WORDS.get(worker["at"], worker["at"])


def shown(state):
    """Show what the lock service knows and what was written."""
    shared = state["shared"]
    return {
        "lock says": shared["holder"] or "free",
        "written by": ", ".join(shared["written"]) or "nobody",
    }


def as_moves(_, label):
    """Give each worker's steps to its lane, and faults to nobody."""
    who, _, act = label.partition(": ")
    return (who, act) if act else (None, label)


def drawn(found, goal, harm):
    """Draw a search, to be played; a bad end is told as `harm`."""
    well = "The rule is kept. Try another order."
    return play(
        found.graph(),
        name="which-lock",
        goal=goal,
        shows=shown,
        actors=["Ann", "Bob"],
        moves=as_moves,
        believes=believes,
        nobody="no client moves",
        told=lambda state: well if state["verdict"]["ok"] else harm,
    )


STARTER = """
# lock: none, one redis, etcd, redlock
# check: none, fence, compare and set, unique key
# reason:
#   survives two: it goes on with two servers down
#   one holder: never two at work at once
#   twice is cheap: a second one costs little
#   storage refuses: it turns the late one away
def choose(case):
    best = ("redlock", "none", "survives two")
    choices = {"mail": best, "file": best, "seat": best}
    return choices[case]
"""

TASK = Task(
    name="which-lock",
    asks="choose",
    starter=STARTER,
    judge=judge_choices,
    hints=(
        "Ask of each case what two writes would do. If they must not be, no lock here "
        "can see to it, since its time can run out. Only the place that is written to "
        "can refuse the late one: look at what it can check.",
        "Then count servers. A lock that only saves work needs one Redis. An hour of "
        "computing is work to be saved; pressing a button is none.",
    ),
    repairs={
        "a unique key for the seat": """
def choose(case):
    if case == "mail":
        return "one redis", "none", "twice is cheap"
    if case == "file":
        return "one redis", "compare and set", "storage refuses"
    return "none", "unique key", "storage refuses"
""",
        "compare and set for both": """
def choose(case):
    checked = ("compare and set", "storage refuses")
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("one redis", *checked),
        "seat": ("none", *checked),
    }[case]
""",
        "by what is asked of a case": """
def choose(case):
    lock = "none" if case == "seat" else "one redis"
    if case == "mail":
        return [lock, "none", "twice is cheap"]
    check = "unique key" if case == "seat" else "compare and set"
    return [lock, check, "storage refuses"]
""",
    },
    tricks={
        "the starter": STARTER,
        "right choices, and the wrong reason": """
def choose(case):
    return {
        "mail": ("one redis", "none", "one holder"),
        "file": ("one redis", "compare and set", "storage refuses"),
        "seat": ("none", "unique key", "storage refuses"),
    }[case]
""",
        "five servers for a mail": """
def choose(case):
    return {
        "mail": ("redlock", "none", "twice is cheap"),
        "file": ("one redis", "compare and set", "storage refuses"),
        "seat": ("none", "unique key", "storage refuses"),
    }[case]
""",
        "consensus, and nothing is checked": """
def choose(case):
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("etcd", "none", "one holder"),
        "seat": ("none", "unique key", "storage refuses"),
    }[case]
""",
        "a fence with the counter of one Redis": """
def choose(case):
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("one redis", "compare and set", "storage refuses"),
        "seat": ("one redis", "fence", "storage refuses"),
    }[case]
""",
        "a fence with Redlock": """
def choose(case):
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("one redis", "compare and set", "storage refuses"),
        "seat": ("redlock", "fence", "storage refuses"),
    }[case]
""",
        "no lock anywhere": """
def choose(case):
    return {
        "mail": ("none", "none", "twice is cheap"),
        "file": ("none", "compare and set", "storage refuses"),
        "seat": ("none", "unique key", "storage refuses"),
    }[case]
""",
        "a safe seat with a lock that it does not need": """
def choose(case):
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("one redis", "compare and set", "storage refuses"),
        "seat": ("redlock", "unique key", "survives two"),
    }[case]
""",
        "one reason for all": """
def choose(case):
    return {
        "mail": ("one redis", "none", "twice is cheap"),
        "file": ("one redis", "compare and set", "twice is cheap"),
        "seat": ("none", "unique key", "twice is cheap"),
    }[case]
""",
    },
)
