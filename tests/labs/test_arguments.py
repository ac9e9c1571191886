"""What makes no sense is refused at once, by name, before anything starts."""

from fractions import Fraction

import pytest
from labs.arguments import seconds, time_limit, whole_number
from labs.etcd import EtcdCluster
from labs.etcd_client import EtcdClient
from labs.links import LinkProxy
from labs.processes import free_ports
from labs.sandbox import Sandbox
from labs.waiting import wait_until

NO_COUNTS = [-1, 1.5, "2", None, True]
NO_TIMES = [-1, -0.5, float("nan"), "2", None, True]


@pytest.fixture
def nothing_starts(monkeypatch):
    """Fail when a process is started."""

    def started(*words, **options):
        pytest.fail(f"started {words}")

    monkeypatch.setattr("subprocess.Popen", started)


@pytest.mark.parametrize("count", NO_COUNTS)
def test_a_number_of_ports_is_a_whole_number(count):
    with pytest.raises((ValueError, TypeError), match="count must be"):
        free_ports(count)


def test_no_port_is_no_error():
    assert free_ports(0) == []


def test_more_ports_than_there_are_are_refused(monkeypatch):
    with pytest.raises(ValueError, match="count must be from 0 to 17000"):
        free_ports(17_001)
    (one,) = free_ports(1)
    monkeypatch.setattr("labs.processes.PORTS", [one, one])
    with pytest.raises(RuntimeError, match="2 ports were asked for; only 1"):
        free_ports(2)


@pytest.mark.parametrize("count", [*NO_COUNTS, 0])
@pytest.mark.usefixtures("nothing_starts")
def test_a_number_of_servers_is_a_whole_number(count):
    for cluster in (EtcdCluster, Sandbox):
        with pytest.raises((ValueError, TypeError), match="must be"):
            cluster(count)


def test_etcd_has_no_more_than_seven_members():
    with pytest.raises(ValueError, match="count must be from 1 to 7, not 8"):
        EtcdCluster(8)


@pytest.mark.parametrize("time", NO_TIMES)
def test_a_time_is_a_number_of_seconds(time):
    with pytest.raises((ValueError, TypeError), match="deadline must be"):
        wait_until(lambda: True, "nothing", deadline=time)
    with pytest.raises((ValueError, TypeError), match="timeout must be"):
        EtcdClient(1, timeout=time)
    with LinkProxy(1) as link:
        with pytest.raises((ValueError, TypeError), match="latency must be"):
            link.latency = time
        assert link.latency == 0


def test_no_time_to_answer_is_refused_and_no_time_to_wait_is_not():
    with pytest.raises(ValueError, match="timeout must be more than 0 s"):
        time_limit("timeout", 0)
    assert seconds("deadline", 0) == 0
    assert wait_until(lambda: "now", "now", deadline=0) == "now"


def test_numbers_of_other_libraries_are_numbers():
    class Three:
        def __index__(self):
            return 3

    assert whole_number("count", Three()) == 3
    assert seconds("deadline", Fraction(1, 2)) == 0.5


def test_what_is_awaited_must_be_a_function():
    with pytest.raises(TypeError, match=r"write wait_until\(lambda: \.\.\., 'rain'\)"):
        wait_until(False, "rain")


@pytest.mark.parametrize("port", [0, -1, 65536, "80", None])
def test_a_port_is_a_port(port):
    for needs_a_port in (LinkProxy, EtcdClient):
        with pytest.raises((ValueError, TypeError), match="must be"):
            needs_a_port(port)


@pytest.mark.parametrize("name", ["", ".", "..", "../server", "a/b", "/tmp", 5, None])
def test_a_process_works_inside_the_sandbox(name):
    with Sandbox() as sandbox:
        with pytest.raises((ValueError, TypeError), match="name must be"):
            sandbox.start(name, ["sleep", "60"])
        assert sandbox.processes == {}
        assert list(sandbox.directory.iterdir()) == []


@pytest.mark.parametrize("command", ["sleep 60", [], ""])
def test_a_command_is_a_list_of_words(command):
    with Sandbox() as sandbox, pytest.raises(TypeError, match="a list of words"):
        sandbox.start("server", command)


def test_only_root_starts_as_another(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with Sandbox() as sandbox, pytest.raises(PermissionError, match="only root"):
        sandbox.start("server", ["sleep", "60"], user="nobody")


@pytest.mark.parametrize("attempts", [0, *NO_COUNTS])
def test_what_is_never_tried_is_refused(attempts):
    with Sandbox() as sandbox, pytest.raises((ValueError, TypeError), match="attempts"):
        sandbox.on_free_ports(1, lambda ports: "started", attempts=attempts)


@pytest.mark.parametrize("word", [5, None, b"lock"])
def test_what_etcd_keeps_is_text(word):
    with pytest.raises(TypeError, match="key or value must be a str"):
        EtcdClient(1).put("lock", word)
    with pytest.raises(TypeError, match="key or value must be a str"):
        EtcdClient(1).get(word)


@pytest.mark.parametrize("seconds", [0, -1, 0.5, "5"])
def test_a_lease_lasts_a_whole_number_of_seconds(seconds):
    with pytest.raises((ValueError, TypeError), match="seconds must be"):
        EtcdClient(1).lease(seconds)
