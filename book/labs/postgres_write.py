"""A statement that may wait at its commit, sent without waiting with it."""

import threading

import psycopg

from .waiting import wait_until

NO_ANSWER = "no answer"


class PostgresWrite(threading.Thread):
    """A statement that was sent to `server` on a session of its own.

    `told` is what its client was told: None as long as it waits, then PostgreSQL's word
    ("INSERT 0 1"), an error ("25006 cannot execute ..."), or "no answer" if the server
    died meanwhile. `warnings` is what came with it.
    """

    def __init__(self, server, statement, parameters=()):
        super().__init__(daemon=True)
        self.server, self.told, self.warnings = server, None, []
        self._order = statement, parameters or None
        self._ending = threading.Lock()  # no cancel of a session that is being closed
        self._session = server.connect(autocommit=True)
        self._pid = self._session.info.backend_pid  # a closed session has none
        self._session.add_notice_handler(
            lambda notice: self.warnings.append(notice.message_primary)
        )
        self.start()

    def run(self):
        """Send the statement and note what comes back."""
        try:
            told = self._session.execute(*self._order).statusmessage
        except psycopg.Error as error:
            code, text = error.sqlstate, error.diag.message_primary
            told = f"{code} {text}" if code else NO_ANSWER
        with self._ending:
            self._session.close()
            self.told = told

    def answer(self, deadline=10):
        """Wait for the answer and return it; TimeoutError after `deadline` seconds."""
        return wait_until(lambda: self.told, "an answer to the statement", deadline)

    def waits(self):
        """Say whether its commit waits for a follower: it or the answer is awaited.

        With every follower that could confirm cut off or dead, it waits until one is
        back. Else ask `PostgresReplica.wait_until_heard` first.
        """
        state = "select wait_event = 'SyncRep' from pg_stat_activity where pid = %s"
        wait_until(
            lambda: self.told or self.server.ask(state, self._pid),
            "an answer, or the commit to wait for a follower",
        )
        return self.told is None

    def cancel(self):
        """Cancel the statement, as a client does when its time is up; return `told`."""
        with self._ending:
            if self.told is None:
                self._session.cancel_safe()
        return self.answer()
