"""Labs: real servers on this machine, as context managers that read like a lesson.

    with PostgresCluster(replicas=2) as pg: ...
    with RedisNodes(5) as redis: ...
    with EtcdCluster(5) as etcd: etcd.partition({1, 2}, {3, 4, 5})

Every server runs on 127.0.0.1, in a scratch directory, and ends with its `with` block;
or with this Python, however that ends.
"""

from importlib import import_module

_HOMES = {
    "PostgresCluster": "postgres",
    "RedisNodes": "redis_nodes",
    "EtcdCluster": "etcd",
    "LinkProxy": "links",
    "MissingServer": "binaries",
    "ServerDied": "process",
    "wait_until": "waiting",
}
__all__ = list(_HOMES)


def __getattr__(name):
    """Load a part when it is first asked for: Redis labs do not need psycopg."""
    if name not in _HOMES:
        raise AttributeError(f"module 'labs' has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
