"""What waits in the queue of a world: messages, timers, and steps of faults."""

import copy
from dataclasses import dataclass


class Request:
    """A message on its way, and the address to which its answer goes.

    A node gets it as the first argument of `on_message`, and answers it with
    `self.reply(request, message)`. It may keep it, and answer later.

    >>> request = Request("ann", "n1", "hello", call=3, number=7)
    >>> request.source, str(request)
    ('ann', "message 'hello' from ann to n1")
    """

    __slots__ = ("call", "destination", "message", "number", "source")

    def __init__(self, source, destination, message, call, number):
        self.source = source  # the name of who sent it
        self.destination = destination  # the name of who gets it
        self.message = message  # plain data
        self.call = call  # which call of a client this is or answers; None: of none
        self.number = number  # of the message, in the trace

    def do(self, world):
        """Arrive."""
        world.arrive(self)

    def touches(self):
        """Return the names of those it may change."""
        return (self.destination,)

    def copy(self):
        """Return the same with a copy of the message, for a node to change."""
        message = copy.deepcopy(self.message)
        ends = self.source, self.destination
        return Request(*ends, message, self.call, self.number)

    def __str__(self):
        return f"message {self.message!r} from {self.source} to {self.destination}"

    def __reduce__(self):
        """Leave out the number: a request that a node keeps is told by its contents."""
        parts = (self.source, self.destination, self.message, self.call, None)
        return Request, parts


@dataclass(slots=True)
class Delayed:
    """A message that arrived during a pause, and is handed over when it ends."""

    request: Request  # the message

    def do(self, world):
        """Be handed over, or wait again if there is another pause."""
        world.arrive(self.request, has_waited=True)

    def touches(self):
        """Return the names of those it may change."""
        return self.request.touches()

    def __str__(self):
        return str(self.request)


@dataclass(slots=True)
class Timer:
    """A timer that was set by a node or client."""

    who: str  # the name of the node or client
    name: str  # of the timer

    def do(self, world):
        """Run out."""
        world.fire(self)

    def touches(self):
        """Return the names of those it may change."""
        return (self.who,)

    def __str__(self):
        return f"timer {self.name!r} of {self.who}"


@dataclass(slots=True)
class FaultStep:
    """The begin or the end of a fault."""

    fault: object  # a Crash, a Cut, ...
    step: str  # "begin" or "end": the name of the method

    def do(self, world):
        """Let the fault begin, or end."""
        getattr(self.fault, self.step)(world)

    def touches(self):
        """Return the names of those it may change; None: it may be anybody."""
        return self.fault.touches

    def __str__(self):
        return f"{self.step} of {self.fault}"
