"""What is stored of PostgreSQL is what the server here does, when recorded anew."""

import pytest
from labs.postgres import PostgresCluster
from recorded.record import as_text, record
from recorded.recording import GRAPHS
from recorded.scenarios import ALL


@pytest.fixture(scope="module")
def connect(postgres_program):
    """Open a connection to a server that these tests have for themselves."""
    with PostgresCluster() as pg:
        yield pg.leader.connect


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_a_recording_made_anew_is_the_same_byte_for_byte(scenario, connect):
    stored = (GRAPHS / f"{scenario.name}.json").read_text("utf-8")

    anew = record(scenario, connect)

    # Another version of the server has another name; it has to do the same.
    server = anew.pop("server")
    line = next(line for line in stored.splitlines() if '"server": ' in line)
    assert server.startswith("PostgreSQL ")
    assert as_text(anew) == stored.replace(f"{line}\n", "")


def test_nothing_is_stored_that_is_not_recorded_anew():
    assert {path.stem for path in GRAPHS.iterdir()} == {each.name for each in ALL}
