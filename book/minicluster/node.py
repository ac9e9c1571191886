"""A server as the papers write it: state, and what to do when something happens."""


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
