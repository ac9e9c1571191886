"""Clients: generators that yield what they wait for, and get it as the answer."""

from types import SimpleNamespace

from .node import Node


class _Timeout:
    def __bool__(self):
        return False

    def __repr__(self):
        return "TIMEOUT"


TIMEOUT = _Timeout()  # the reply to a call whose time ran out; false in a condition


class Command(SimpleNamespace):
    """Something a client may yield; made by `call`, `sleep`, `begin` and `end`."""


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
    asked = {"timeout": timeout, "operation": operation, "need": need}
    return Command(kind="call", what=message, destinations=destination, **asked)


def sleep(delay):
    """Wait so many microseconds, as a client that yields this.

    >>> sleep(1_000).what
    1000
    """
    return Command(kind="sleep", what=delay)


def begin(name, *args):
    """Mark where an operation of the history begins, as a client that yields this.

    >>> begin("write", 1).what
    ('write', 1)
    """
    return Command(kind="begin", what=(name, *args))


def end(result=None):
    """Mark the answer to the operation begun last, as a client that yields this.

    >>> end(7).what
    7
    """
    return Command(kind="end", what=result)


class Address(str):
    """A client's name that also says which of its calls a reply is for."""

    call = None


class Client(Node):
    """A generator at work: it sleeps and calls, and a reply or a timer wakes it."""

    def __init__(self, name, script):
        super().__init__(name)
        if not hasattr(script, "send"):
            raise TypeError(
                f"client {name!r} is {script!r}, no generator: start the call, as in "
                "customer(), of a function that yields"
            )
        self.script, self.asked, self.number, self.operation = script, None, None, None

    def on_timer(self, name):
        """Go on after a sleep, or without the replies that are still missing."""
        if name == "wake":
            self.resume(None)
        else:
            self.finish(TIMEOUT)

    def resume(self, answer):
        """Go on with `answer` until the client waits again or is done."""
        while True:
            try:
                command = self.script.send(answer)
            except StopIteration as stop:
                self.host.results[self.name] = stop.value
                return
            if not isinstance(command, Command):
                raise TypeError(
                    f"client {self.name!r} yielded {command!r}: yield one of "
                    "call(...), sleep(...), begin(...) or end(...)"
                )
            if command.kind == "call":
                return self.ask(command)
            if command.kind == "sleep":
                return self.set_timer("wake", command.what)
            answer = self.mark(command.kind, command.what)

    def mark(self, kind, what):
        """Write the begin or the end of an operation into the trace."""
        if kind == "begin":
            self.operation = self.host.new_number()
        elif self.operation is None:
            raise ValueError(f"client {self.name!r} ends an operation it did not begin")
        self.host.log(kind, self.name, what, number=self.operation)
        if kind == "end":
            self.operation = None

    def ask(self, command):
        """Send the messages of a call and set its alarm."""
        if command.operation is not None:
            self.mark("begin", command.operation)
        self.asked, self.replies, address = command, {}, Address(self.name)
        self.number = address.call = self.host.new_number()
        for name in listed(command.destinations):
            self.host.transmit(address, name, command.what)
        if command.timeout is not None:
            self.set_timer("timeout", command.timeout)

    def on_reply(self, source, message, number):
        """Take a reply; one to an earlier call changes nothing."""
        if number == self.number:
            self.replies.setdefault(source, message)
            asked = listed(self.asked.destinations)
            if len(self.replies) >= (self.asked.need or len(asked)):
                self.finish(message)

    def finish(self, answer):
        """End a call and go on."""
        self.number = None
        self.cancel_timer("timeout")
        if not isinstance(self.asked.destinations, str):
            answer = self.replies
        if self.asked.operation is not None and answer is not TIMEOUT:
            self.mark("end", answer)
        self.resume(answer)


def listed(names):
    """Return one name or several as a list."""
    return [names] if isinstance(names, str) else list(names)
