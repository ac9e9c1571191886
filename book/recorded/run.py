"""One run of a scenario on a real server: moves are made, and it is looked at."""

import time

from .session import Session
from .steps import Moment

DEADLINE = 20  # seconds for a move, after which something is wrong with the server


class RecordingError(Exception):
    """A recording that cannot go on: the text says what happened, and where."""


class Bench:
    """The connections that all runs of a scenario use."""

    def __init__(self, scenario, connect):
        """`connect` opens a psycopg connection; the server is used by nobody else."""
        self.scenario = scenario
        shown = ", ".join(f"({select})" for select in scenario.shown.values())
        self._all_shown = f"SELECT {shown}"
        self._onlooker = connect(autocommit=True, prepare_threshold=None)
        self.sessions = {
            name: Session(name, connect(autocommit=True, prepare_threshold=None))
            for name in scenario.programs
        }
        self._names = {session.pid: name for name, session in self.sessions.items()}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for session in self.sessions.values():
            if session.sent:  # its thread would wait for an answer without end
                self._onlooker.execute("SELECT pg_terminate_backend(%s)", [session.pid])
        for session in self.sessions.values():
            session.close()
        self._onlooker.close()

    def at(self, level):
        """Begin the transactions at this isolation level, but for who has its own."""
        self._roll_back()
        for session in self.sessions.values():
            session.at(self.scenario.own_levels.get(session.name, level))

    def start(self):
        """Make the tables afresh, with every session at its beginning."""
        self._roll_back()
        self._onlooker.execute(self.scenario.tables)

    def _roll_back(self):
        waiting = [each for each in self.sessions.values() if each.sent]
        for session in self.sessions.values():
            if session not in waiting:
                session.start_again()
        for session in waiting:  # nobody holds anything any more
            self._until(session.has_answer, f"{session.name} to end")
            session.start_again()

    def moves(self):
        """Return (session's name, Step) for everything that can be sent now."""
        return [
            (name, step)
            for name, session in self.sessions.items()
            if session.sent is None and self._may_move(name)
            for step in self.scenario.programs[name](session.told)
        ]

    def make(self, name, step):
        """Send a step, and wait until each session has its answer or is blocked."""
        others = [each for each in self.sessions.values() if each.name != name]
        self.sessions[name].send(step, any(each.sent for each in others))
        self._until(self._is_settled, f"{name}: {step.label}")
        for session in self.sessions.values():
            session.waited_for = self._waits_for(session)

    def look(self):
        """Return the Moment."""
        waits = {name: each.waited_for for name, each in self.sessions.items()}
        told = {name: each.told for name, each in self.sessions.items()}
        values = self._onlooker.execute(self._all_shown).fetchone()
        shared = {
            name: "no row" if value is None else value
            for name, value in zip(self.scenario.shown, values, strict=True)
        }
        over = not self.moves() and not any(waits.values())
        return Moment(shared, told, waits, over)

    def _may_move(self, name):
        """Return False while somebody else has to begin."""
        for beginner, steps in self.scenario.first.items():
            if name != beginner and len(self.sessions[beginner].told) < steps:
                return False
        return True

    def _is_settled(self):
        """Return whether each session has its answer, or waits for one that can move.

        Sessions that wait for one another in a circle are not settled: the server will
        refuse one of them.
        """
        waiting = [each for each in self.sessions.values() if each.sent]
        waiting = [each for each in waiting if not each.has_answer()]
        blockers = {each.name: self._waits_for(each) for each in waiting}
        if None in blockers.values():
            return False
        return not waiting or any(who not in blockers for who in blockers.values())

    def _waits_for(self, session):
        """Return the name of the session that blocks this one, or None."""
        if session.sent is None:
            return None
        query = "SELECT pg_blocking_pids(%s)"
        pids = self._onlooker.execute(query, [session.pid]).fetchone()[0]
        names = [self._names[pid] for pid in pids if pid in self._names]
        return names[0] if names else None

    def _until(self, condition, what):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                name = self.scenario.name
                raise RecordingError(f"{name}: waited {DEADLINE} s for {what}")
