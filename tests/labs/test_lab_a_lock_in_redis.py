"""The check that a reader of the lab writes is judged by what PostgreSQL did."""

import pytest
from task_of_a_lab import above_the_task

RIGHT = [
    "content = %(seen)s",
    "version = %(version)s",
    "token <= %(token)s AND version = %(version)s",
    "version <= %(version)s",
]
WRONG = [
    ("TRUE", "is lost"),
    ("token <= %(token)s", "Ann's is lost"),
    ("token < %(token)s", "Ann's is lost"),
    ("length(%(content)s) > length(content)", "Cy's is lost"),
    ("content = 'base' OR %(seen)s <> 'base'", "Cy's is lost"),
    ("version >= 2 OR version = %(version)s", "Cy's is lost"),
    (
        "token < %(token)s AND version = %(version)s",
        "Ann's second write was refused, though nobody came between",
    ),
    ("mod(version - %(version)s, 2) = 0", "Bob's is lost, Cy's is lost"),
    ("FALSE", "told done nobody"),
    ("FALSE", "Bob was refused, though nobody came between"),
    ("token = %(token)s", "told done nobody"),
    ("token <=", "PostgreSQL did not run it"),
    ("token <= %(tokens)s", "PostgreSQL did not run it"),
]


@pytest.fixture(scope="module")
def judge(redis_program, postgres_program):
    """Run the lab up to its task."""
    frozen = ("PLAIN = ", "FENCE = ")
    with above_the_task("lab-a-lock-in-redis", "CHECK =", without=frozen) as names:
        yield names["judge"]
        names["database"].close()


@pytest.mark.parametrize("check", RIGHT)
def test_a_check_that_loses_nothing_is_right(judge, check):
    assert judge(check)


@pytest.mark.parametrize(("check", "said"), WRONG)
def test_a_check_that_loses_or_refuses_too_much_is_told_so(judge, capsys, check, said):
    assert not judge(check)
    assert said in capsys.readouterr().out
