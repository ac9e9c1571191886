"""Who dialled: the process that holds the other end of a connection on this machine."""

import os
import subprocess
import sys


def process_of(port, pids):
    """Return which of `pids` holds the 127.0.0.1 socket with this local port, or None.

    Needs no root for one's own processes. Linux: port to inode by /proc/net/tcp, inode
    to process by /proc/PID/fd. macOS (not tested: no such machine here): lsof.

    >>> import os, socket
    >>> with socket.create_server(("127.0.0.1", 0)) as server:
    ...     with socket.create_connection(server.getsockname()) as client:
    ...         process_of(client.getsockname()[1], [1, os.getpid()]) == os.getpid()
    True
    """
    if sys.platform == "darwin":
        command = ["lsof", "-nP", "-t", f"-iTCP@127.0.0.1:{port}"]
        listing = subprocess.run(command, capture_output=True, text=True, check=False)
        holders = {int(word) for word in listing.stdout.split()} - {os.getpid()}
        return next((pid for pid in pids if pid in holders), None)
    socket = f"socket:[{_inode(port)}]"
    return next((pid for pid in pids if socket in _open_files(pid)), None)


def _inode(port):
    local = f"0100007F:{port:04X}"
    with open("/proc/net/tcp") as table:
        for line in table:
            fields = line.split()
            if fields[1] == local and fields[9] != "0":
                return fields[9]
    return None


def _open_files(pid):
    folder = f"/proc/{pid}/fd"
    try:
        for descriptor in os.listdir(folder):
            yield os.readlink(f"{folder}/{descriptor}")
    except OSError:  # the process has ended, or closed this file as we looked
        return
