"""All that is recorded, and the files in which it is stored."""

import json
from functools import partial
from pathlib import Path

from .record import as_text, record
from .recording import GRAPHS
from .row_locks import record_row_locks
from .scenarios import ALL

ROW_LOCKS = Path(__file__).with_name("row-locks.json")


def _row_locks(connect):
    return json.dumps(record_row_locks(connect), indent=1) + "\n"


def _graph(scenario, connect):
    return as_text(record(scenario, connect))


# By file: the function that makes its text anew, given ``connect``, which opens a
# psycopg connection as a superuser to a server that nobody else uses.
RECORDERS = {ROW_LOCKS: _row_locks} | {
    GRAPHS / f"{scenario.name}.json": partial(_graph, scenario) for scenario in ALL
}
