"""Two workers take jobs from a table: with no lock, FOR UPDATE, and SKIP LOCKED."""

from ..steps import Scenario, Step, Verdict
from .programs import COMMIT, two
from .verdicts import told_errors

TABLES = """
    DROP TABLE IF EXISTS runs, jobs;
    CREATE TABLE jobs (id int PRIMARY KEY, done boolean NOT NULL);
    CREATE TABLE runs (job int NOT NULL, worker text NOT NULL);
    INSERT INTO jobs VALUES (1, false), (2, false);
"""
SHOWN = {
    "open jobs": "SELECT coalesce(array_agg(id ORDER BY id), '{}') "
    "FROM jobs WHERE NOT done",
    "runs": "SELECT coalesce(array_agg(job || ' by ' || worker ORDER BY job), '{}') "
    "FROM runs",
}
NEXT = "SELECT id FROM jobs WHERE NOT done ORDER BY id LIMIT 1"
NOTHING = Step("ROLLBACK", ("ROLLBACK",))


def run_job(worker, job):
    """Return the step that runs a job and marks it as done."""
    insert = f"INSERT INTO runs VALUES ({job}, '{worker}')"
    update = f"UPDATE jobs SET done = true WHERE id = {job}"
    return Step(f"run job {job}; UPDATE", (insert, update))


def worker(name, lock):
    """Return the program of a worker that takes the next job, if there is one."""
    take = Step(f"SELECT next job {lock}".strip(), ("BEGIN", f"{NEXT} {lock}"))

    def next_steps(told):
        if not told:
            return [take]
        if told[-1].error or len(told) == 3:
            return []
        job = told[0].read
        if job is None:
            return [NOTHING] if len(told) == 1 else []
        return [[run_job(name, job), COMMIT][len(told) - 1]]

    return next_steps


def each_job_once(moment):
    """Judge a run that is over: two workers, two jobs, each of them run once."""
    if not moment.over:
        return None
    jobs = [run.partition(" by ")[0] for run in moment.shared["runs"]]
    for job in jobs:
        if jobs.count(job) > 1:
            return Verdict(False, f"job {job} was run twice")
    still_open = moment.shared["open jobs"]
    for name, answers in moment.told.items():
        if answers[-1].label == NOTHING.label and still_open:
            told = f"{name} was told that there is no job"
            return Verdict(False, f"{told}, and job {still_open[0]} is open")
    return Verdict(True, "; ".join([*moment.shared["runs"], *told_errors(moment)]))


def scenario(name, lock, about):
    """Return a scenario in which both workers take their job with such a lock."""
    return Scenario(
        name=name,
        about=(
            f"Two jobs, two workers. Each selects the first job that is not done"
            f"{about}, runs it, marks it as done and commits; if it is told of no job "
            "it rolls back."
        ),
        tables=TABLES,
        shown=SHOWN,
        programs=two(worker, lock),
        verdict=each_job_once,
    )


SCENARIOS = [
    scenario("queue-without-lock", "", ""),
    scenario("queue-for-update", "FOR UPDATE", " (LIMIT 1 FOR UPDATE)"),
    scenario(
        "queue-skip-locked",
        "FOR UPDATE SKIP LOCKED",
        " (LIMIT 1 FOR UPDATE SKIP LOCKED)",
    ),
]
