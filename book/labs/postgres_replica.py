"""A PostgreSQL follower: its link can be cut, its replay delayed, and it can lead."""

from .postgres_programs import pg_basebackup
from .postgres_server import PostgresServer
from .processes import server_user
from .waiting import wait_until


class PostgresReplica(PostgresServer):
    """A follower of `leader`, fed through `link` (a LinkProxy)."""

    def __init__(self, sandbox, programs, name, port, leader, link):
        """Copy the leader's files through the link, then follow it."""
        self.leader, self.link = leader, link
        copy = pg_basebackup(programs, link.port, name)
        sandbox.run(name, copy, user=server_user())
        super().__init__(sandbox, programs, name, port)
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

    def wait_until_heard(self):
        """Wait until the leader knows that this follower has applied all it wrote.

        By then it has answered each commit that waited for this and for nothing more.
        TimeoutError when replay is paused or the link cut.
        """
        heard = """select flush_lsn >= %s::pg_lsn from pg_stat_replication
                   where application_name = %s"""
        # When the first mark is applied here, all is; what confirms the second tells
        # the leader so; when the third is confirmed it has acted on that.
        for _ in range(3):
            mark = self.wait_for_replay(self._mark())
            wait_until(
                lambda mark=mark: self.leader.ask(heard, mark, self.name),
                f"the leader to hear from {self.name}",
                deadline=30,
            )

    def _mark(self):
        """Write a commit on the leader that waits for no follower; return its place."""
        alone = "-c synchronous_commit=local"
        with self.leader.connect(autocommit=True, options=alone) as session:
            session.execute("select pg_logical_emit_message(true, 'labs', 'mark')")
            end = "select pg_current_wal_flush_lsn()::text"
            return session.execute(end).fetchone()[0]

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
