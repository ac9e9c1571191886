"""Write the storage's check, so that no acknowledged update is lost: for A5."""

import copy
from dataclasses import dataclass, field
from types import SimpleNamespace

from minicluster import When, explore, replay

from ..answer import AnswerError
from ..races import are_bad, drawn_if_small, listed, schedule_of, sentence
from ..task import Judged, Task

NAMES = ("Ann", "Bob", "Cy", "Dan", "Eve")  # with tokens 1 to 5
ADD = (1,) * len(NAMES)  # what each adds in one update
CY_TAKES = (1, 1, -1)
# How many updates each makes, the one with token 1 first, and what they add.
MEETINGS = [
    ((1, 1), ADD),
    ((2, 2), ADD),
    ((1, 4), ADD),
    ((1, 1, 1), ADD),
    ((1, 1, 1), CY_TAKES),
]
BY_VALUE = (
    "Your check lets a write pass when the value has changed meanwhile and come back. "
    "A counter loses nothing by that, since its value is all there is. Where a file "
    "holds more than what you compare, compare the version."
)


@dataclass(frozen=True)
class Story:
    """A schedule in which nobody may be refused."""

    words: str  # what happens in it
    updates: tuple  # of each holder, the one with token 1 first
    schedule: str  # the number of whoever moves: 0 for Ann


STORIES = (
    Story("Ann comes alone, ten times", (10,), "0" * 20),
    Story("Cy comes alone with token 3, ten times", (0, 0, 10), "2" * 20),
    Story(
        "Ann comes three times, then Bob three times, then Cy",
        (3, 3, 3),
        "0" * 6 + "1" * 6 + "2" * 6,
    ),
    Story("Ann reads and dies, and Bob comes twice", (1, 2), "0" + "1" * 4),
    Story(
        "Ann updates, reads again and dies, and Bob comes twice",
        (2, 2),
        "000" + "1" * 4,
    ),
    Story(
        "Ann, Bob, Cy and Dan read and die, one after the other, and Eve comes twice",
        (1, 1, 1, 1, 2),
        "0123" + "4" * 4,
    ),
)


@dataclass
class Storage:
    """A counter, and all that was answered."""

    file: SimpleNamespace
    total: int = 0  # what all acknowledged updates add up to
    done: list = field(default_factory=list)  # names, one for each update acknowledged
    refused: list = field(default_factory=list)  # names, one for each refusal


def new_file():
    """Return the file as the reader's functions see it."""
    return SimpleNamespace(value=0, version=0, highest=0)


def holder(storage, name, token, updates, checks, adds):
    """Change the counter, so many times; read and write pass the checks."""
    may_read, may_write = checks
    for _ in range(updates):
        yield "read"
        seen = None
        if may_read(storage.file, token):
            seen = copy.deepcopy(storage.file)
        yield "write"
        if seen is not None and may_write(storage.file, token, seen):
            storage.file.value = seen.value + adds
            storage.file.version += 1
            storage.total += adds
            storage.done.append(name)
        else:
            storage.refused.append(name)


def race_of(updates, checks, adds=ADD):
    """Return what `explore` searches: holders with so many updates each."""

    def race():
        storage = Storage(new_file())
        clients = {
            name: holder(storage, name, token, number, checks, adds[token - 1])
            for token, (name, number) in enumerate(zip(NAMES, updates, strict=False), 1)
        }
        return storage, clients

    return race


def lost(storage):
    """Say whether an acknowledged update is not in the counter."""
    return storage.file.value != storage.total


def all_refused(storage):
    """Say whether nobody got anything done."""
    return not storage.done


def checked(answer, name):
    """Return one of the reader's two functions, which must only say yes or no."""
    function = answer.names.get(name)
    if not callable(function):
        raise AnswerError(f"There is no function `{name}` any more; define it again.")
    line = getattr(getattr(function, "__code__", None), "co_firstlineno", 2)

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
    for updates, adds in MEETINGS:
        race = race_of(updates, checks, adds)
        found = explore(race, bad=lost)
        if found.bad_schedules:
            return loses(race, found, in_words(updates, adds))
        schedules += found.schedules
    lazy = does_not_work(checks)
    if lazy:
        return lazy
    said = (
        f"All {schedules:,} schedules were tried of "
        f"{listed(in_words(*meeting) for meeting in MEETINGS)}, each read and each "
        "write in one piece: 0 lose an acknowledged update. And it works: whoever "
        f"wrote with nobody in between was served ({len(STORIES)} stories), and in no "
        "schedule was everybody refused."
    )
    return Judged(True, f"{said} {BY_VALUE}" if passes_by_value(checks) else said)


def loses(race, found, whose):
    """Return a Judged for checks that lose an acknowledged update."""
    figure = drawn(found, "Lose an acknowledged update.", what_the_counter_is)
    schedule = schedule_of(figure) if figure else found.shortest
    storage = replay(race, schedule).state
    said = are_bad(found.bad_schedules, found.schedules, f"of {whose}")
    ended = how_it_ended(storage.file.value, storage.total)
    lost = "loses an update that was acknowledged"
    return Judged(False, f"{said} {lost}: {ended}.", figure)


def in_words(updates, adds=ADD):
    """Say who takes part.

    >>> in_words((2, 2)), in_words((1, 1, 1), CY_TAKES)
    ('2 holders with 2 updates each', '3 holders of whom Cy takes 1 away')
    """
    if adds == CY_TAKES:
        return f"{len(updates)} holders of whom Cy takes 1 away"
    if len(set(updates)) > 1:
        return f"{len(updates)} holders with {listed(map(str, updates))} updates"
    each = "1 update" if updates[0] == 1 else f"{updates[0]} updates"
    return f"{len(updates)} holders with {each} each"


def how_it_ended(value, total):
    """Say what the counter is, and what it should be.

    >>> how_it_ended(1, 2)
    'the counter is 1, and by what was acknowledged it should be 2'
    """
    if value == total:
        return f"the counter is {value}, as it should be"
    return f"the counter is {value}, and by what was acknowledged it should be {total}"


def passes_by_value(checks):
    """Say whether a write passes though two have come between, and the value is back.

    The one that has read early holds the oldest token, and then the newest.
    """
    for early, others in (("0", "12"), ("2", "01")):
        adds = [1, 1, 1]
        adds[int(others[1])] = -1
        between = "".join(other * 2 for other in others)
        run = replay(race_of((1, 1, 1), checks, adds), early + between + early)
        if len(run.state.done) == len(adds):
            return True
    return False


def does_not_work(checks):
    """Return a Judged for checks that refuse too much, or None."""
    for story in STORIES:
        storage = replay(race_of(story.updates, checks), story.schedule).state
        if storage.refused:
            return Judged(
                False,
                "Nothing is lost, but the counter hardly works: "
                f"{story.words}, and {storage.refused[0]} is refused although nobody "
                "came between read and write.",
            )
    for updates in ((1, 1), (1, 1, 1)):
        found = explore(race_of(updates, checks), bad=all_refused)
        if found.bad_schedules:
            said = (
                f"Nothing is lost, but in {found.bad_schedules} of {found.schedules} "
                f"schedules of {in_words(updates)} all are refused, and nothing gets "
                "done."
            )
            return Judged(
                False, said, drawn(found, "Have all refused.", who_is_refused)
            )
    found = explore(a_contest_and_then_cy(checks), bad=cy_refused)
    if found.bad_schedules:
        said = (
            f"Nothing is lost, but in {found.bad_schedules} of {found.schedules} "
            "schedules Ann and Bob meet, and Cy, who comes when both are done, is "
            "refused."
        )
        return Judged(False, said, drawn(found, "Have Cy refused.", who_is_refused))
    return None


def a_contest_and_then_cy(checks):
    """Return the race of Ann and Bob, with Cy who begins when both have an answer."""
    three = race_of((1, 1, 1), checks)

    def race():
        storage, clients = three()
        return storage, clients | {"Cy": afterwards(storage, clients["Cy"])}

    return race


def afterwards(storage, steps):
    """Wait until two have an answer, and then go on."""
    yield When("two are done", lambda: len(storage.done) + len(storage.refused) == 2)
    yield from steps


def cy_refused(storage):
    """Say whether Cy was refused."""
    return "Cy" in storage.refused


def drawn(found, goal, told):
    """Draw the shortest bad schedule, to be played."""
    return drawn_if_small(
        found,
        {
            "name": "mend-the-fence",
            "goal": goal,
            "shows": looks,
            "moves": moves,
            "believes": believes,
            "harm": {"counter": "wrong"} if told is what_the_counter_is else {},
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


def who_is_refused(state):
    """Say how a run ended in which somebody may have been refused."""
    return f"Refused: {', '.join(state['shared']['refused']) or 'nobody'}."


def what_the_counter_is(state):
    """Say how a run ended in which an update may have been lost."""
    shared = state["shared"]
    return sentence(how_it_ended(shared["file"]["value"], shared["total"]))


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
        "`highest` too, and then even a read may have to be refused; or the write asks "
        "whether the file still has the `version` that was seen.",
    ),
    repairs={
        "a fence on reads and writes": """
# One way: a read raises the fence as well, and is refused like a write.
# The other way: may_read says True, and may_write compares the versions,
#     return file.version == seen.version
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
        "the fence and the value": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    if token < file.highest or file.value != seen.value:
        return False
    file.highest = token
    return True
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
        "a version that comes back": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    return file.version % 3 == seen.version % 3
""",
        "the value has not risen": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    return file.value <= seen.value
""",
        "write the sum instead": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    file.value += 1
    return False
""",
        "token 3 may not read": """
def may_read(file, token):
    return token < 3

def may_write(file, token, seen):
    return file.version == seen.version
""",
        "four writes, and no more": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    return file.version < 4 and file.version == seen.version
""",
        "a holder may write twice, and no more": """
def may_read(file, token):
    return True

def may_write(file, token, seen):
    writes = getattr(file, "writes", ())
    if writes.count(token) == 2 or file.version != seen.version:
        return False
    file.writes = (*writes, token)
    return True
""",
        "a token may read twice, and no more": """
def may_read(file, token):
    reads = getattr(file, "reads", ())
    file.reads = (*reads, token)
    return reads.count(token) < 2

def may_write(file, token, seen):
    return file.version == seen.version
""",
        "two dead readers stop everybody": """
def may_read(file, token):
    file.readers = getattr(file, "readers", set()) | {token}
    return True

def may_write(file, token, seen):
    if len(file.readers) > 2 or file.version != seen.version:
        return False
    file.readers = set()
    return True
""",
        "of three only the one in turn may write": """
def may_read(file, token):
    file.readers = [*getattr(file, "readers", []), token]
    return True

def may_write(file, token, seen):
    if file.version != seen.version:
        return False
    in_turn = file.readers == sorted(file.readers)
    if len(set(file.readers)) > 2 and not in_turn:
        return False
    file.readers = []
    return True
""",
        "who meets another shuts the file": """
def may_read(file, token):
    return not getattr(file, "shut", False)

def may_write(file, token, seen):
    if file.version != seen.version:
        file.shut = True
        return False
    return True
""",
        "no answer": """
def may_read(file, token):
    pass

def may_write(file, token, seen):
    pass
""",
    },
)
