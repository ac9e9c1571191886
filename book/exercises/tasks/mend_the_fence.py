"""Write the storage's check, so that no acknowledged update is lost: for A5."""

import copy
from dataclasses import dataclass, field
from types import SimpleNamespace

from minicluster import explore, replay

from ..answer import AnswerError
from ..races import drawn_if_small
from ..task import Judged, Task

UPDATES = [(1, 1), (2, 2), (1, 1, 1)]  # of each holder, the one with token 1 first
NAMES = ("Ann", "Bob", "Cy")


@dataclass
class Storage:
    """A counter, and all that was answered."""

    file: SimpleNamespace
    done: list = field(default_factory=list)  # names, one for each update acknowledged
    refused: list = field(default_factory=list)  # names, one for each refusal


def new_file():
    """Return the file as the reader's functions see it."""
    return SimpleNamespace(value=0, version=0, highest=0)


def holder(storage, name, token, updates, checks):
    """Add one to the counter, so many times; read and write pass the checks."""
    may_read, may_write = checks
    for _ in range(updates):
        yield "read"
        seen = None
        if may_read(storage.file, token):
            seen = copy.deepcopy(storage.file)
        yield "write"
        if seen is not None and may_write(storage.file, token, seen):
            storage.file.value = seen.value + 1
            storage.file.version += 1
            storage.done.append(name)
        else:
            storage.refused.append(name)


def race_of(updates, checks):
    """Return what `explore` searches: holders with so many updates each."""

    def race():
        storage = Storage(new_file())
        clients = {
            name: holder(storage, name, token, number, checks)
            for token, (name, number) in enumerate(zip(NAMES, updates, strict=False), 1)
        }
        return storage, clients

    return race


def lost(storage):
    """Say whether an acknowledged update is not in the counter."""
    return storage.file.value < len(storage.done)


def all_refused(storage):
    """Say whether nobody got anything done."""
    return not storage.done


def checked(answer, name):
    """Return one of the reader's two functions, which must only say yes or no."""
    function = answer.names.get(name)
    if not callable(function):
        raise AnswerError(f"There is no function `{name}` any more; define it again.")
    line = getattr(getattr(function, "__code__", None), "co_firstlineno", 1)

    def check(file, *others):
        before = file.value, file.version
        said = function(file, *others)
        if not isinstance(said, bool):
            raise AnswerError(
                f"`{name}`, from line {line} on, returned {said!r}; return True or "
                "False."
            )
        if (file.value, file.version) != before:
            raise AnswerError(
                f"`{name}`, from line {line} on, changed the value or the version; "
                "only check, and keep what you need in a new attribute of the file."
            )
        return said

    return check


def judge_checks(answer):
    """Search every schedule of the holders, and then ask whether it still works."""
    checks = checked(answer, "may_read"), checked(answer, "may_write")
    schedules = 0
    for updates in UPDATES:
        race = race_of(updates, checks)
        found = explore(race, bad=lost)
        if found.bad_schedules:
            said = (
                f"{found.bad_schedules:,} of {found.schedules:,} schedules of "
                f"{in_words(updates)} lose an update that was acknowledged."
            )
            return Judged(False, said, drawn(found, "Lose an acknowledged update."))
        schedules += found.schedules
    lazy = does_not_work(checks)
    if lazy:
        return lazy
    return Judged(
        True,
        f"0 of {schedules:,} schedules lose an acknowledged update, and who comes "
        f"alone is never refused. Covered: {'; '.join(map(in_words, UPDATES))}; "
        "each read and each write atomic.",
    )


def in_words(updates):
    """Say who takes part.

    >>> in_words((2, 2))
    '2 holders with 2 updates each'
    """
    each = "1 update" if updates[0] == 1 else f"{updates[0]} updates"
    return f"{len(updates)} holders with {each} each"


def does_not_work(checks):
    """Return a Judged for checks that refuse too much, or None."""
    one_by_one = replay(race_of((2, 2), checks), "00001111").state
    if one_by_one.refused:
        name = one_by_one.refused[0]
        return Judged(
            False,
            "Nothing is lost, but the counter hardly works: Ann makes two updates, "
            f"then Bob with the newer token makes two, and {name} is refused although "
            "nobody came between.",
        )
    after_a_crash = replay(race_of((1, 1), checks), "011").state
    if after_a_crash.refused:
        return Judged(
            False,
            "Nothing is lost, but Ann reads and dies, and then Bob, who holds the "
            "newer token, is refused. He would be refused for ever.",
        )
    found = explore(race_of((1, 1), checks), bad=all_refused)
    if found.bad_schedules:
        said = (
            f"Nothing is lost, but in {found.bad_schedules} of {found.schedules} "
            "schedules both are refused, and nothing gets done."
        )
        return Judged(False, said, drawn(found, "Have both refused."))
    return None


def drawn(found, goal):
    """Draw the shortest bad schedule, to be played."""
    return drawn_if_small(
        found,
        {
            "name": "mend-the-fence",
            "goal": goal,
            "shows": looks,
            "moves": moves,
            "believes": believes,
            "harm": {"counter": "wrong"},
            "ends": ("right", "wrong"),
            "told": told,
        },
    )


def looks(state):
    """Say what is seen: the file with what the reader keeps there, and the answers."""
    file = dict(state["shared"]["file"])
    counter = file.pop("value")
    rest = ", ".join(f"{key} {file[key]}" for key in sorted(file))
    return {"counter": counter, "kept": rest, "told “done”": state["shared"]["done"]}


def moves(who, label):
    """Say a move with the token of its holder."""
    return who, f"{label}, token {NAMES.index(who) + 1}"


def believes(name, state):
    """Say what a holder was told, or what it read."""
    shared, holds = state["shared"], state["actors"][name]["holds"]
    done, refused = shared["done"].count(name), shared["refused"].count(name)
    if done or refused:
        return f"told: {done} done, {refused} refused"
    if "seen" not in holds:
        return ""
    return f"read {holds['seen']['value']}" if holds["seen"] else "may not read"


def told(state):
    """Say how a run ended."""
    shared = state["shared"]
    value, done = shared["file"]["value"], len(shared["done"])
    said = f"The counter is {value}, and {done} were told done."
    return f"{said} {done - value} lost." if value < done else said


STARTER = """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    if token < file.highest:
        return False
    file.highest = token
    return True
"""

TASK = Task(
    name="mend-the-fence",
    asks="may_write",
    starter=STARTER,
    judge=judge_checks,
    hints=(
        "In the bad schedule nobody writes late. Somebody writes what was worked out "
        "from an old read. What would show the storage that the read is old?",
        "Either a read by a newer holder shuts the older one out, so a read must raise "
        "`highest` too; or the write compares something in `seen` with the file.",
    ),
    repairs={
        "a fence on reads and writes": """
def admitted(file, token):
    if token < file.highest:
        return False
    file.highest = token
    return True

def may_read(file, token):
    return admitted(file, token)

def may_write(file, token, seen):
    return admitted(file, token)
""",
        "a read raises the fence": """
def may_read(file, token):
    file.highest = max(file.highest, token)
    return True

def may_write(file, token, seen):
    return token >= file.highest and seen.version == file.version
""",
        "compare and set by version": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    return file.version == seen.version
""",
        "compare and set by value": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    return file.value == seen.value
""",
        "own mark": """
def may_read(file, token):
    file.mark = token
    return True

def may_write(file, token, seen):
    return file.mark == token
""",
        "the fence and the version": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    if token < file.highest or file.version != seen.version:
        return False
    file.highest = token
    return True
""",
        "the fence on reads, in short": """
def may_read(file, token):
    file.highest = max(file.highest, token)
    return file.highest == token

def may_write(file, token, seen):
    return token == file.highest
""",
        "the readers since the last write": """
def may_read(file, token):
    readers = getattr(file, "readers", set())
    file.readers = readers | {token}
    return True

def may_write(file, token, seen):
    fresh = token in file.readers
    if fresh:
        file.readers = set()
    return fresh
""",
    },
    tricks={
        "the starter": STARTER,
        "refuse everything": """
def may_read(file, token):
    return False

def may_write(file, token, seen):
    return False
""",
        "only the newest may ever write": """
def may_read(file, token):
    return token > 1

def may_write(file, token, seen):
    return file.version == seen.version
""",
        "an equal token is refused too": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    if token <= file.highest or file.version != seen.version:
        return False
    file.highest = token
    return True
""",
        "an equal token is refused, on reads and writes": """
def may_read(file, token):
    if token <= file.highest:
        return False
    file.highest = token
    return True

def may_write(file, token, seen):
    return may_read(file, token)
""",
        "reads are checked and do not raise the fence": """
def may_read(file, token):
    return token >= file.highest

def may_write(file, token, seen):
    if token < file.highest:
        return False
    file.highest = token
    return True
""",
        "the highest token instead of a version": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    if seen.highest != file.highest:
        return False
    file.highest = max(file.highest, token)
    return True
""",
        "whoever reads first has the file": """
def may_read(file, token):
    if getattr(file, "reader", None) not in (None, token):
        return False
    file.reader = token
    return True

def may_write(file, token, seen):
    file.reader = None
    return True
""",
        "an older reader spoils the mark": """
def may_read(file, token):
    file.mark = token
    if token < file.highest:
        return False
    file.highest = token
    return True

def may_write(file, token, seen):
    return file.mark == token
""",
        "nobody may write once another has read": """
def may_read(file, token):
    file.readers = getattr(file, "readers", set()) | {token}
    return True

def may_write(file, token, seen):
    alone = file.readers == {token}
    if alone:
        file.readers = set()
    return alone
""",
        "write the sum instead": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    file.value += 1
    return False
""",
        "no answer": """
def may_read(file, token):
    pass

def may_write(file, token, seen):
    pass
""",
    },
)
