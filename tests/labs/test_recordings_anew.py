"""What is stored of PostgreSQL is what the server here does, when recorded anew."""

import re

import pytest
from labs.postgres import PostgresCluster
from record_redlock import TARGET
from recorded.everything import RECORDERS
from recorded.record import record
from recorded.run import RecordingError
from recorded.scenarios import transfers

SERVER = re.compile('"server": "PostgreSQL [^"]*"')


@pytest.fixture(scope="module")
def connect(postgres_program):
    """Open a connection to a server that these tests have for themselves."""
    with PostgresCluster() as pg:
        yield pg.leader.connect


@pytest.mark.parametrize("path", RECORDERS, ids=lambda path: path.stem)
def test_a_recording_made_anew_is_the_same_byte_for_byte(path, connect):
    """Another version of the server has another name, and has to do the same."""
    stored = path.read_text("utf-8")

    anew = RECORDERS[path](connect)

    assert len(SERVER.findall(anew)) == 1
    assert SERVER.sub("", anew) == SERVER.sub("", stored)


def test_nothing_is_stored_that_is_not_recorded_anew():
    (folder,) = {path.parent for path in RECORDERS if path.parent.name == "graphs"}

    assert set(folder.parent.rglob("*.json")) == {*RECORDERS, TARGET}


def test_a_move_that_nothing_ends_is_named(connect, monkeypatch):
    """Here nobody looks for the circle, so nobody is refused."""
    monkeypatch.setattr("recorded.session.AT_ONCE", "1h")
    monkeypatch.setattr("recorded.run.DEADLINE", 3)
    crossed = transfers.SCENARIOS[0]

    with pytest.raises(RecordingError, match="two-rows-deadlock: waited 3 s for Bob: "):
        record(crossed, connect)
    with connect() as connection:
        busy = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        assert connection.execute(busy).fetchone() == (0,)
