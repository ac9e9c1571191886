"""Two doctors on call: each reads both rows and changes its own."""

from ..steps import REPEATABLE_READ, SERIALIZABLE, Scenario, Step, Verdict
from .programs import COMMIT, begun, two
from .verdicts import told_errors

TABLES = """
    DROP TABLE IF EXISTS doctors;
    CREATE TABLE doctors (name text PRIMARY KEY, on_call boolean NOT NULL);
    INSERT INTO doctors VALUES ('Ann', true), ('Bob', true);
"""
SHOWN = {
    "on call": "SELECT coalesce(array_agg(name ORDER BY name), '{}') "
    "FROM doctors WHERE on_call"
}
COUNT = begun(
    Step("SELECT count(*)", ("SELECT count(*) FROM doctors WHERE on_call",)),
)
STAY = Step("ROLLBACK", ("ROLLBACK",))


def leaving(name):
    """Return the program of a doctor who goes if another one is on call."""
    update = f"UPDATE doctors SET on_call = false WHERE name = '{name}'"
    leave = Step(f"UPDATE {name}", (update,))

    def next_steps(told):
        if not told:
            return [COUNT]
        if told[-1].error or len(told) == 3:
            return []
        if told[0].read < 2:
            return [STAY] if len(told) == 1 else []
        return [[leave, COMMIT][len(told) - 1]]

    return next_steps


def somebody_is_on_call(moment):
    """Judge a run that is over: one doctor at least is on call."""
    if not moment.over:
        return None
    on_call = moment.shared["on call"]
    if not on_call:
        return Verdict(False, "nobody is on call")
    stays = f"{' and '.join(on_call)} on call"
    return Verdict(True, ", ".join([stays, *told_errors(moment)]))


SCENARIOS = [
    Scenario(
        name="write-skew",
        about=(
            "Ann and Bob are on call, and one must be. Each counts who is on call; if "
            "there are two it takes itself off and commits, else it rolls back. They "
            "change different rows."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(leaving),
        verdict=somebody_is_on_call,
    ),
    Scenario(
        name="write-skew-one-serializable",
        about=(
            "Ann and Bob are on call, and one must be. Each counts who is on call; if "
            "there are two it takes itself off and commits, else it rolls back. Ann is "
            "at SERIALIZABLE, Bob is not."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(leaving),
        verdict=somebody_is_on_call,
        levels=(SERIALIZABLE,),
        own_levels={"Bob": REPEATABLE_READ},
    ),
]
