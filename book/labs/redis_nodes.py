"""Redis (or Valkey): independent nodes, as Redlock wants, or master and replica."""

import shutil

from .arguments import whole_number
from .links import LinkProxy
from .redis_server import RedisServer, command, program
from .sandbox import Sandbox
from .waiting import wait_until

FSYNCS = ("always", "everysec", "no")  # when a write is forced onto the disk


class RedisNodes(Sandbox):
    """`count` independent Redis servers; with `replica=True`, node 1 copies node 0.

        with RedisNodes(5) as redis:
            redis[0].client().set("lock", "ann", nx=True, px=800)
            redis.kill(3)
            redis.restart(3, empty=True)

    Nodes keep nothing on disk, unless `persist=True`: then every write is on disk
    before it is acknowledged (appendonly yes, appendfsync always). `appendfsync` may be
    "everysec" or "no" as well. Raises MissingServer without Redis, ServerDied when one
    does not start, ValueError for another `appendfsync`.
    """

    foreign_settings = ("REDIS", "VALKEY")

    def __init__(self, count=1, persist=False, replica=False, appendfsync="always"):
        whole_number("count", count, least=1)
        if appendfsync not in FSYNCS:
            known = ", ".join(map(repr, FSYNCS))
            raise ValueError(f"appendfsync is {appendfsync!r}; take one of {known}")
        if replica and count > 2:
            raise ValueError("replica=True makes one master and one replica: count 2")
        self.count = 2 if replica else count
        self.persist, self.replica = persist, replica
        self.appendfsync = appendfsync
        super().__init__(nodes=self.count)
        self.link, self._servers = None, []

    def __len__(self):
        """How many nodes there are, dead ones too."""
        return self.count

    def __getitem__(self, number):
        """Node `number`, from 0."""
        self.refuse_unless_open()
        try:
            return self._servers[number]
        except IndexError:
            raise IndexError(
                f"there is no node {number}: they are numbered from 0 to "
                f"{self.count - 1}"
            ) from None

    def _node(self, number):
        return self[whole_number("number", number, most=self.count - 1)]

    def _replication(self):
        self.refuse_unless_open()
        if not self.link:
            raise ValueError(
                "these nodes are independent: only RedisNodes(replica=True) makes a "
                "master and a replica with a link between them"
            )
        return self.link

    def open(self):
        """Start all nodes and wait until they answer."""
        self.on_free_ports(self.count, self._start)
        if self.replica:
            wait_until(self._copied, "the replica to copy the master")

    def close(self):
        """End every node and the link."""
        try:
            super().close()
        finally:
            self._close_link()

    def _close_link(self):
        if self.link:
            self.link.close()
            self.link = None

    def _start(self, ports):
        self._close_link()
        self._servers = []
        path = program()
        for number, port in enumerate(ports):
            master_port = None
            if self.replica and number == 1:
                self.link = LinkProxy(ports[0])
                master_port = self.link.port
            words = command(path, port, self.persist, master_port, self.appendfsync)
            process = self.start(f"redis-{number}", words)
            self._servers.append(RedisServer(port, process))
        for server in self._servers:
            server.wait_until_ready()

    def _copied(self):
        with self[0].client(timeout=1) as master, self[1].client(timeout=1) as replica:
            here = master.info("replication").get("slave0", {}).get("state")
            there = replica.info("replication").get("master_link_status")
        return (here, there) == ("online", "up")

    def kill(self, number):
        """Crash a node (SIGKILL)."""
        self._node(number).process.kill()

    def restart(self, number, empty=False):
        """Start a node again, from its files or `empty`, and wait until it answers.

        Running, it is killed first. Only nodes made with `persist=True` have files.
        """
        node = self._node(number)
        if not (empty or self.persist):
            raise ValueError(
                "these nodes forget all when they end: write restart(..., empty=True) "
                "or make them with persist=True"
            )
        node.process.kill()
        if empty:
            shutil.rmtree(node.process.directory)
            node.process.directory.mkdir()
        node.process.restart()
        node.wait_until_ready()

    def pause(self, number):
        """Freeze a node: what is sent to it waits, and is done when it wakes."""
        self._node(number).process.pause()

    def resume(self, number):
        """Let a frozen node go on."""
        self._node(number).process.resume()

    def promote(self, number=1):
        """Make the replica a master, with what it has copied so far."""
        self._replication()
        with self._node(number).client(timeout=1) as client:
            client.replicaof("NO", "ONE")

    def cut(self):
        """Cut the link between master and replica: nothing passes, nobody is told."""
        self._replication().cut()

    def heal(self):
        """Mend the link."""
        self._replication().heal()
