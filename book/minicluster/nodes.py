"""Nodes as the papers write them, and clients: generators that call them."""

from collections import namedtuple


class Node:
    """A server: plain-data attributes, and handlers that change them.

    Set the initial state in `__init__` (or in the class body, what cannot be changed,
    such as 0 or a tuple), and timers in `on_start`, which is called again after a
    restart. The same class runs in World and `reach`.

    >>> from minicluster import World, call
    >>> class Counter(Node):
    ...     total = 0
    ...     def on_message(self, source, message):
    ...         self.total += message
    ...         self.send(source, self.total)
    >>> def customer():
    ...     reply = yield call("n1", 5)
    ...     return reply
    >>> world = World(seed=1)
    >>> world.add(Counter("n1"))
    >>> world.start("ann", customer())
    >>> world.run()
    >>> world.results, world.now
    ({'ann': 5}, 2000)
    """

    def __init__(self, name):
        self.name = name

    def on_start(self):
        """Act on a start, or a start after a crash."""

    def on_message(self, source, message):
        """Act on a message. To send to `source` is to answer the call it came from.

        `source` is a name that knows its call. Keep it as a value: where it is the key
        of a dict, the key of an earlier call stays, and the answer would go there.
        """

    def on_timer(self, name):
        """Act on the end of the timer called `name`."""

    def on_delivery(self, source, message, call):
        """Pass a message on; where it is a reply, `call` is the number of the call."""
        self.on_message(source, message)

    def send(self, destination, message):
        """Send a message (plain data): it may be late, lost, doubled, overtaken."""
        self.world.transmit(self.name, destination, message)

    def set_timer(self, name, delay):
        """Have `on_timer(name)` called in `delay` microseconds, instead of before."""
        self.world.set_timer(self.name, name, delay)

    def cancel_timer(self, name):
        """Stop the timer called `name`, if it is set."""
        self.world.set_timer(self.name, name, None)

    def clock(self):
        """Return what this node's own clock shows (microseconds); see Skew."""
        return self.world.clock(self.name)


class Command(namedtuple("Command", "what to timeout need mark", defaults=[None] * 4)):
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
    return Command(message, to, timeout, need)


def sleep(delay):
    """Wait so many microseconds, as a client that yields this.

    >>> sleep(1_000).timeout
    1000
    """
    return Command(None, (), delay)


def begin(name, *args):
    """Mark where an operation of the history begins, as a client that yields this.

    >>> begin("write", 1).what
    ('write', 1)
    """
    return Command((name, *args), mark="begin")


def end(result=None):
    """Mark the answer to the operation begun last, as a client that yields this.

    >>> end(7).what
    7
    """
    return Command(result, mark="end")


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

    def on_start(self):
        """Begin, after a delay."""
        self.world.log("start", self.name)
        self.ask(sleep(self.delay))

    def ask(self, command):
        """Send the messages of a call (of a sleep: none) and set its alarm."""
        self.asked, self.replies, self.calls = command, {}, self.calls + 1
        address = Address(self.name)
        address.call = self.calls
        for name in listed(command.to):
            self.world.transmit(address, name, command.what)
        if command.timeout is not None:
            self.set_timer("wake", command.timeout)

    def on_delivery(self, source, message, call):
        """Take a reply; one to an earlier call changes nothing."""
        if self.asked and call == self.calls:
            self.replies.setdefault(source, message)
            if len(self.replies) >= self.asked.need:
                self.cancel_timer("wake")
                self.on_timer("wake")

    def on_timer(self, name):
        """Go on with the replies that there are, to the next wait or to the end."""
        many, replies = isinstance(self.asked.to, list), self.replies
        self.asked, self.replies = None, {}
        answer = replies if many else next(iter(replies.values()), None)
        try:
            command = self.script.send(answer)
            while isinstance(command, Command) and command.mark:
                self.world.log(command.mark, self.name, command.what)
                command = self.script.send(None)
        except StopIteration as stop:
            self.world.results[self.name] = stop.value
            return
        if not isinstance(command, Command):
            known = "call(...), sleep(...), begin(...) or end(...)"
            raise TypeError(f"client {self.name!r} yielded {command!r}: yield {known}")
        self.ask(command)


def listed(names):
    """Return one name or several as a list."""
    return [names] if isinstance(names, str) else list(names)
