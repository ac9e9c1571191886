"""PostgreSQL: a leader and streaming followers, each behind a link that can be cut."""

import shutil

from .arguments import text, whole_number
from .links import LinkProxy
from .postgres_programs import initdb, programs
from .postgres_replica import PostgresReplica
from .postgres_server import PostgresServer
from .processes import server_user
from .sandbox import Sandbox
from .waiting import wait_until

SYNCHRONOUS = (False, True, "remote_write", "on", "remote_apply")


class PostgresCluster(Sandbox):
    """A real PostgreSQL leader with `replicas` streaming followers.

        with PostgresCluster(replicas=2, apply_delay="2 s") as pg:
            with pg.leader.connect() as connection: ...
            pg.replicas[0].cut()

    `apply_delay` is a PostgreSQL duration, for every follower. `synchronous` says when
    the leader acknowledges a commit: False, by itself; True or a value of
    `synchronous_commit` ("remote_write", "on", "remote_apply"), once one follower has
    confirmed that much. `replicas[0]` is called "replica_1" in PostgreSQL's own views,
    as in `pg.leader.set(synchronous_standby_names="FIRST 2 (replica_1, replica_2)")`.
    Raises MissingServer without PostgreSQL and ServerDied when one does not start.

    While the block runs the reader's own variables for PostgreSQL (PGHOST, PGSERVICE,
    PGOPTIONS and the like) are set aside: psycopg and psql would obey them.
    """

    foreign_settings = ("PG",)

    def __init__(self, replicas=0, apply_delay="0", synchronous=False):
        super().__init__(nodes=1 + whole_number("replicas", replicas))
        if text("apply_delay", apply_delay) != "0" and not replicas:
            raise ValueError("an apply delay needs a follower: replicas=1")
        self._refuse_level(synchronous, replicas)
        self._wanted = replicas, apply_delay, synchronous
        self._leader, self._replicas, self._links = None, [], []

    @property
    def leader(self):
        """The PostgresServer that takes writes."""
        self.refuse_unless_open()
        return self._leader

    @property
    def replicas(self):
        """The followers, each a PostgresReplica."""
        self.refuse_unless_open()
        return self._replicas

    def open(self):
        """Start the leader, then its followers, and wait until all of them stream."""
        replicas, apply_delay, synchronous = self._wanted
        self._synchronous = False
        self.on_free_ports(1 + replicas, self._start)
        streaming = "select count(*) from pg_stat_replication where state = 'streaming'"
        wait_until(
            lambda: self.leader.ask(streaming) == replicas, "the followers to stream"
        )
        if apply_delay != "0":
            for replica in self.replicas:
                replica.apply_delay = apply_delay
        if synchronous:
            self.synchronous = synchronous

    def _start(self, ports):
        self._close_links()
        self._replicas = []
        for files in self.directory.glob("*/data"):  # of a try whose port was taken
            shutil.rmtree(files)
        folder = programs()
        self.run("leader", initdb(folder), user=server_user())
        self._leader = PostgresServer(self, folder, "leader", ports[0])
        for number, port in enumerate(ports[1:], start=1):
            link = LinkProxy(ports[0])
            self._links.append(link)
            name = f"replica_{number}"
            self._replicas.append(
                PostgresReplica(self, folder, name, port, self.leader, link)
            )

    @property
    def synchronous(self):
        """What a commit waits for: False, or a value of `synchronous_commit`."""
        return self._synchronous

    @synchronous.setter
    def synchronous(self, level):
        self._refuse_level(level, len(self.replicas))
        commit = level if isinstance(level, str) else "on"
        self.leader.set(
            synchronous_commit=commit, synchronous_standby_names="*" if level else ""
        )
        waiting = "select count(*) from pg_stat_replication where sync_state = 'async'"
        if level:
            wait_until(lambda: not self.leader.ask(waiting), "followers to be counted")
        self._synchronous = level and commit

    @staticmethod
    def _refuse_level(level, replicas):
        if level not in SYNCHRONOUS:
            raise ValueError(f"synchronous must be one of {SYNCHRONOUS}, not {level!r}")
        if level and not replicas:
            raise ValueError("a synchronous commit needs a follower: replicas=1")

    def close(self):
        """End every server and link and remove the files."""
        try:
            super().close()
        finally:
            self._close_links()

    def _close_links(self):
        while self._links:
            self._links.pop().close()
