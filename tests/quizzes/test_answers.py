"""The numbers that questions call right are worked out again, without the chapters."""

import json
import re
import sqlite3
from itertools import combinations
from types import SimpleNamespace

import pytest
from building import ROOT
from minicluster import explore
from recorded.lab_output import printed
from selfcheck.course import open_course

QUESTIONS = open_course(ROOT / "book" / "quizzes").questions


def buyer(shop):
    yield "checks"
    in_stock = shop.stock > 0
    yield "takes"
    shop.stock -= in_stock
    shop.sold += in_stock


def careless_buyer(shop):
    yield "reads"
    seen = shop.stock
    yield "writes"
    shop.stock = seen - 1


def sale(clients, script, stock):
    def start():
        shop = SimpleNamespace(stock=stock, sold=0)
        return shop, {name: script(shop) for name in clients}

    return start


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


def said_by_the_lab(code, line):
    """Return the last number in a line that a cell of the lab printed."""
    said = printed("lab-a-lock-in-redis", code).splitlines()
    return int(next(each for each in said if line in each).split()[-1])


def rows_changed_by(statement):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE items (id, qty)")
    database.executemany("INSERT INTO items VALUES (?, 5)", [(1,), (2,), (3,)])
    return database.execute(statement).rowcount


def attempts_in_lock_step(clients):
    return sum(range(clients + 1))


def pairs_that_wait():
    recorded = json.loads((ROOT / "book/recorded/row-locks.json").read_text())
    answers = [cell for row in recorded["matrix"].values() for cell in row.values()]
    return answers.count("waits")


def second_majority(granted, restarted):
    return len(set(range(5)) - (set(granted) - set(restarted))) >= 3


def cases_after_one_restart():
    threes = combinations(range(5), 3)
    return sum(second_majority(three, {i}) for three in threes for i in range(5))


def restarts_needed():
    everybody = set(range(5))
    return min(k for k in range(6) if second_majority(everybody, set(range(k))))


def bad_schedules(race, bad):
    return explore(race, bad=bad).bad_schedules


WORKED_OUT = {
    "A1a": lambda: bad_schedules(sale("AB", buyer, 1), lambda shop: shop.sold > 1),
    "A1b": lambda: bad_schedules(
        sale("ABC", careless_buyer, 9), lambda shop: shop.stock > 6
    ),
    "A1c": lambda: bad_schedules(audit, lambda bank: bank.report != 100),
    "A2a": lambda: rows_changed_by(QUESTIONS["A2a"].code["text"]),
    "A6a": lambda: attempts_in_lock_step(10),
    "A8a": pairs_that_wait,
    "A3a": lambda: said_by_the_lab('tell("Ann", "DEL lock")', "Ann: DEL lock"),
    "A5b": lambda: said_by_the_lab("pair.promote()", "Bob: INCR token"),
    "A5c": lambda: lost_updates(anybody, same_version),
    "A7a": cases_after_one_restart,
    "A7b": restarts_needed,
}


@pytest.mark.parametrize("id", WORKED_OUT)
def test_the_number_called_right_is_the_one_worked_out(id):
    assert WORKED_OUT[id]() == QUESTIONS[id].answer["value"]


def test_every_numeric_question_is_worked_out_here():
    numeric = [q.id for q in QUESTIONS.values() if q.type == "numeric"]

    assert sorted(numeric) == sorted(WORKED_OUT)


def test_the_landing_page_lists_the_six_orders_that_explore_finds():
    found = explore(sale(("Ann", "Bob"), buyer, 1), bad=lambda shop: shop.sold > 1)
    table = {}
    for schedule, bad in found.all:
        steps = {"0": iter(("checks", "takes")), "1": iter(("checks", "takes"))}
        words = [f"{'Ann' if d == '0' else 'Bob'} {next(steps[d])}" for d in schedule]
        table[", ".join(words)] = bad

    lines = re.findall(r"\| (.*?) \| (.*?) \|", QUESTIONS["A1a"].explanation)
    shown = {order: "twice" in sold for order, sold in lines if "checks" in order}

    assert table == shown


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
