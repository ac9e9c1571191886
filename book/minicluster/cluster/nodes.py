"""Nodes as the papers write them: plain-data state, and handlers that change it."""


class Node:
    """A server: attributes of plain data, and handlers that change them.

    Set the initial state in `__init__` (or in the class body, what cannot be changed,
    such as 0 or a tuple), and timers in `on_start`, which is called again after a
    restart. `durable` names the attributes that survive a crash: stable storage. The
    same class runs in World and in `reach`.

    >>> from minicluster import World, call
    >>> class Counter(Node):
    ...     total = 0
    ...     def on_message(self, request, message):
    ...         self.total += message
    ...         self.reply(request, self.total)
    >>> def customer(amount):
    ...     reply = yield call("n1", amount)
    ...     return reply
    >>> world = World(seed=1)
    >>> world.add(Counter("n1"))
    >>> world.start("ann", customer, 5)
    >>> world.run()
    >>> world.results, world.now
    ({'ann': 5}, 2000)
    """

    durable = ()  # names of attributes
    role = None  # such as "leader": see `become`

    def __init__(self, name):
        self.name = name

    def on_start(self):
        """Act on a start, or a start after a crash."""

    def on_message(self, request, message):
        """Act on a message; `request` says from whom, and `reply` answers it."""

    def on_timer(self, name):
        """Act on the end of the timer called `name`."""

    def send(self, destination, message):
        """Send a message (plain data): it may be late, lost, doubled, overtaken."""
        self.world.transmit(self.name, destination, message)

    def reply(self, request, message):
        """Answer a request, now or later: its client goes on with `message`."""
        self.world.transmit(self.name, request.source, message, request.call)

    def set_timer(self, name, delay):
        """Have `on_timer(name)` called in `delay` microseconds, instead of before."""
        self.world.set_timer(self.name, name, delay)

    def cancel_timer(self, name):
        """Stop the timer called `name`, if it is set."""
        self.world.cancel_timer(self.name, name)

    def clock(self):
        """Return what this node's own clock shows (microseconds); see ClockJump."""
        return self.world.clock(self.name)

    @property
    def stream(self):
        """A random.Random of this node's own, for its delays."""
        return self.world.stream(f"node {self.name}")

    def note(self, what):
        """Write a remark into the trace, on this node's line."""
        self.world.note(self.name, what)

    def become(self, role):
        """Take a role, such as "leader": drawings colour the node's line by it."""
        if role != self.role:
            self.role = role
            self.world.log("role", self.name, role)

    def take_in(self, request):
        """Take what the network hands over: a server acts on it at once."""
        self.on_message(request, request.message)

    def saved(self):
        """Return all that this node is, apart from the world it stands in."""
        return {name: value for name, value in vars(self).items() if name != "world"}

    def put_back(self, saved):
        """Be again what `saved` says; the world goes on with it."""
        self.__dict__ = {**saved, "world": self.world}

    def restart(self, first):
        """Begin again after a crash, from the state first added and what is durable."""
        kept = {}
        for name in self.durable:
            if not hasattr(self, name):
                mend = "set it in __init__, or take it out of durable"
                raise ValueError(f"node {self.name!r} has no durable {name!r}: {mend}")
            kept[name] = getattr(self, name)
        self.put_back({**first, **kept})
        self.on_start()


def refuse_shared_state(node):
    """Raise TypeError for a list, dict or set of the class, which all its nodes share.

    >>> class Counter(Node):
    ...     seen = []
    >>> refuse_shared_state(Counter("n1"))
    Traceback (most recent call last):
    ...
    TypeError: all nodes of class Counter would share seen = []: set self.seen in \
__init__, or make it a tuple
    """
    for kind in type(node).__mro__:
        for name, value in vars(kind).items():
            is_own = name in vars(node) or name.startswith("__")
            if isinstance(value, list | dict | set) and not is_own:
                raise TypeError(
                    f"all nodes of class {kind.__name__} would share {name} = "
                    f"{value!r}: set self.{name} in __init__, or make it a tuple"
                )
