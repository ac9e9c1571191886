"""What all processes of a sandbox need from this machine: ports, a user, a place."""

import errno
import os
import pwd
import random
import shutil
import socket
from contextlib import ExitStack
from pathlib import Path

from .arguments import whole_number

MEGABYTES_PER_NODE = 96
# Below the ports the system gives to outgoing connections: a client that knocks at a
# closed port in that range can be connected to itself.
PORTS = range(15_000, 32_000)


def free_ports(count):
    """Return `count` different ports on 127.0.0.1 that were all free at one moment.

    Raises RuntimeError when there are not as many.

    >>> len(set(free_ports(5)))
    5
    """
    whole_number("count", count, most=len(PORTS))
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
    if len(ports) < count:
        raise RuntimeError(
            f"{count} ports were asked for; only {len(ports)} of those from {PORTS[0]} "
            f"to {PORTS[-1]} are free: end what holds them"
        )
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
