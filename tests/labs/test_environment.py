"""The reader's own settings steer nothing in a lab, and are there again after it."""

import os
import subprocess
import sys

import pytest
from labs.environment import settings_aside
from labs.sandbox import Sandbox

FOREIGN = {
    "PGPORT": "1",
    "PGSERVICE": "shop",
    "ETCD_NAME": "mine",
    "ETCDCTL_ENDPOINTS": "shop:2379",
    "REDISCLI_AUTH": "secret",
    "REDIS_URL": "redis://shop",
    "VALKEYCLI_AUTH": "secret",
}


@pytest.fixture
def readers_settings(monkeypatch):
    for name, value in FOREIGN.items():
        monkeypatch.setenv(name, value)


def seen_by_a_child():
    script = "import os; print(*os.environ)"
    child = subprocess.run([sys.executable, "-c", script], capture_output=True)
    return FOREIGN.keys() & set(child.stdout.decode().split())


@pytest.mark.usefixtures("readers_settings")
def test_the_readers_settings_do_not_reach_the_servers():
    with Sandbox() as sandbox:
        server = sandbox.start("env", ["env"], environment={"OURS": "1"})
        server.wait()
        seen = {line.partition("=")[0] for line in server.log.read_text().splitlines()}
    assert "OURS" in seen
    assert not seen & FOREIGN.keys()


@pytest.mark.usefixtures("readers_settings")
def test_they_reach_neither_clients_here_nor_programs_started_here():
    assert seen_by_a_child() == FOREIGN.keys()
    with settings_aside("PG"):
        assert not {"PGPORT", "PGSERVICE"} & os.environ.keys()
        assert seen_by_a_child() == FOREIGN.keys() - {"PGPORT", "PGSERVICE"}
    assert FOREIGN.items() <= os.environ.items()
    assert seen_by_a_child() == FOREIGN.keys()


@pytest.mark.usefixtures("readers_settings")
def test_they_come_back_with_the_last_block_in_whatever_order_blocks_end():
    first, second = settings_aside("PG"), settings_aside("PG", "ETCD")
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not {"PGPORT", "ETCD_NAME"} & os.environ.keys()
    second.__exit__(None, None, None)
    assert FOREIGN.items() <= os.environ.items()


@pytest.mark.usefixtures("readers_settings")
def test_what_is_set_within_the_block_stays():
    with settings_aside("PG"):
        os.environ["PGPORT"] = "2"
    assert os.environ["PGPORT"] == "2"


@pytest.mark.usefixtures("readers_settings")
def test_an_opening_that_fails_puts_them_back():
    class Stillborn(Sandbox):
        foreign_settings = ("PG",)

        def open(self):
            assert "PGPORT" not in os.environ
            raise LookupError

    with pytest.raises(LookupError), Stillborn():
        pass
    assert FOREIGN.items() <= os.environ.items()
