"""Clients: generators that yield what they wait for, and get it as the answer."""

from typing import Any, NamedTuple

from .faults import listed


class _Timeout:
    """What a call returns whose time ran out; it is false in a condition."""

    def __bool__(self):
        return False

    def __repr__(self):
        return "TIMEOUT"


TIMEOUT = _Timeout()


class Command(NamedTuple):
    """Something a client may yield; made by `call`, `sleep`, `begin` and `end`."""

    kind: str
    what: Any = None
    destinations: Any = ()
    timeout: int | None = None
    operation: tuple | None = None
    need: int | None = None


def call(destination, message, *, timeout=None, operation=None, need=None):
    """Ask a node and wait for its reply.

    A client writes `reply = yield call("n1", message)`; after `timeout` microseconds
    the reply is TIMEOUT. With a list of nodes it is a dict, from name to reply, of the
    first `need` (all, if None) that answered, or of those that did before the timeout.
    `operation`, as in `("write", 1)`, makes the call an operation of the history, and
    the reply its result; without one it stays open.

    >>> call("n1", "hello", timeout=500).timeout
    500
    """
    return Command("call", message, destination, timeout, operation, need)


def sleep(delay):
    """Wait so many microseconds, as a client that yields this.

    >>> sleep(1_000).what
    1000
    """
    return Command("sleep", delay)


def begin(name, *args):
    """Mark where an operation of the history begins, as a client that yields this.

    >>> begin("write", 1).what
    ('write', 1)
    """
    return Command("begin", (name, *args))


def end(result=None):
    """Mark the answer to the operation begun last, as a client that yields this.

    >>> end(7).what
    7
    """
    return Command("end", result)


class Address(str):
    """A client's name that also says which of its calls a reply is for."""

    call = None


class Client:
    """A generator at work in a world: it sleeps, calls, and hears of the replies."""

    def __init__(self, world, name, script):
        if not hasattr(script, "send"):
            raise TypeError(
                f"client {name!r} is {script!r}, no generator: start the call, as in "
                "customer(), of a function that yields"
            )
        self.name, self.world, self.script = name, world, script
        self.asked = self.number = self.operation = self.alarm = None
        self.replies = {}

    def resume(self, answer):
        """Go on with `answer` until the client waits again or is done."""
        try:
            while True:
                command = self.script.send(answer)
                if not isinstance(command, Command):
                    raise TypeError(
                        f"client {self.name!r} yielded {command!r}: yield one of "
                        "call(...), sleep(...), begin(...) or end(...)"
                    )
                if command.kind == "sleep":
                    self.world.awake_after(command.what, self.name, self.resume, None)
                    return
                if command.kind == "call":
                    self.ask(command)
                    return
                self.mark(command.kind, command.what)
                answer = None
        except StopIteration as stop:
            self.world.results[self.name] = stop.value

    def mark(self, kind, what):
        """Write the begin or the end of an operation into the trace."""
        if kind == "begin":
            self.operation = self.world.new_number()
        elif self.operation is None:
            raise ValueError(f"client {self.name!r} ends an operation it did not begin")
        self.world.log(kind, self.name, what, number=self.operation)
        if kind == "end":
            self.operation = None

    def ask(self, command):
        """Send the messages of a call and set its alarm."""
        if command.operation is not None:
            self.mark("begin", command.operation)
        self.asked, self.replies, self.alarm = command, {}, None
        address = Address(self.name)
        self.number = address.call = self.world.new_number()
        for name in listed(command.destinations):
            self.world.transmit(address, name, command.what)
        if command.timeout is not None:
            wait = command.timeout, self.name, self.finish, self.number, False
            self.alarm = self.world.awake_after(*wait)

    def on_reply(self, source, message, number):
        """Take a reply; one to an earlier call changes nothing."""
        if number == self.number:
            self.replies.setdefault(source, message)
            need = self.asked.need or len(listed(self.asked.destinations))
            if len(self.replies) >= need:
                self.finish(number, True)

    def finish(self, number, answered):
        """End a call, answered or not, and go on; an alarm may come too late."""
        if number != self.number:
            return
        self.number = None
        if self.alarm:
            self.world.cancel(self.alarm)
        answer = self.replies
        if isinstance(self.asked.destinations, str):
            answer = answer[self.asked.destinations] if answered else TIMEOUT
        if self.asked.operation is not None and answered:
            self.mark("end", answer)
        self.resume(answer)
