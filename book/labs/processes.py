"""A room for servers: scratch directory, free ports, and a guard; nothing outlives it.

class Echo(Room):
    def open(self):
        self.on_free_ports(1, self.begin)

    def begin(self, ports): ...  # self.start(...), then wait_until(...)
"""

import errno
import os
import pwd
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import guard
from .binaries import MissingServer, binary
from .server import Process, ServerDied, wait_until

__all__ = [
    "MissingServer",
    "Process",
    "Room",
    "ServerDied",
    "binary",
    "free_ports",
    "server_user",
    "wait_until",
]

MEGABYTES_PER_NODE = 96
# Below the ports the system gives to outgoing connections: a client that knocks at a
# closed port in that range can be connected to itself.
PORTS = range(15_000, 32_000)


def free_ports(count):
    """Return `count` different ports on 127.0.0.1 that were all free at one moment.

    >>> len(set(free_ports(5)))
    5
    """
    with ExitStack() as held:
        ports = []
        for port in random.sample(PORTS, len(PORTS)):
            if len(ports) == count:
                break
            holder = held.enter_context(socket.socket())
            try:
                holder.bind(("127.0.0.1", port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                ports.append(port)
        return ports


def server_user():
    """Return the user for a server that refuses root; None when we are not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


class Room:
    """A scratch directory, its processes and its guard. A cluster is a subclass.

    A subclass starts its servers in `open()`, which runs when the `with` block begins;
    whatever is raised there or in the block, nothing stays behind. `nodes` says how
    many servers are to come: with 96 MB of shared memory for each they live there.

    >>> with Room() as room:
    ...     sleeper = room.start("sleeper", ["sleep", "60"])
    ...     sleeper.alive
    True
    >>> sleeper.alive, room.directory.exists()
    (False, False)
    """

    def __init__(self, nodes=1):
        self.nodes = nodes

    def __enter__(self):
        """Make the directory, set the guard, start the servers."""
        self.processes, self._users, self._guard = {}, {None}, None
        self.directory = Path(
            tempfile.mkdtemp(prefix="labs-", dir=_scratch(self.nodes))
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
        """Start what this room is for; nothing here."""

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

        `start` starts servers of this room, waits until they are ready and raises
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


def _scratch(nodes):
    shared = Path("/dev/shm")
    if os.access(shared, os.W_OK):
        free = shutil.disk_usage(shared).free
        if free >= nodes * MEGABYTES_PER_NODE * 2**20:
            return shared
    return None
