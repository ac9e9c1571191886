"""What is stored of PostgreSQL is what the server here does, when recorded anew."""

import re

import pytest
from labs.postgres import PostgresCluster
from recorded.everything import RECORDERS

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

    assert set(folder.parent.rglob("*.json")) == set(RECORDERS)
