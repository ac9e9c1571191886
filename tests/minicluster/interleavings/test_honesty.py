"""What explore does not count: races that do not begin anew, clients that differ."""

import pytest
from minicluster import ScheduleError, explore, replay

MERGE = pytest.mark.parametrize("merge", [False, True])


def buyer(shop):
    yield "read"
    seen = shop["stock"]
    yield "write"
    shop["stock"] = seen - 1


@MERGE
def test_what_is_shared_between_runs_is_refused(merge):
    shop = {"stock": 5}  # the slip: made once, not in race()

    def race():
        return shop, {"ann": buyer(shop), "bob": buyer(shop)}

    with pytest.raises(ScheduleError, match=r"does not begin anew.*'stock': 5.*inside"):
        explore(race, bad=lambda shop: shop["stock"] != 3, merge=merge)


@MERGE
def test_what_only_a_few_schedules_leave_behind_is_refused(merge):
    """The last schedule alone leaves something: the look at the end sees it."""
    shop = {"stock": 5, "sold": 0}

    def loyal(name, rival):
        yield "look"
        rival_first = shop["stock"] < 5
        yield "buy"
        if rival_first and name == "ann":
            shop["sold"] += 1
        shop["stock"] -= 1

    def race():
        shop["stock"] = 5
        return shop, {"ann": loyal("ann", "bob"), "bob": loyal("bob", "ann")}

    with pytest.raises(ScheduleError, match="does not begin anew"):
        explore(race, merge=merge)


@MERGE
def test_a_client_that_is_made_once_is_refused(merge):
    shop = {"stock": 5}
    ann = buyer(shop)

    def race():
        shop["stock"] = 5
        return shop, {"ann": ann, "bob": buyer(shop)}

    with pytest.raises(ScheduleError, match=r"does not begin anew|went otherwise"):
        explore(race, merge=merge)


def test_steps_that_differ_between_runs_are_refused():
    """A database cannot be pictured; but what clients announce can be compared."""
    runs = []

    def moody(lock):
        yield "first"
        yield "second" if len(runs) < 4 else "other"
        yield "third"

    def race():
        runs.append(1)
        file = open(__file__)  # noqa: SIM115
        return file, {"ann": moody(file), "bob": moody(file)}

    with pytest.raises(ScheduleError, match=r"went otherwise before: .*other.*second"):
        explore(race)


def careful(shop, name):
    yield "read"
    seen = shop["stock"]
    yield "write"
    assert shop["stock"] == seen, f"{name} lost an update"
    shop["stock"] = seen - 1


def careful_race():
    shop = {"stock": 5}
    return shop, {name: careful(shop, name) for name in ("ann", "bob")}


@MERGE
def test_what_a_client_raises_carries_its_schedule(merge):
    with pytest.raises(AssertionError, match="lost an update") as caught:
        explore(careful_race, merge=merge)

    schedule = caught.value.__notes__[0].split()[1].rstrip(":")
    with pytest.raises(AssertionError, match=str(caught.value)):
        replay(careful_race, schedule)


@pytest.mark.parametrize("question", ["bad", "invariant", "outcome"])
@MERGE
def test_what_a_question_raises_carries_its_schedule(question, merge):
    def race():
        shop = {"stock": 5}
        return shop, {name: buyer(shop) for name in ("ann", "bob")}

    def odd(shop):
        return 1 // (shop["stock"] - 4)

    with pytest.raises(ZeroDivisionError) as caught:
        explore(race, **{question: odd}, merge=merge)

    note = caught.value.__notes__[0]
    schedule = note.split()[1].rstrip(":")
    assert replay(race, schedule).state["stock"] == 4
    assert f"replay(race, '{schedule}') shows it" in note


def test_one_schedule_too_is_looked_at_twice():
    shop = {"stock": 5}

    with pytest.raises(ScheduleError, match="does not begin anew"):
        explore(lambda: (shop, {"ann": buyer(shop)}))
