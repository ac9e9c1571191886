"""What the chapters say that PostgreSQL does, read from the recordings."""

import pytest
from recorded import LEVELS, load

READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE = LEVELS


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("read-then-write", (12, 0, 0)),
        ("check-then-take", (12, 0, 0)),
        ("version-unchecked", (12, 0, 0)),
        ("version-count-ignored", (12, 0, 0)),
    ],
)
def test_what_reads_first_breaks_at_read_committed_alone(name, broken):
    """Of 14 schedules only the two run one after the other are right."""
    recordings = [load(name, level) for level in LEVELS]

    assert tuple(each.broken for each in recordings) == broken
    assert {each.schedules for each in recordings} == {14}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "name",
    [
        "conditional-update",
        "conditional-update-or-refused",
        "two-units",
        "sent-twice-unique",
        "version-column",
        "two-rows-one-order",
        "for-update-then-update",
        "parent-then-child",
    ],
)
def test_no_schedule_breaks_a_right_one(name, level):
    assert load(name, level).broken == 0


def answers(recording, name):
    """Return all that a session was told in some state."""
    told = {state["actors"][name]["holds"].get("told") for state in recording.states}
    return told - {None}


def test_the_second_buyer_is_told_0_rows_or_an_error_by_the_level():
    assert "UPDATE 0" in answers(load("conditional-update"), "Bob")
    assert not any(
        "error" in told for told in answers(load("conditional-update"), "Bob")
    )
    for level in (REPEATABLE_READ, SERIALIZABLE):
        assert (
            "error 40001: could not serialize access due to concurrent update"
            in answers(load("conditional-update", level), "Bob")
        )


def told_by_choice(name):
    """Return what becomes of each statement of Bob's while Ann holds the row."""
    states = load(name).states
    held = states[states[0]["moves"][0]["to"]]
    became = {}
    for move in held["moves"]:
        if move["who"] == "Bob":
            bob = states[move["to"]]["actors"]["Bob"]
            became[move["label"]] = bob["waits"] or bob["holds"]
    return became


def test_who_waits_for_for_update():
    became = told_by_choice("for-update-choices")

    assert {label for label, outcome in became.items() if outcome == "Ann"} == {
        "SELECT … FOR KEY SHARE",
        "SELECT … FOR SHARE",
        "SELECT … FOR NO KEY UPDATE",
        "SELECT … FOR UPDATE",
        "UPDATE item 1",
        "DELETE item 1",
        "INSERT an order of item 1",
    }
    assert became["SELECT"] == {"read": 5}
    assert became["SELECT … FOR UPDATE SKIP LOCKED"] == {"read": "no row"}
    assert became["SELECT … FOR UPDATE NOWAIT"]["told"].startswith("error 55P03")
    assert became["UPDATE item 1 WHERE qty > 9"] == {"told": "UPDATE 0"}
    assert became["UPDATE item 2"] == {"told": "UPDATE 1"}


def test_a_weaker_lock_lets_the_child_row_in():
    strong, weak = map(
        told_by_choice, ["for-update-choices", "for-no-key-update-choices"]
    )

    assert {
        label for label in strong if (strong[label] == "Ann") != (weak[label] == "Ann")
    } == {
        "SELECT … FOR KEY SHARE",
        "INSERT an order of item 1",
    }


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "name", ["two-rows-deadlock", "share-then-update", "child-then-parent"]
)
def test_who_closes_the_circle_is_refused_and_the_other_goes_on(name, level):
    recording = load(name, level)
    circles = [
        (move["who"], recording.states[move["to"]])
        for state in recording.states
        for move in state["moves"]
        if "deadlock" in str(recording.states[move["to"]]["verdict"])
    ]

    assert {who for who, _ in circles} == {"Ann", "Bob"}
    for victim, end in circles:
        assert end["actors"][victim]["holds"] == {
            "told": "error 40P01: deadlock detected"
        }
        assert [actor["waits"] for actor in end["actors"].values()] == [None, None]
    assert recording.broken == 4
    assert recording.schedules == 8


def test_an_uncommitted_restock_does_not_hold_up_the_buyer():
    """The committed quantity is 0: the UPDATE fits no row, and says so at once."""
    states = load("restock").states
    restocked = next(
        states[move["to"]] for move in states[0]["moves"] if move["who"] == "Ann"
    )
    sent = next(move for move in restocked["moves"] if move["who"] == "Bob")

    bob = states[sent["to"]]["actors"]["Bob"]
    assert bob["waits"] is None
    assert bob["holds"] == {"told": "UPDATE 0"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_retry_takes_a_second_unit_where_the_number_is_not_unique(level):
    assert load("sent-twice", level).broken == (4 if level == READ_COMMITTED else 2)


def test_write_skew_is_prevented_at_serializable_alone():
    recordings = [load("write-skew", level) for level in LEVELS]

    assert [each.broken for each in recordings] == [18, 18, 0]
    assert {each.schedules for each in recordings} == {20}
    refused = [
        count for (_, reason), count in recordings[2].ends.items() if "40001" in reason
    ]
    assert sum(refused) == 18


def test_one_serializable_transaction_does_not_prevent_it():
    mixed = load("write-skew-one-serializable", SERIALIZABLE)

    assert (mixed.broken, mixed.schedules) == (18, 20)
    assert "Ann at SERIALIZABLE, Bob at REPEATABLE READ. One step" in mixed.caption


def test_workers_take_the_same_job_only_without_a_lock():
    names = ["queue-without-lock", "queue-for-update", "queue-skip-locked"]

    assert [load(name).broken for name in names] == [12, 0, 0]
    assert not answers(load("queue-skip-locked"), "Bob") & {"ROLLBACK"}


def test_skip_locked_lets_nobody_wait():
    def waits(recording):
        return any(
            actor["waits"]
            for state in recording.states
            for actor in state["actors"].values()
        )

    assert waits(load("queue-for-update"))
    assert not waits(load("queue-skip-locked"))
