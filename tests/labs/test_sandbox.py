"""Sandboxes: what they start, what they say, and that they leave nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from labs.binaries import MissingServer
from labs.guard import processes_in
from labs.process import ServerDied
from labs.processes import free_ports
from labs.sandbox import Sandbox
from labs.waiting import wait_until

# A server that forks: its child is in another session, as PostgreSQL's are.
FAMILY = ["sh", "-c", "setsid sleep 600 & exec sleep 600"]
LEAVE_PAUSED = """
import sys
from labs.sandbox import Sandbox
from labs.waiting import wait_until
with Sandbox() as sandbox:
    family = sandbox.start("family", ["sh", "-c", "setsid sleep 600 & exec sleep 600"])
    wait_until(lambda: len(family.processes()) == 2, "the family to be two")
    family.pause()
    if sys.argv[1:]:
        redis = sandbox.start("redis", [sys.argv[1], "--port", sys.argv[2]])
        redis.pause()
    print(sandbox.directory, flush=True)
    STAY
"""
# It looks again and again: `signal.pause` could miss what came just before.
STAY = 'wait_until(lambda: False, "the end of the world", deadline=600)'
STAY_PAUSED = LEAVE_PAUSED.replace("STAY", STAY)


def state(pid):
    """Return the kernel's letter for a process: T stopped, S sleeping, Z zombie."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]


def nothing_is_left(directory):
    wait_until(lambda: not os.path.exists(directory), f"{directory} to be removed")
    return not processes_in(directory)


def test_a_sandbox_ends_with_its_block():
    with Sandbox() as sandbox:
        family = sandbox.start("family", FAMILY)
        wait_until(lambda: len(family.processes()) == 2, "the family to be two")
        assert processes_in(sandbox.directory) == family.processes()
    assert nothing_is_left(sandbox.directory)
    assert not family.alive


def test_an_exception_in_the_block_leaves_nothing():
    def break_off():
        with Sandbox() as sandbox:
            family = sandbox.start("family", FAMILY)
            family.pause()
            raise LookupError(sandbox.directory)

    with pytest.raises(LookupError) as raised:
        break_off()
    assert nothing_is_left(raised.value.args[0])


def test_an_exception_while_opening_leaves_nothing():
    class Stillborn(Sandbox):
        def open(self):
            self.start("family", FAMILY)
            raise LookupError(self.directory)

    with pytest.raises(LookupError) as raised, Stillborn():
        pass
    assert nothing_is_left(raised.value.args[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_python_leaves_nothing(python, number):
    child = python(STAY_PAUSED)
    directory = child.stdout.readline().strip()
    assert len(processes_in(directory)) == 2
    child.send_signal(number)
    assert child.wait(10) != 0
    assert nothing_is_left(directory)


def test_an_interrupted_opening_leaves_nothing(python):
    child = python("""
from labs.sandbox import Sandbox
from labs.waiting import wait_until
class Slow(Sandbox):
    def open(self):
        self.start("sleeper", ["sleep", "600"])
        print(self.directory, flush=True)
        wait_until(lambda: False, "the end of the world", deadline=600)
with Slow():
    pass
""")
    directory = child.stdout.readline().strip()
    child.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in child.communicate(timeout=10)[1]
    assert nothing_is_left(directory)


def test_fifty_killed_pythons_leave_no_paused_server(python, redis_program):
    for port in free_ports(50):
        child = python(STAY_PAUSED, redis_program, port)
        directory = child.stdout.readline().strip()
        # (a paused redis-server may still be the fork that has not become it yet)
        assert len(processes_in(directory)) == 3
        child.kill()
        child.wait()
        assert nothing_is_left(directory)


def test_a_killed_python_whose_fork_lives_on_leaves_nothing(python):
    child = python("""
import os, signal
from labs.sandbox import Sandbox
with Sandbox() as sandbox:
    sandbox.start("sleeper", ["sleep", "600"])
    fork = os.fork()
    if fork:
        print(sandbox.directory, fork, flush=True)
    signal.pause()
""")
    directory, fork = child.stdout.readline().split()
    child.kill()
    child.wait()
    try:
        assert nothing_is_left(directory)
    finally:
        os.kill(int(fork), signal.SIGKILL)


def test_closing_cleans_up_even_when_the_guard_was_killed():
    with Sandbox() as sandbox:
        sandbox.start("family", FAMILY)
        sandbox._guard.kill()
    assert nothing_is_left(sandbox.directory)


def test_closing_cleans_up_when_path_leads_nowhere(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with Sandbox() as sandbox:
        sandbox.start("sleeper", ["/bin/sleep", "600"])
    assert nothing_is_left(sandbox.directory)


def test_a_pause_stops_every_process_of_a_server_and_resume_wakes_them():
    with Sandbox() as sandbox:
        family = sandbox.start("family", FAMILY)
        wait_until(lambda: len(family.processes()) == 2, "the family to be two")
        family.pause()
        assert family.alive
        assert len(family.processes()) == 2
        wait_until(
            lambda: {state(pid) for pid in family.processes()} == {"T"}, "all to stop"
        )
        family.resume()
        wait_until(
            lambda: {state(pid) for pid in family.processes()} == {"S"}, "all to wake"
        )


def test_a_kill_takes_the_paused_family_and_a_restart_has_its_files():
    with Sandbox() as sandbox:
        server = sandbox.start("server", ["sh", "-c", "echo >> starts; exec sleep 600"])
        starts = server.directory / "starts"
        wait_until(starts.exists, "the first start")
        server.pause()
        server.kill()
        assert not server.alive
        assert not server.processes()
        server.restart()
        wait_until(lambda: len(starts.read_text()) == 2, "the second start")
        assert server.alive


def test_a_server_that_does_not_start_shows_its_log(redis_program):
    with Sandbox() as sandbox:
        server = sandbox.start("redis", [redis_program, "--port", "none"])
        with pytest.raises(ServerDied) as raised:
            wait_until(lambda: False, "redis to answer", process=server)
    assert "redis ended; awaited: redis to answer" in str(raised.value)
    assert "FATAL CONFIG FILE ERROR" in str(raised.value)
    assert not raised.value.port_was_taken


def test_a_log_speaks_of_the_last_start_only():
    with Sandbox() as sandbox:
        server = sandbox.start(
            "server", ["sh", "-c", "echo start $(ls | wc -l); touch a"]
        )
        server.wait()
        server.restart()
        server.wait()
        assert "start 1" in server.tail()
        assert "start 0" not in server.tail()


def test_a_deadline_names_what_was_awaited_and_shows_the_log():
    with Sandbox() as sandbox:
        server = sandbox.start("server", ["sh", "-c", "echo busy; exec sleep 600"])
        wait_until(lambda: "busy" in server.tail(), "the server to speak")
        with pytest.raises(TimeoutError, match=r"waited 0.01 s for rain(?s:.*)busy"):
            wait_until(lambda: False, "rain", deadline=0.01, process=server)


def test_a_failed_command_shows_its_log():
    with Sandbox() as sandbox, pytest.raises(ServerDied, match="no such wish"):
        sandbox.run("wish", ["sh", "-c", "echo no such wish; exit 3"])


def test_a_taken_port_means_another_port(monkeypatch, redis_program):
    with socket.create_server(("127.0.0.1", 0)) as holder, Sandbox() as sandbox:
        taken = holder.getsockname()[1]
        offers = iter([[taken], [taken], free_ports(1)])
        monkeypatch.setattr("labs.sandbox.free_ports", lambda count: next(offers))
        tried = []

        def start(ports):
            tried.append(ports[0])
            command = [redis_program, "--port", ports[0], "--bind", "127.0.0.1"]
            server = sandbox.start("redis", command)
            wait_until(
                lambda: "Ready to accept" in server.tail(), "redis", process=server
            )
            return ports[0]

        assert sandbox.on_free_ports(1, start) not in (taken, None)
        assert tried[:2] == [taken, taken]
        assert len(tried) == 3


def test_ports_that_stay_taken_are_an_error_in_the_end(monkeypatch, redis_program):
    with socket.create_server(("127.0.0.1", 0)) as holder, Sandbox() as sandbox:
        taken = holder.getsockname()[1]
        monkeypatch.setattr("labs.sandbox.free_ports", lambda count: [taken])
        tried = []

        def start(ports):
            tried.append(ports)
            command = [redis_program, "--port", taken, "--bind", "127.0.0.1"]
            server = sandbox.start("redis", command)
            wait_until(lambda: False, "redis", process=server)

        with pytest.raises(ServerDied, match="already in use"):
            sandbox.on_free_ports(1, start, attempts=2)
        assert len(tried) == 2


def test_a_port_in_use_is_never_offered(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = holder.getsockname()[1]
        (free,) = free_ports(1)
        monkeypatch.setattr("labs.processes.PORTS", [taken, free])
        assert {free_ports(1)[0] for _ in range(50)} == {free}


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop to a user")
DROPPED = """
from labs.sandbox import Sandbox
from labs.waiting import wait_until
with Sandbox() as sandbox:
    family = sandbox.start(
        "family", ["sh", "-c", "id -un > who; setsid sleep 600 & exec sleep 600"],
        user="nobody")
    wait_until(lambda: len(family.processes()) == 2, "the family to be two")
    family.pause()
    print(sandbox.directory, (family.directory / "who").read_text(), flush=True)
    {then}
"""


@as_root
@pytest.mark.parametrize("then", ["", "import os; os.kill(os.getpid(), 9)"])
def test_root_without_the_right_to_trace_leaves_nothing_of_a_dropped_user(python, then):
    # As in a container: root may not see where another user's process works.
    setpriv = shutil.which("setpriv")
    drop = [setpriv, "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"]
    program = (*drop, os.sys.executable)
    child = python(DROPPED.format(then=then), program=program)
    directory, who = child.stdout.readline().split()
    child.communicate(timeout=10)
    assert who == "nobody"
    assert nothing_is_left(directory)


@as_root
def test_a_program_the_user_may_not_run_says_so(tmp_path):
    program = tmp_path / "server"
    shutil.copy("/bin/sleep", program)
    tmp_path.chmod(0o700)
    with Sandbox() as sandbox, pytest.raises(MissingServer, match="nobody may not run"):
        sandbox.start("server", [program, "1"], user="nobody")


def test_an_ordinary_user_leaves_nothing(as_nobody):
    (output, errors), status = as_nobody(LEAVE_PAUSED.replace("STAY", ""))
    assert (errors, status) == ("", 0)
    assert nothing_is_left(output.strip())


def test_an_ordinary_user_killed_leaves_nothing(as_nobody):
    kill = "import os; os.kill(os.getpid(), 9)"
    (output, _), status = as_nobody(LEAVE_PAUSED.replace("STAY", kill))
    assert status == -signal.SIGKILL
    assert nothing_is_left(output.strip())


def test_no_shared_memory_means_the_temp_directory(monkeypatch, tmp_path):
    monkeypatch.setattr("labs.processes.MEGABYTES_PER_NODE", 10**9)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Sandbox() as sandbox:
        assert sandbox.directory.parent == tmp_path


def test_the_guard_waits_for_no_one_once_the_sandbox_is_closed():
    with Sandbox() as sandbox:
        pass
    assert sandbox._guard.returncode == 0
    assert subprocess.run(["test", "-e", sandbox.directory]).returncode == 1


def test_a_sandbox_can_be_used_again_and_starts_afresh():
    sandbox = Sandbox()
    with sandbox:
        first = sandbox.directory
        sandbox.start("family", FAMILY)
    with sandbox:
        assert sandbox.directory != first
        assert sandbox.processes == {}
        sandbox.start("family", FAMILY)
    assert nothing_is_left(first)
    assert nothing_is_left(sandbox.directory)


def test_a_sandbox_in_use_is_not_begun_again():
    with Sandbox() as sandbox:
        family = sandbox.start("family", FAMILY)
        with pytest.raises(RuntimeError, match="this Sandbox is running already"):
            sandbox.__enter__()
        assert family.alive
    assert nothing_is_left(sandbox.directory)


def test_nothing_starts_outside_the_block():
    sandbox = Sandbox()
    with pytest.raises(RuntimeError, match="use it inside its `with` block"):
        sandbox.start("family", FAMILY)
    with sandbox:
        pass
    with pytest.raises(RuntimeError, match="use it inside its `with` block"):
        sandbox.start("family", FAMILY)


def test_closing_twice_is_closing_once():
    with Sandbox() as sandbox:
        sandbox.close()
    sandbox.close()
    assert nothing_is_left(sandbox.directory)
