"""The network: messages that are late, lost or doubled, and links that are cut."""

import copy
import inspect
from heapq import heappush

from .actions import Delayed, FaultStep, Request
from .kernel import Kernel

UNCHANGING = (int, str, bool, float, type(None))  # a message that needs no copy


class Names(dict):
    """Things by the names of nodes and clients; another name is an error."""

    def __missing__(self, name):
        raise ValueError(f"no {name!r} in this world, only {', '.join(self)}")


class Network(Kernel):
    """The part of a World that carries messages. Its arguments are told there."""

    def __init__(self, *, seed, latency, loss, duplication, faults):
        super().__init__(seed=seed)
        refuse_no_probability("loss", loss)
        refuse_no_probability("duplication", duplication)
        self.latency = latency  # microseconds, or a function that returns them
        self.loss = loss  # probability
        self.duplication = duplication  # probability
        self.nodes = Names()  # and clients, by name
        self.paused = Names()  # the time until which each is paused; 0: it is not
        self.down = []  # names; one for each crash that lasts
        self.cuts = []  # the Cuts and Partitions that last
        self.messages = 0  # sent so far
        self._network = self.stream("network")
        self._chance = self.stream("faults")
        if callable(latency):
            refuse_other_arguments(latency)
        elif round(latency) < 0:
            raise ValueError(f"latency {latency!r}: a message arrives after it is sent")
        self._undisturbed = not (loss or duplication or faults)
        self._same_latency = None if callable(latency) else round(latency)
        for fault in faults:
            self.plan(fault.at, FaultStep(fault, "begin"))

    def transmit(self, source, destination, message, call=None):
        """Send a copy of a message on its way, or two, or none.

        `call` is the number of the client's call that it belongs to.
        """
        if type(message) not in UNCHANGING:
            message = self.copied(message, source)
        if destination not in self.nodes:
            self.nodes[destination]  # the error that names it
        self.messages += 1
        request = Request(source, destination, message, call, self.messages)
        self.events.append(
            (self.now, "send", source, message, destination, self.messages, None)
        )
        if self._undisturbed and self._same_latency is not None:
            # As by plan(), written out: most of the time of a run is spent here.
            self.sequence += 1
            time = self.now + self._same_latency
            heappush(self.queue, [time, self.sequence, request])
        else:
            self._put_on_its_way(request)

    def copied(self, value, who):
        """Return a copy of a message or state; what cannot be copied is an error."""
        try:
            return copy.deepcopy(value)
        except TypeError as error:
            raise TypeError(f"{who!r}: {error}: keep to plain data") from None

    def _put_on_its_way(self, request):
        """Plan the arrival of a message, of two copies, or of none."""
        lost = self.loss and self._chance.random() < self.loss
        if lost or self._is_cut(request):
            self.lose(request)
            return
        doubled = self.duplication and self._chance.random() < self.duplication
        for _ in range(2 if doubled else 1):
            self.plan(self._latency_of(request), request)

    def _latency_of(self, request):
        if self._same_latency is not None:
            return self._same_latency
        ends = request.source, request.destination
        return round(self.latency(self._network, *ends, request.message))

    def _is_cut(self, request):
        ends = request.source, request.destination
        return any(cut.stops(*ends) for cut in self.cuts)

    def lose(self, request):
        """Write into the trace that a message was lost."""
        what, peer = request.message, request.source
        self.log("lost", request.destination, what, peer, request.number)

    def arrive(self, request, has_waited=False):
        """Hand over a message, unless a fault takes it or lets it wait.

        What has waited for the end of a pause had arrived before: no link can lose it.
        """
        who = request.destination
        if not self._undisturbed:
            if not has_waited and (who in self.down or self._is_cut(request)):
                self.lose(request)
                return
            if self.paused[who] > self.now:
                self.plan(self.paused[who] - self.now, Delayed(request))
                return
        message = request.message
        self.events.append(
            (self.now, "receive", who, message, request.source, request.number, None)
        )
        if type(message) not in UNCHANGING:
            request = request.copy()
        self.nodes[who].take_in(request)


def refuse_no_probability(name, value):
    """Raise ValueError for what is not between 0 and 1, as a share in percent."""
    if not 0 <= value <= 1:
        raise ValueError(f"{name}={value!r}: give a probability, from 0 to 1")


def refuse_other_arguments(latency):
    """Raise TypeError for a latency that cannot be called as World calls it."""
    try:
        inspect.signature(latency).bind("stream", "source", "destination", "message")
    except TypeError as error:
        mend = "write lambda stream, source, destination, message: ..."
        raise TypeError(f"latency: {error}; {mend}") from None
