"""Records a scenario, given a real server, as what is stored in graphs/*.json."""

import json

from .every_schedule import graph_of
from .run import Bench
from .session import AT_ONCE, NEVER

STEP = (
    "One step is what a session sends in one go; BEGIN goes along with the first "
    "statement. The other session sends nothing until PostgreSQL has answered, or "
    "pg_blocking_pids says that the session waits. After an error the session rolls "
    "back at once."
)


def record(scenario, connect):
    """Return what is stored of a scenario: each of its levels on a real server.

    ``connect`` opens a psycopg connection to a server that nobody else uses meanwhile,
    as a superuser: `deadlock_timeout` is set for each session.
    """
    levels = {}
    with Bench(scenario, connect) as bench:
        for level in scenario.levels:
            schedules, states = graph_of(bench, level)
            levels[level] = {"schedules": schedules, "states": states}
    with connect() as connection:
        lock_timeout = connection.execute("SHOW lock_timeout").fetchone()[0]
    return {
        "name": scenario.name,
        "about": scenario.about,
        "step": STEP,
        "own_levels": scenario.own_levels,
        "server": server_of(connect),
        "settings": {
            "lock_timeout": lock_timeout,
            "deadlock_timeout": f"{NEVER}; {AT_ONCE} while another session waits",
        },
        "levels": levels,
    }


def server_of(connect):
    """Return the server's name and version."""
    with connect() as connection:
        version = connection.execute("SHOW server_version").fetchone()[0]
    return f"PostgreSQL {version}"


def as_text(recorded):
    """Return what is stored as JSON, with a line for each state.

    >>> graph = {"schedules": 1, "states": [{"number": 0}, {"number": 1}]}
    >>> print(as_text({"name": "shop", "levels": {"READ COMMITTED": graph}}), end="")
    {
     "name": "shop",
     "levels": {
      "READ COMMITTED": {"schedules": 1, "states": [
       {"number": 0},
       {"number": 1}
      ]}
     }
    }
    """
    head = {name: value for name, value in recorded.items() if name != "levels"}
    lines = [f' "{name}": {_json(value)},' for name, value in head.items()]
    levels = [
        f'  "{level}": {{"schedules": {graph["schedules"]}, "states": [\n'
        + ",\n".join(f"   {_json(state)}" for state in graph["states"])
        + "\n  ]}"
        for level, graph in recorded["levels"].items()
    ]
    text = ["{", *lines, ' "levels": {', ",\n".join(levels), " }", "}", ""]
    return "\n".join(text)


def _json(value):
    return json.dumps(value, ensure_ascii=False)
