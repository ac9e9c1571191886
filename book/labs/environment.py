"""The reader's own settings: set aside while a lab runs, so that they steer nothing.

Programs read environment variables for what they are not told: libpq, for one, takes a
PGSERVICE or PGOPTIONS for every connection that psycopg makes.
"""

import os
import threading
from contextlib import contextmanager

# What the variables of PostgreSQL, etcd, Redis and Valkey begin with.
PREFIXES = ("PG", "ETCD", "REDIS", "VALKEY")

_lock = threading.Lock()
_open_blocks = 0
_kept = {}  # name to value, of what was taken out of os.environ


@contextmanager
def settings_aside(*prefixes):
    """Take the variables with such a beginning out of os.environ, for a block.

    So neither this Python nor a program that it starts sees them. When the last of the
    blocks that are open ends they are put back, except for what was set anew meanwhile.

    >>> os.environ["PGSERVICE"] = "shop"
    >>> with settings_aside("PG"):
    ...     "PGSERVICE" in os.environ
    False
    >>> os.environ.pop("PGSERVICE")
    'shop'
    """
    _take_out(prefixes)
    try:
        yield
    finally:
        _put_back()


def _take_out(prefixes):
    global _open_blocks
    with _lock:
        _open_blocks += 1
        for name in list(os.environ):
            if name.startswith(prefixes):
                _kept[name] = os.environ.pop(name)


def _put_back():
    global _open_blocks
    with _lock:
        _open_blocks -= 1
        if _open_blocks == 0:
            for name, value in _kept.items():
                os.environ.setdefault(name, value)
            _kept.clear()


def for_a_server(directory):
    """Return the environment of a server that works in `directory`."""
    shielded = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(PREFIXES)
    }
    return shielded | {"LC_ALL": "C", "HOME": str(directory)}
