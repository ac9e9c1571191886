"""A statement that takes a job is judged by what PostgreSQL did, and not by luck."""

import pytest
from task_of_a_lab import above_the_task

FIRST = "SELECT id FROM jobs WHERE NOT done ORDER BY id LIMIT 1 "
ANY = "SELECT id FROM jobs WHERE NOT done ORDER BY random() LIMIT 1 "
JOBS = "SELECT id FROM jobs WHERE NOT done ORDER BY id OFFSET 0"
RIGHT = [
    FIRST + "FOR UPDATE SKIP LOCKED",
    FIRST + "FOR NO KEY UPDATE SKIP LOCKED",
    ANY + "FOR UPDATE SKIP LOCKED",
    f"UPDATE jobs SET done = true WHERE id = ({FIRST} FOR UPDATE SKIP LOCKED) "
    "RETURNING id",
]
ALL_WANT_ONE = "20 workers held 1 of 20 jobs.\nDone 0 times: 19 of 20 jobs.\n"
WAITED = (
    "Not yet. No job was done twice, but a worker waited for a job\n"
    "that another one had in hand, though other jobs were free.\n"
)
SAME = "Not yet. Several workers had the same job in hand.\n"
WRONG = {
    FIRST + "FOR UPDATE": WAITED,
    ANY + "FOR UPDATE": WAITED + "With random() two seldom want the same job. "
    "That is luck, and if they\ndo, the second one still waits.\n",
    FIRST: SAME + ALL_WANT_ONE + "Done 20 times: 1 of 20 jobs.\n",
    FIRST + "FOR SHARE SKIP LOCKED": SAME
    + ALL_WANT_ONE
    + "Done 1 times: 1 of 20 jobs.\n",
    FIRST + "FOR UPDATE NOWAIT": "Not yet. The server said: could not obtain lock on "
    'row in relation "jobs"\n',
    FIRST + "FOR UPDATE SKIP": "Not yet. The server said: syntax error at end of "
    "input\n",
    f"SELECT id FROM ({JOBS}) AS job WHERE pg_try_advisory_xact_lock(id) LIMIT 1": (
        "Not yet. The row of a job in hand was not locked. Whoever read it before\n"
        "that job was done can still take it, and do it again.\n"
    ),
    "SELECT id FROM jobs WHERE NOT done FOR UPDATE SKIP LOCKED": "Not yet. A worker "
    "got no row, though jobs were free.\nDoes another worker lock more than one?\n",
}


@pytest.fixture(scope="module")
def lab(postgres_program):
    with above_the_task("lab-who-waits-for-a-row", "MY_TAKE =") as names:
        yield names
        names["holder"].close()
        names["waiter"].close()


@pytest.mark.parametrize("take", RIGHT)
def test_a_statement_that_passes_locked_rows_over_is_right(lab, capsys, take):
    capsys.readouterr()
    lab["check"](take)
    said = capsys.readouterr().out

    assert said == "Right.\n20 workers held 20 of 20 jobs.\n" + (
        "Done 1 times: 20 of 20 jobs.\n"
    )


@pytest.mark.parametrize("take", WRONG)
def test_any_other_statement_is_told_the_same_each_time(lab, capsys, take):
    for _ in range(2):
        capsys.readouterr()
        lab["check"](take)
        assert capsys.readouterr().out == WRONG[take]


def test_a_row_of_the_chapters_table_that_differs_is_printed(lab, capsys):
    recorded = lab["recorded"]["statements"][0]
    was = recorded["FOR UPDATE held"]
    recorded["FOR UPDATE held"] = "waits"
    capsys.readouterr()
    lab["compare"](lab["recorded"]["statements"])
    recorded["FOR UPDATE held"] = was

    assert capsys.readouterr().out == (
        "plain SELECT, FOR UPDATE held: runs\n"
        "26 answers, 1 of them differ from the recording\n"
    )
