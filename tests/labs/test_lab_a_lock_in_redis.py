"""The check that a reader of the lab writes is judged by what PostgreSQL did."""

import json

import pytest
from building import ROOT

LAB = ROOT / "book/lab-a-lock-in-redis.ipynb"
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
    ("token < %(token)s AND version = %(version)s", "Not yet"),
    ("FALSE", "told done nobody"),
    ("token = %(token)s", "told done nobody"),
    ("token <=", "PostgreSQL did not run it"),
    ("token <= %(tokens)s", "PostgreSQL did not run it"),
]


def cells_above_the_task():
    """Return the code of the lab that the judge needs: no question, no frozen run."""
    cells = json.loads(LAB.read_text("utf-8"))["cells"]
    sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    task = next(n for n, source in enumerate(sources) if source.startswith("CHECK ="))
    frozen = ("PLAIN = ", "freeze_ann(")
    return [source for source in sources[:task] if not source.startswith(frozen)]


@pytest.fixture(scope="module")
def judge(redis_program, postgres_program):
    """Run the lab up to its task."""
    names = {}
    try:
        for source in cells_above_the_task():
            exec(source, names)
        yield names["judge"]
    finally:
        names["database"].close()
        names["lab"].close()


@pytest.mark.parametrize("check", RIGHT)
def test_a_check_that_loses_nothing_is_right(judge, check):
    assert judge(check)


@pytest.mark.parametrize(("check", "said"), WRONG)
def test_a_check_that_loses_or_refuses_too_much_is_told_so(judge, capsys, check, said):
    assert not judge(check)
    assert said in capsys.readouterr().out
