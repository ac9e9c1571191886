"""What all processes of a sandbox need from this machine: ports, a user, a place."""

import errno
import os
import pwd
import random
import shutil
import socket
from contextlib import ExitStack
from pathlib import Path

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


def place_for_files(nodes):
    """Return a folder in memory with room for the files of `nodes` servers, or None.

    None means the system's folder for temporary files.
    """
    shared = Path("/dev/shm")
    if os.access(shared, os.W_OK):
        free = shutil.disk_usage(shared).free
        if free >= nodes * MEGABYTES_PER_NODE * 2**20:
            return shared
    return None
