"""Ann and Bob change one document, with and without a check of its version."""

from ..steps import Scenario, Step, Verdict
from .programs import COMMIT, two
from .verdicts import told_errors

TABLES = """
    DROP TABLE IF EXISTS docs;
    CREATE TABLE docs (id int PRIMARY KEY, body text NOT NULL, version int NOT NULL);
    INSERT INTO docs VALUES (1, 'draft', 12);
"""
SHOWN = {
    "body": "SELECT body FROM docs WHERE id = 1",
    "version": "SELECT version FROM docs WHERE id = 1",
}
SELECT = "SELECT body, version FROM docs WHERE id = 1"
READ = Step("SELECT body, version", ("BEGIN", SELECT))
READ_AGAIN = Step("SELECT again", (SELECT,))


def without_a_check(name, read):
    """Write one's words behind what was read."""
    text = f"{read['body']} + {name}"
    update = f"UPDATE docs SET body = '{text}', version = version + 1 WHERE id = 1"
    return Step("UPDATE", (update,))


def with_a_check(name, read):
    """Write only if the version is still the one that was read."""
    unchecked = without_a_check(name, read)
    check = f"version = {read['version']}"
    return Step(f"UPDATE … WHERE {check}", (f"{unchecked.statements[0]} AND {check}",))


def writer(name, update, looks_at_count=True):
    """Return the program of a session that reads, changes and commits.

    It begins again after an error, and reads again after an UPDATE of 0 rows, unless it
    does not look at that count.
    """

    def next_steps(told):
        if not told or told[-1].error:
            return [READ]
        last = told[-1]
        if last.status.startswith("SELECT"):
            return [update(name, last.read)]
        if last.status == "UPDATE 0" and looks_at_count:
            return [READ_AGAIN]
        if last.status.startswith("UPDATE"):
            return [COMMIT]
        return []

    return next_steps


def nothing_lost(moment):
    """Judge a run that is over: what was acknowledged is in the document."""
    if not moment.over:
        return None
    body = moment.shared["body"]
    lost = [name for name in moment.told if name not in body]
    if lost:
        return Verdict(
            False, f"{' and '.join(lost)} was told COMMIT; the document is: {body}"
        )
    return Verdict(True, ", ".join([f"both are in: {body}", *_tries(moment)]))


def _tries(moment):
    again = [
        f"{name} was told UPDATE 0 and read again"
        for name, answers in moment.told.items()
        if any(answer.status == "UPDATE 0" for answer in answers)
    ]
    return again + told_errors(moment)


def scenario(name, about, *arguments):
    """Return a scenario in which both do the same."""
    return Scenario(
        name=name,
        about=about,
        tables=TABLES,
        shown=SHOWN,
        programs=two(writer, *arguments),
        verdict=nothing_lost,
    )


SCENARIOS = [
    scenario(
        "version-unchecked",
        "Ann and Bob read the document, write their words behind what they read, and "
        "commit, in one transaction. Nobody looks at the version. After an error a "
        "session begins again.",
        without_a_check,
    ),
    scenario(
        "version-column",
        "Ann and Bob read the document and its version, write only if the version is "
        "still that (WHERE … AND version = 12), and commit, in one transaction. If 0 "
        "rows were changed a session reads again, after an error it begins again.",
        with_a_check,
    ),
    scenario(
        "version-count-ignored",
        "Ann and Bob read the document and its version, write only if the version is "
        "still that, and commit without looking at how many rows were changed. After "
        "an error a session begins again.",
        with_a_check,
        False,
    ),
]
