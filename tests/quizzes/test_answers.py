"""The numbers that questions call right are worked out again, without the chapters."""

import json
import re
import sqlite3
from itertools import combinations
from types import SimpleNamespace

import pytest
from building import ROOT
from minicluster import explore
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


def fenced_holder(storage, token):
    yield "reads"
    seen = storage.value
    yield "writes"
    if token >= storage.highest:
        storage.highest, storage.value = token, seen + 1
        storage.done += 1


def two_holders():
    storage = SimpleNamespace(value=0, highest=0, done=0)
    return storage, {str(t): fenced_holder(storage, t) for t in (33, 34)}


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
    "A5a": lambda: bad_schedules(two_holders, lambda end: end.value < end.done),
    "A7a": cases_after_one_restart,
    "A7b": restarts_needed,
}


@pytest.mark.parametrize("id", WORKED_OUT)
def test_the_number_called_right_is_the_one_worked_out(id):
    assert WORKED_OUT[id]() == QUESTIONS[id].answer["value"]


def test_every_number_and_curve_is_worked_out_here():
    numeric = [q.id for q in QUESTIONS.values() if q.type in ("numeric", "curve")]

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


def test_the_fence_question_names_the_order_that_loses():
    found = explore(two_holders, bad=lambda end: end.value < end.done)
    verdicts = dict(found.all)
    for option in QUESTIONS["A5"].options:
        digits = "".join("01"[t == "34"] for t in re.findall(r"3[34]", option.text))

        assert verdicts[digits] == bool(option.correct), option.key
