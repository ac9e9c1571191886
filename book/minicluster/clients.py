"""Clients: generators that yield what they wait for, and get it as the answer."""

from collections import namedtuple

from .node import Node


class Command(namedtuple("Command", "kind what to timeout need", defaults=[None] * 3)):
    """Something a client may yield; made by `call`, `sleep`, `begin` and `end`."""


def call(destination, message, *, timeout=None, need=None):
    """Ask a node and wait for its reply.

    A client writes `reply = yield call("n1", message)`; after `timeout` microseconds
    the reply is None. With a list of nodes it is a dict, from name to reply, of the
    first `need` (all, if None) that answered, or of those that did before the timeout.

    >>> call("n1", "hello", timeout=500).timeout
    500
    """
    to = destination if isinstance(destination, str) else list(destination)
    need, most = need or len(listed(to)), len(listed(to))
    if not 1 <= need <= most:
        raise ValueError(f"replies of {need} nodes needed, but {most} asked: ask more")
    return Command("call", message, to, timeout, need)


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


class Client(Node):
    """A generator at work: it sleeps and calls, and a reply or a timer wakes it."""

    def __init__(self, name, script, delay):
        super().__init__(name)
        if not hasattr(script, "send"):
            raise TypeError(f"client {name!r} is {script!r}: call it, as in customer()")
        self.script, self.delay, self.calls = script, delay, 0
        self.asked, self.replies = None, {}

    def on_start(self):
        """Begin, after a delay."""
        self.world.log("start", self.name)
        self.set_timer("wake", self.delay)

    def resume(self, answer):
        """Go on with `answer` until the client waits again or is done."""
        self.asked, self.replies = None, {}
        try:
            command = self.script.send(answer)
            while isinstance(command, Command) and command.kind in ("begin", "end"):
                self.world.log(command.kind, self.name, command.what)
                command = self.script.send(None)
        except StopIteration as stop:
            self.world.results[self.name] = stop.value
            return
        if not isinstance(command, Command):
            known = "call(...), sleep(...), begin(...) or end(...)"
            raise TypeError(f"client {self.name!r} yielded {command!r}: yield {known}")
        if command.kind == "call":
            self.ask(command)
        else:
            self.set_timer("wake", command.what)

    def ask(self, command):
        """Send the messages of a call and set its alarm."""
        self.asked, self.calls = command, self.calls + 1
        address = Address(self.name)
        address.call = self.calls
        for name in listed(command.to):
            self.world.transmit(address, name, command.what)
        if command.timeout is not None:
            self.set_timer("wake", command.timeout)

    def on_reply(self, source, message, call):
        """Take a reply; one to an earlier call changes nothing."""
        if self.asked and call == self.calls:
            self.replies.setdefault(source, message)
            if len(self.replies) >= self.asked.need:
                self.cancel_timer("wake")
                self.on_timer("wake")

    def on_timer(self, name):
        """Go on after a sleep, or after a call with the replies that there are."""
        many = self.asked and not isinstance(self.asked.to, str)
        self.resume(self.replies if many else next(iter(self.replies.values()), None))


def listed(names):
    """Return one name or several as a list."""
    return [names] if isinstance(names, str) else list(names)
