"""A sandbox for servers: scratch directory, free ports, a guard; nothing outlives it.

class Echo(Sandbox):
    def open(self):
        self.on_free_ports(1, self.begin)

    def begin(self, ports): ...  # self.start(...), then wait_until(...)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import guard
from .process import Process, ServerDied
from .processes import free_ports, place_for_files


class Sandbox:
    """A scratch directory, its processes and its guard. A cluster is a subclass.

    A subclass starts its servers in `open()`, which runs when the `with` block begins;
    whatever is raised there or in the block, nothing stays behind. `nodes` says how
    many servers are to come: with 96 MB of shared memory for each they live there.

    >>> with Sandbox() as sandbox:
    ...     sleeper = sandbox.start("sleeper", ["sleep", "60"])
    ...     sleeper.alive
    True
    >>> sleeper.alive, sandbox.directory.exists()
    (False, False)
    """

    def __init__(self, nodes=1):
        self.nodes = nodes

    def __enter__(self):
        """Make the directory, set the guard, start the servers."""
        self.processes, self._users, self._guard = {}, {None}, None
        self.directory = Path(
            tempfile.mkdtemp(prefix="labs-", dir=place_for_files(self.nodes))
        )
        try:
            python = [sys.executable, "-I", "-S", guard.__file__]
            self._guard = subprocess.Popen(
                [*python, str(self.directory), str(os.getpid())],
                stdin=subprocess.PIPE,
                cwd="/",
                start_new_session=True,
            )
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exception):
        """Close."""
        self.close()

    def open(self):
        """Start what this sandbox is for; nothing here."""

    def close(self):
        """Let the guard kill everything and remove the directory, and see it done."""
        if self._guard:
            self._guard.stdin.close()
            self._guard.wait()
        if self.directory.exists():  # someone killed the guard
            guard.sweep(self.directory, self._users)
        for process in self.processes.values():
            process.wait()

    def start(self, name, command, user=None, environment=None):
        """Start a command in a directory of its own and return its Process.

        `user` (needs root) drops to that user, who then owns the directory. A name used
        before is used again: its old process is killed, its files stay.
        """
        if name in self.processes:
            self.processes[name].kill()
        directory = self.directory / name
        directory.mkdir(exist_ok=True)
        if user:
            self._admit(user)
            shutil.chown(directory, user, guard.group_of(user))
        process = Process(name, command, directory, user, environment or {})
        self.processes[name] = process
        return process

    def run(self, name, command, user=None, environment=None, deadline=60):
        """Run a command to its end, as `start` does; ServerDied unless it succeeds."""
        process = self.start(name, command, user, environment)
        if process.wait(deadline) != 0:
            raise ServerDied(f"{command[0]} failed{process.tail()}")

    def on_free_ports(self, count, start, attempts=5):
        """Return `start(ports)`; when a port was taken meanwhile, try other ports.

        `start` starts servers of this sandbox, waits until they are ready and raises
        ServerDied if one is not; then all are killed and their files removed.
        """
        for attempt in range(attempts):
            try:
                return start(free_ports(count))
            except ServerDied as error:
                if not error.port_was_taken or attempt == attempts - 1:
                    raise
                for process in self.processes.values():
                    process.kill()
                    shutil.rmtree(process.directory)

    def _admit(self, user):
        if user not in self._users:
            self._users.add(user)
            self._guard.stdin.write(f"{user}\n".encode())
            self._guard.stdin.flush()
            self.directory.chmod(0o711)  # to pass through, not to look around
