"""The numbers that questions call right are worked out again, without the chapters."""

import ast
import json
from itertools import combinations
from types import SimpleNamespace

import pytest
from building import ROOT
from minicluster import World, call, explore, sleep
from openers import one_leader, pinned_reader
from recorded import load
from recorded.lab_output import printed
from selfcheck.course import open_course

QUESTIONS = open_course(ROOT / "book" / "quizzes").questions


def transfer(bank):
    yield "takes"
    bank.a -= 30
    yield "adds"
    bank.b += 30


def auditor(bank):
    yield "reads a"
    a = bank.a
    yield "reads b"
    bank.report = a + bank.b


def audit():
    bank = SimpleNamespace(a=50, b=50, report=None)
    return bank, {"mover": transfer(bank), "auditor": auditor(bank)}


def versioned_doctor(rows, name):
    yield "reads"
    seen, version = sum(on(rows)), rows[name].version
    yield "writes"
    if seen >= 2 and rows[name].version == version:
        rows[name] = SimpleNamespace(on_call=False, version=version + 1)


def versioned_ward():
    rows = {n: SimpleNamespace(on_call=True, version=1) for n in ("Ada", "Grace")}
    return rows, {name: versioned_doctor(rows, name) for name in rows}


def on(rows):
    return [row.on_call for row in rows.values()]


def holder(storage, token, may_read, may_write):
    """Add one to the value, if both checks pass."""
    yield "reads"
    admitted = may_read(storage, token)
    seen, version = storage.value, storage.version
    yield "asks the lock server"  # which answers yes: a pause may follow
    yield "writes"
    if admitted and may_write(storage, token, version):
        storage.highest = max(storage.highest, token)
        storage.value, storage.version = seen + 1, version + 1
        storage.done += 1


def two_holders(may_read, may_write):
    def start():
        storage = SimpleNamespace(value=0, version=0, highest=0, done=0)
        checks = may_read, may_write
        return storage, {str(t): holder(storage, t, *checks) for t in (1, 2)}

    return start


def anybody(storage, token, version=None):
    return True


def not_lower(storage, token, version=None):
    return token >= storage.highest


def higher(storage, token, version=None):
    return token > storage.highest


def same_version(storage, token, version):
    return version == storage.version


def raises_the_fence(storage, token):
    admitted = token >= storage.highest
    storage.highest = max(storage.highest, token)
    return admitted


def lost_updates(may_read, may_write):
    race = two_holders(may_read, may_write)
    return bad_schedules(race, lambda end: end.value < end.done)


def two_steps(storage, token):
    """Like `holder`, without a last look and with a fence on writes."""
    yield "reads"
    seen = storage.value
    yield "writes"
    if token >= storage.highest:
        storage.highest = token
        storage.value = seen + 1
        storage.done += 1


def behind_a_fence():
    storage = SimpleNamespace(value=0, highest=0, done=0)
    return storage, {str(token): two_steps(storage, token) for token in (1, 2)}


def said_by_the_lab(code, line):
    """Return the last number in a line that a cell of the lab printed."""
    said = printed("lab-a-lock-in-redis", code).splitlines()
    return int(next(each for each in said if line in each).split()[-1])


def second_majority(granted, restarted):
    return len(set(range(5)) - (set(granted) - set(restarted))) >= 3


def cases_after_one_restart():
    threes = combinations(range(5), 3)
    return sum(second_majority(three, {i}) for three in threes for i in range(5))


def recorded_without_fsync():
    """A7d: what real servers did with `appendonly yes` and `appendfsync no`."""
    settings = {"appendonly": "yes", "appendfsync": "no"}
    runs = json.loads((ROOT / "book/recorded/redlock.json").read_text("utf-8"))["runs"]
    found = next(run["two holders"] for run in runs if settings.items() <= run.items())
    lab = printed("lab-redlock-on-five-processes", "two_holders('yes', 'no', lock)")
    assert lab.splitlines() == [f"{lock}: {found} of 5" for lock in ("ours", "pottery")]
    return found


def bad_schedules(race, bad):
    return explore(race, bad=bad).bad_schedules


def sold_with_a_version():
    """Of the lab's 20 buyers of five items, who all read before anybody wrote."""
    lab = printed("lab-selling-the-last-item", "items=5)").splitlines()
    line = next(line for line in lab if line.startswith("version_column: "))
    told = ast.literal_eval(line[line.index("{") : line.index("}") + 1])
    assert sum(told.values()) == 20
    assert "4 left" in line
    return told["sold"]


def jobs_in_hand():
    """Of the lab's 20 workers, none of whom has committed."""
    lab = printed("lab-who-waits-for-a-row", 'print("jobs in hand:", jobs,')
    jobs, _, workers = lab.removeprefix("jobs in hand: ").partition(" of ")
    assert workers == "20 workers"
    return len(ast.literal_eval(jobs))


WORKED_OUT = {
    "A1c": lambda: bad_schedules(audit, lambda bank: bank.report != 100),
    "A6b": lambda: bad_schedules(versioned_ward, lambda rows: not any(on(rows))),
    "A3a": lambda: said_by_the_lab('tell("Ann", "DEL lock")', "Ann: DEL lock"),
    "A5d": lambda: bad_schedules(behind_a_fence, lambda end: end.value < end.done),
    "A6e": sold_with_a_version,
    "A8c": jobs_in_hand,
    "A7a": cases_after_one_restart,
    "A7d": recorded_without_fsync,
}


@pytest.mark.parametrize("id", WORKED_OUT)
def test_the_number_called_right_is_the_one_worked_out(id):
    assert WORKED_OUT[id]() == QUESTIONS[id].answer["value"]


def test_every_number_and_curve_is_worked_out_here():
    numeric = [q.id for q in QUESTIONS.values() if q.type in ("numeric", "curve")]

    assert sorted(numeric) == sorted(WORKED_OUT)


def test_the_fence_question_calls_right_what_loses_nothing():
    changes = {
        "equal": (anybody, higher),
        "etag": (anybody, same_version),
        "look": (anybody, not_lower),  # the holder's look is a step of `holder`
        "read": (raises_the_fence, not_lower),
    }
    assert lost_updates(anybody, not_lower) > 0
    for option in QUESTIONS["A5"].options:
        assert (lost_updates(*changes[option.key]) == 0) == bool(option.correct)


def test_what_the_second_buyer_is_told_was_recorded():
    """A2b: an error at REPEATABLE READ for one who waits, a count of 0 below."""
    told = [reason for _, reason in load("conditional-update", "REPEATABLE READ").ends]
    below = [reason for _, reason in load("conditional-update").ends]

    assert any("Bob was told error 40001" in reason for reason in told)
    assert all("told: sold out" in reason for reason in below)
    assert right_option("A2b") == "error"


def test_a_deadlock_over_one_row_was_recorded():
    """A8b: two who hold FOR SHARE and then UPDATE."""
    assert load("share-then-update").broken > 0
    assert load("for-update-then-update").broken == 0
    assert right_option("A8b") == "circle"


def test_the_replica_that_takes_over_may_lack_the_last_step():
    """A5b: the lab's Bob got Ann's token, though her INCR had been answered."""
    ann = said_by_the_lab("pair.promote()", "Ann: INCR token")
    bob = said_by_the_lab("pair.promote()", "Bob: INCR token")

    assert (ann, bob) == (6, 6)
    assert right_option("A5b") == "late"


def test_the_pinned_reader_goes_back():
    """P17a: in five moves, and only because she is moved."""
    found = pinned_reader.found()

    assert not found.ok
    assert "stop" in " ".join(label for label, _ in found.path)
    assert right_option("P17a") == "moved"


def test_a_leader_that_comes_back_takes_writes_as_before():
    """B1a: it says ok, and the new leader ignores its copies."""

    def late_writer():
        yield sleep(5_000)
        return (yield call("leader", ("write", "c")))

    world = World(seed=1, faults=[one_leader.Failover(at=1_000, promote=2_000)])
    world.add(one_leader.Server("leader", ["f1"]), one_leader.Server("f1"))
    world.after(4_000, world.bring_back, "leader")
    world.start("Ann", late_writer)
    world.run()

    assert world.results["Ann"] == "ok"
    assert world.nodes["leader"].log == "c"
    assert world.nodes["f1"].log == ""
    assert right_option("B1a") == "accepted"


def right_option(id):
    """Return the key of the one right option."""
    (right,) = [each.key for each in QUESTIONS[id].options if each.correct]
    return right


def test_redlock_on_seven_takes_two_restarts():
    """A7: five of seven are Ann's; whoever forgets is free for Bob, as are two more."""
    needed = next(k for k in range(6) if 2 + k > 7 // 2)

    assert needed == 2
    assert right_option("A7") == "two"
