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
from contextlib import ExitStack
from pathlib import Path

from . import guard
from .arguments import text, whole_number
from .environment import settings_aside
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

    # The reader's environment variables that begin so are set aside for the block.
    foreign_settings = ()

    def __init__(self, nodes=1):
        self.nodes = whole_number("nodes", nodes, least=1)
        self._block = None  # what ends with the block: set while it is open

    def __enter__(self):
        """Make the directory, set the guard, start the servers."""
        if self._block:
            raise RuntimeError(
                f"this {type(self).__name__} is running already: end its `with` block "
                "before you begin it again, or make a second one"
            )
        self.processes, self._users, self._guard = {}, {None}, None
        place = place_for_files(self.nodes)
        self.directory = Path(tempfile.mkdtemp(prefix="labs-", dir=place))
        self._block = ExitStack()
        try:
            self._block.enter_context(settings_aside(*self.foreign_settings))
            self._guard = self._set_guard()
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
        if not self._block:
            return
        with self._block:
            self._end()
        self._block = None

    def _set_guard(self):
        python = [sys.executable, "-I", "-S", guard.__file__]
        return subprocess.Popen(
            [*python, str(self.directory), str(os.getpid())],
            stdin=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
        )

    def _end(self):
        if self._guard:
            self._guard.stdin.close()
            self._guard.wait()
        if self.directory.exists():  # someone killed the guard
            guard.sweep(self.directory, self._users)
        for process in self.processes.values():
            process.wait()

    def start(self, name, command, user=None, environment=None):
        """Start a command in a directory of its own and return its Process.

        `command` is a list of words. `user` (needs root) drops to that user, who then
        owns the directory. A name used before is used again: its old process is killed,
        its files stay.
        """
        self._refuse_unfit(name, command, user)
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

    def refuse_unless_open(self):
        """Raise RuntimeError when there are no servers, before and after the block."""
        if not self._block:
            raise RuntimeError(
                f"this {type(self).__name__} is not running: use it inside its `with` "
                "block"
            )

    def _refuse_unfit(self, name, command, user):
        self.refuse_unless_open()
        if Path(text("name", name)).name != name or name in ("", ".."):
            raise ValueError(f"name must be the name of a file, not {name!r}")
        if isinstance(command, str) or not command:
            raise TypeError(f"command must be a list of words, not {command!r}")
        if user and os.geteuid() != 0:
            raise PermissionError(f"{name} cannot start as {user}: only root can do so")

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
        whole_number("attempts", attempts, least=1)
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
