"""The settings that a reader chooses are judged by a failover, the same each time."""

import pytest
from task_of_a_lab import above_the_task

BOTH = "replica_1, replica_2"
RIGHT = [
    (f"ANY 1 ({BOTH})", "on"),
    ("ANY 1 (*)", "remote_apply"),
]
ONE_IS_LOST = """order 1, replica_2 silent: acknowledged
order 2, replica_1 silent: acknowledged
order 3, both silent: acknowledged
replica_1: 1
replica_2, promoted: 1 2
Not yet. Acknowledged and lost: order 3.
With both silent nobody but the leader had it.
"""
NOTHING_IS_LOST = """order 1, replica_2 silent: acknowledged
order 2, replica_1 silent: acknowledged
order 3, both silent: waits
replica_1: 1
replica_2, promoted: 1 2
Right. One silent follower stops no commit, and the new leader has
every order that was acknowledged.
"""
LOSES = [
    ("", "on"),
    (f"ANY 1 ({BOTH})", "local"),
    ("ANY 2 (*)", "off"),
]
# Nothing is lost, and a silent follower stops all: which one.
STANDS_STILL = [
    ("replica_2", "on", "replica_2"),
    (BOTH, "on", "replica_1"),
    (f"FIRST 1 ({BOTH})", "remote_apply", "replica_1"),
    (f"ANY 2 ({BOTH})", "on", "replica_2"),
    ("ANY 1 (follower)", "on", "replica_2"),
]
REFUSED = [
    (f"ANY 1 ({BOTH}", "on", 'invalid value for parameter "synchronous_standby_names"'),
    ("ANY 1 (*)", "all", 'invalid value for parameter "synchronous_commit"'),
    (None, "on", "syntax error"),
]


@pytest.fixture(scope="module")
def lab(postgres_program):
    # The task begins servers of its own; what the lab does with others takes longer.
    runs = (
        "follower.apply_delay",
        "told = [1]",
        "careful =",
        "follower2.cut()",
        "leader.restart()",
        "leader2.restart()",
    )
    with above_the_task(
        "lab-one-leader-and-its-followers", "check(", without=runs
    ) as names:
        yield names


def said(lab, capsys, *settings):
    capsys.readouterr()
    lab["check"](*settings)
    return capsys.readouterr().out


@pytest.mark.parametrize(("names", "commit"), RIGHT)
def test_settings_that_wait_for_whichever_follower_answers_are_right(
    lab, capsys, names, commit
):
    assert said(lab, capsys, names, commit) == NOTHING_IS_LOST


def test_what_is_only_written_is_right_and_told_its_limit(lab, capsys):
    told = said(lab, capsys, "ANY 1 (*)", "remote_write")

    assert told.startswith(NOTHING_IS_LOST)
    assert "it survives a crash of PostgreSQL there" in told


@pytest.mark.parametrize(("names", "commit"), LOSES)
def test_settings_that_wait_for_no_follower_lose_an_order(lab, capsys, names, commit):
    assert said(lab, capsys, names, commit) == ONE_IS_LOST


@pytest.mark.parametrize(("names", "commit", "silent"), STANDS_STILL)
def test_settings_that_wait_for_a_silent_follower_stand_still(
    lab, capsys, names, commit, silent
):
    told = said(lab, capsys, names, commit)

    assert "order 3, both silent: waits" in told
    assert told.endswith(
        f"Not yet. Nothing is lost, but with {silent} silent no commit goes on.\n"
    )


@pytest.mark.parametrize(("names", "commit", "sentence"), REFUSED)
def test_what_the_server_does_not_take_is_its_own_sentence(
    lab, capsys, names, commit, sentence
):
    told = said(lab, capsys, names, commit)

    assert told.startswith(f"PostgreSQL said: {sentence}")
    assert told.count("\n") == 1


def test_more_than_half_is_most_and_none_is_zero(lab):
    words = {n: lab["in_words"](n, 20) for n in (0, 10, 11, 20)}

    assert words == {
        0: "0 of 20 are old",
        10: "10 of 20 are old",
        11: "most of 20 are old",
        20: "most of 20 are old",
    }
