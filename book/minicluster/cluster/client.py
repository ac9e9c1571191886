"""Clients: generators that call nodes, and go on with what they are answered."""

import copy
from contextlib import suppress

from ..generators import abandon
from .commands import Call, Mark, Sleep
from .kernel import RunError
from .nodes import Node

WAKE = "wake"  # the name of a client's only timer
STATE = ("answers", "waiting", "replies", "calls", "finished", "result")
MOST_MARKS = 100_000  # begins and ends in a row, without any wait


class Client(Node):
    """A generator at work: it sleeps and calls, and a reply or a timer wakes it.

    World.start makes one. After a crash its function is called anew.
    """

    def __init__(self, name, function, arguments, delay):
        super().__init__(name)
        self.generator = None  # the function at work; in reach it is made when needed
        self.crashed = []  # generators that a crash has stopped for good, as they stood
        if hasattr(function, "send"):
            mend = f"give the function and its arguments: start({name!r}, customer, 5)"
            raise TypeError(f"client {name!r} is a generator already at work: {mend}")
        self.function = function
        self.arguments = _copied(arguments)  # as they were before the first step
        self.delay = delay  # microseconds from the start to the first step
        self.calls = 0  # how many there were; replies to an earlier call come too late
        self._make_generator(arguments)

    def _make_generator(self, arguments):
        self.generator = self.function(*arguments)
        if not hasattr(self.generator, "send"):
            mend = "it has to yield call(...), sleep(...), begin(...) or end(...)"
            raise TypeError(f"client {self.name!r} is no generator function: {mend}")
        self.answers = []  # all that was sent into the generator; kept if timeless
        self.waiting = None  # the Call or Sleep it waits for
        self.replies = {}  # to the call, by the name of the node
        self.finished = False
        self.result = None  # what the function returned

    def on_start(self):
        """Begin, after a delay."""
        self.world.log("start", self.name)
        self._wait_for(Sleep(self.delay))

    def saved(self):
        """Return all that this client is; its generator follows from the answers."""
        return {name: getattr(self, name) for name in STATE}

    def put_back(self, saved):
        """Be again what `saved` says; `catch_up` makes the generator anew."""
        vars(self).update(saved)
        abandon(self.generator)
        self.generator = None

    def begin_anew(self):
        """Leave it to `catch_up` to make the generator, with arguments of its own."""
        if self.calls > 1:
            mend = "let make() start it, and not run the world"
            raise ValueError(f"client {self.name!r} is under way already: {mend}")
        self.put_back(self.saved())

    def catch_up(self):
        """Make the generator anew, if there is none, and give it the answers so far."""
        if self.generator is not None:
            return
        self.generator = self.function(*_copied(self.arguments))
        with suppress(StopIteration):  # it has come to its end
            for answer in copy.deepcopy(self.answers):
                while isinstance(self.generator.send(answer), Mark):
                    answer = None

    def __del__(self):
        """End the generators: the world is gone."""
        for generator in [*self.crashed, self.generator]:
            abandon(generator)

    def restart(self, first):
        """Call the function anew, after a crash; the history goes on."""
        if self.world.timeless:
            abandon(self.generator)
        else:  # what has crashed does nothing more: its finally blocks are not run
            self.crashed.append(self.generator)
        self._make_generator(_copied(self.arguments))
        self.on_start()

    def take_in(self, request):
        """Take a reply; one to an earlier call changes nothing."""
        if request.call is None:
            mend = "a client hears what it asked for: use self.reply(request, ...)"
            raise ValueError(f"{request}, which is no reply: {mend}")
        if not isinstance(self.waiting, Call) or request.call != self.calls:
            return
        self.replies.setdefault(request.source, request.message)
        if len(self.replies) >= self.waiting.quorum:
            self.cancel_timer(WAKE)
            self._go_on()

    def on_timer(self, name):
        """Go on after a sleep, or with the replies that came before the timeout."""
        self._go_on()

    def _go_on(self):
        """Run the generator to its next wait, or to its end."""
        answer = self._answer()
        self.waiting = None
        self.replies = {}
        self.catch_up()
        if self.world.timeless:
            self.answers.append(copy.deepcopy(answer))
        try:
            command = self._send(answer)
        except StopIteration as stop:
            self.finished = True
            self.result = stop.value
            return
        self._wait_for(command)

    def _answer(self):
        """Return what the generator waits for."""
        if not isinstance(self.waiting, Call):
            return None
        if self.waiting.alone:
            return next(iter(self.replies.values()), None)
        return self.replies

    def _send(self, answer):
        """Return the next command that is no mark, writing the marks on the way."""
        command = self.generator.send(answer)
        for _ in range(MOST_MARKS):
            if not isinstance(command, Mark):
                return command
            self.world.log(command.kind, self.name, command.what)
            command = self.generator.send(None)
        mend = "let it wait, as in yield sleep(1_000)"
        raise RunError(f"client {self.name!r} marks operations without end: {mend}")

    def _wait_for(self, command):
        """Send the messages of a call, and set the alarm of a sleep or a timeout."""
        if isinstance(command, Sleep):
            delay = command.delay
        elif isinstance(command, Call):
            delay = command.timeout
        else:
            known = "call(...), sleep(...), begin(...) or end(...)"
            raise TypeError(f"client {self.name!r} yielded {command!r}: yield {known}")
        self.waiting = command
        self.calls += 1
        if isinstance(command, Call):
            for destination in command.destinations:
                self.world.transmit(self.name, destination, command.message, self.calls)
        if delay is not None:
            self.set_timer(WAKE, delay)


def _copied(arguments):
    """Return a copy for a client to change; of nodes, and what has no copy, itself."""
    nodes = {id(each): each for each in arguments if isinstance(each, Node)}
    try:
        return copy.deepcopy(arguments, nodes)
    except TypeError:
        return arguments
