"""The guard: a child that cleans up when this Python ends, in whatever way.

It reads a pipe that only this process holds open. The pipe ends when a lab is closed,
when the kernel dies, and when someone sends it SIGKILL; so there is one way out, and
the ordinary end of every lab is its test. The guard then kills every process whose
working directory lies in the scratch directory, stopped ones too, and removes it.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress


def processes_in(directory, users=(None,)):
    """Return the ids of the processes whose working directory is in `directory`.

    Root without the right to trace (as in a container) cannot see where another
    user's process works, hence each of `users` looks for itself.
    """
    return {
        pid for user in users for pid in _seen_by(user, os.path.realpath(directory))
    }


def _seen_by(user, directory):
    if sys.platform == "darwin":  # not tested: no such machine here
        command = [_program("lsof"), "-a", "-d", "cwd", "-F", "pn"]
    else:
        command = [_program("find"), "/proc", "-mindepth", "2", "-maxdepth", "2"]
        command += ["-name", "cwd", "-printf", "p%h\\nn%l\\n"]
    drop = {"user": user, "group": group_of(user), "extra_groups": []} if user else {}
    listing = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        text=True,
        errors="surrogateescape",
        **drop,
    ).stdout
    found, pid = set(), None
    for line in listing.splitlines():
        if line.startswith("p"):
            pid = line[1:].removeprefix("/proc/")
        elif (line[1:] + "/").startswith(directory + "/") and pid.isdecimal():
            found.add(int(pid))
    return found


def _program(name):
    """Return where a program of the system is, even if PATH does not lead there."""
    return shutil.which(name) or shutil.which(name, path=os.defpath) or name


def group_of(user):
    """Return the number of a user's own group."""
    import pwd

    return pwd.getpwnam(user).pw_gid


def send(number, pids):
    """Send a signal to each process that still exists."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def kill_all_in(directory, users=(None,), deadline=10):
    """Kill until nobody works in the directory; a process may fork while we look."""
    end = time.monotonic() + deadline
    while (pids := processes_in(directory, users)) and time.monotonic() < end:
        send(signal.SIGKILL, pids)
        time.sleep(0.002)


def sweep(directory, users):
    """Kill whatever works in the scratch directory and remove it."""
    kill_all_in(directory, users)
    shutil.rmtree(directory, ignore_errors=True)


def keep_watch(directory, parent):
    """Read the pipe to its end (each line names one more user), then sweep."""
    users = [None]
    while True:
        # A fork of the parent may hold the pipe too: so also ask whether it still is.
        if not select.select([0], [], [], 1)[0]:
            if os.getppid() != parent:
                break
        elif heard := os.read(0, 4096):
            users += heard.decode().split()
        else:
            break
    sweep(directory, users)


if __name__ == "__main__":
    keep_watch(sys.argv[1], int(sys.argv[2]))
