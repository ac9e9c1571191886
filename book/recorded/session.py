"""One session of PostgreSQL: it sends a step and may have to wait for its answer."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import psycopg

from .steps import Answer

A_WHILE = 0.001  # seconds after which a session is looked at whether it is blocked
# The server looks for a circle of waiting sessions once, so long after a wait began.
NEVER = "1h"
AT_ONCE = "1ms"


class Session:
    """A client with one connection, and a thread in which it waits for answers."""

    def __init__(self, name, connection):
        self.name = name
        self.connection = connection  # psycopg's, in autocommit: BEGIN is sent as text
        self.pid = connection.info.backend_pid  # of the server's process
        self.told = ()  # of Answer
        self.sent = None  # the Step that has no answer yet
        self.waited_for = None  # the session that it was blocked by
        self._thread = ThreadPoolExecutor(1)
        self._answer = None
        self._looks_for_circles(NEVER)

    def at(self, level):
        """Begin every transaction from now on at this isolation level."""
        self.connection.execute(f"SET default_transaction_isolation = '{level}'")

    def send(self, step, closes_a_wait):
        """Send a step; `closes_a_wait` if another session waits meanwhile.

        Only a session that begins to wait while another waits can close a circle, and
        only such a session looks for one. So it is always the one that closes the
        circle that is refused, however fast or slow the machine is.
        """
        if closes_a_wait:
            self._looks_for_circles(AT_ONCE)
        self.sent = step
        self._answer = self._thread.submit(self._run, step)

    def has_answer(self):
        """Take the answer if there is one; return False if it is not there yet."""
        wait([self._answer], timeout=A_WHILE)
        if not self._answer.done():
            return False
        answer = replace(self._answer.result(), waited_for=self.waited_for)
        self.told = (*self.told, answer)
        self.sent = self._answer = self.waited_for = None
        return True

    def start_again(self):
        """Roll back what is open and forget what was told."""
        self.connection.execute("ROLLBACK")
        self._looks_for_circles(NEVER)
        self.told = ()

    def close(self):
        """End the session."""
        self.connection.close()
        self._thread.shutdown()

    def _looks_for_circles(self, delay):
        self.connection.execute(f"SET deadlock_timeout = '{delay}'")

    def _run(self, step):
        try:
            for statement in step.statements:
                cursor = self.connection.execute(statement)
        except psycopg.Error as error:
            if error.sqlstate is None:  # the connection broke: nobody was told this
                raise
            self.connection.execute("ROLLBACK")
            message = error.diag.message_primary
            return Answer(step.label, "", 0, None, error.sqlstate, message)
        read = value_read(cursor) if cursor.description else None
        return Answer(step.label, cursor.statusmessage, cursor.rowcount, read)


def value_read(cursor):
    """Return the one value of the first row, or its values by name; None: no row."""
    row = cursor.fetchone()
    if row is None or len(row) == 1:
        return row and row[0]
    names = [column.name for column in cursor.description]
    return dict(zip(names, row, strict=True))
