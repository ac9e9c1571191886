"""The trace: what happened in a run, one event after the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trace: at `time`, something happened to `who`.

    `kind` is one of start, send, receive, lost, timer, crash, restart, pause, clock
    jump, cut, heal, role, note, span, begin and end (of an operation). `record` adds
    value, belief and harm.

    >>> print(Event(1_000, "receive", "n1", "hello", peer="ann", number=7))
    n1: receive hello from ann
    """

    time: int  # microseconds of virtual time
    kind: str
    who: str  # the node or client that it happened to
    what: object = None  # the message, the name of the timer, the words of the note
    peer: str | None = None  # the other end of a message
    number: int | None = None  # the same for all events of one message
    until: int | None = None  # the end of a span or of a pause, microseconds

    def __str__(self):
        words = f"{self.who}: {self.kind}"
        if self.what is not None:
            words += f" {self.what}"
        if self.peer is not None:
            words += f" {'to' if self.kind == 'send' else 'from'} {self.peer}"
        return words
