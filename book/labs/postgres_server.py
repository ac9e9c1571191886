"""One PostgreSQL server: ask it, set it, pause it, kill it, start it again."""

import shutil
import subprocess

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from .postgres_programs import postgres
from .postgres_write import PostgresWrite
from .processes import server_user
from .waiting import wait_until


class PostgresServer:
    """One running server: `name`, `port`, `address` (for psycopg or psql), `process`.

    Faults hit the postmaster and all it has forked, sessions included: a postmaster
    paused alone would still answer in the sessions that are open.
    """

    def __init__(self, sandbox, programs, name, port):
        """Start the server whose files are in the sandbox's directory of that name.

        `programs` is the folder of PostgreSQL's programs.
        """
        self.name, self.port = name, port
        self.address = (
            # (with a password at hand, libpq reads no ~/.pgpass)
            f"host=127.0.0.1 port={port} user=postgres dbname=postgres password=none "
            "sslmode=disable gssencmode=disable connect_timeout=5"
        )
        command = postgres(programs, port)
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
            # Without parameters a % is no placeholder.
            cursor = connection.execute(query, parameters or None)
            row = cursor.fetchone() if cursor.description else None
            return row and row[0]

    def send(self, statement, *parameters):
        """Send one statement by itself and go on; return a PostgresWrite.

        For a commit that may wait for a follower: see what its client was told by then.
        """
        return PostgresWrite(self, statement, parameters)

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
