"""What sessions send to PostgreSQL, and what they are told."""

import re
from dataclasses import dataclass, field

READ_COMMITTED = "READ COMMITTED"
REPEATABLE_READ = "REPEATABLE READ"
SERIALIZABLE = "SERIALIZABLE"
ALL_LEVELS = (READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE)

DEADLOCK = "40P01"  # SQLSTATE: PostgreSQL ended this transaction to break a circle
CANNOT_SERIALIZE = "40001"  # SQLSTATE: begin again, the whole transaction
NOT_UNIQUE = "23505"  # SQLSTATE: a row with this key is there already


@dataclass(frozen=True)
class Step:
    """What a session sends in one move: the server runs it without the other's help.

    A plain "BEGIN" begins a transaction at the level that is recorded; a statement
    outside a transaction is one by itself, at that level too.
    """

    label: str  # the statement in short, as on a button
    statements: tuple  # SQL, sent one after the other; an error ends the step


@dataclass(frozen=True)
class Answer:
    """What a session was told of its step; of the last statement, if it had several."""

    label: str  # of the Step
    status: str  # PostgreSQL's own word, as "UPDATE 1"; "" after an error
    rows: int  # how many rows the statement returned or changed
    read: object = None  # the value, or values by name, that a SELECT read; None: none
    error: str | None = None  # SQLSTATE; the transaction is rolled back then
    message: str = ""  # PostgreSQL's words for the error
    waited_for: str | None = None  # the session that blocked it; None: it did not wait


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a run that is over."""

    ok: bool
    reason: str


@dataclass(frozen=True)
class Moment:
    """What can be told of a run at one moment."""

    shared: dict  # the committed values, as another session would read them
    told: dict  # a tuple of Answer by session
    waits: dict  # whom a session waits for, by session; None: nobody
    over: bool  # no session has anything left to send or to wait for

    def errors(self):
        """Return the session and Answer of each step that ended in an error.

        >>> refused = Answer("UPDATE", "", 0, error=DEADLOCK)
        >>> moment = Moment({}, {"Ann": (), "Bob": (refused,)}, {}, False)
        >>> [(who, answer.error) for who, answer in moment.errors()]
        [('Bob', '40P01')]
        """
        return [
            (who, answer)
            for who, answers in self.told.items()
            for answer in answers
            if answer.error
        ]


@dataclass(frozen=True)
class Scenario:
    """What is recorded: tables, what each session does, and the rule."""

    name: str  # of the file, and for `load`
    about: str  # for the page: what the sessions do, and the rule
    tables: str  # SQL that makes and fills the tables, afresh for every run
    shown: dict  # by name: a SELECT of one value, asked by a session that looks on
    programs: dict  # by session: from its answers so far to the Steps it may send
    verdict: object  # from a Moment to a Verdict, or None while the run goes on
    levels: tuple = ALL_LEVELS
    own_levels: dict = field(default_factory=dict)  # by session: where it keeps to one
    first: dict = field(default_factory=dict)  # who moves alone until it has so many


TAG = re.compile(r"(UPDATE|DELETE|INSERT 0|SELECT) (\d+)")
DONE = {"UPDATE": " changed", "DELETE": " deleted", "INSERT 0": " added", "SELECT": ""}


def as_told(status):
    """Return PostgreSQL's answer to a statement as a reader would say it.

    >>> as_told("UPDATE 0"), as_told("INSERT 0 1"), as_told("SELECT 1")
    ('told: 0 rows changed', 'told: 1 row added', 'told: 1 row')
    >>> as_told("COMMIT")
    'told COMMIT'
    """
    tag = TAG.fullmatch(status)
    if not tag:
        return f"told {status}"
    rows = "1 row" if tag[2] == "1" else f"{tag[2]} rows"
    return f"told: {rows}{DONE[tag[1]]}"


def in_words(holds):
    """Return what a session holds as words.

    >>> in_words({"read": {"body": "draft", "version": 12}, "told": "UPDATE 1"})
    'read draft, version 12, told: 1 row changed'
    >>> in_words({"read": 1}), in_words({})
    ('read 1', '')
    """
    words = []
    for name, value in holds.items():
        if isinstance(value, dict):
            first, *others = value.items()
            value = ", ".join([str(first[1]), *(f"{n} {v}" for n, v in others)])
        words.append(as_told(value) if name == "told" else f"{name} {value}")
    return ", ".join(words)


def believes(name, state):
    """Return what a session holds in a state of a recording, for `explorable.play`.

    >>> believes("Ann", {"actors": {"Ann": {"holds": {"read": 1}}}})
    'read 1'
    """
    return in_words(state["actors"][name]["holds"])


def told(state):
    """Return how a recorded run ended, as a sentence for `explorable.play`.

    >>> told({"verdict": {"ok": True, "reason": "sold once"}})
    'Sold once.'
    """
    reason = state["verdict"]["reason"]
    return f"{reason[0].upper()}{reason[1:]}."
