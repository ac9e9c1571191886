"""The space-time diagram: a lane for each node and client, and one scale of time."""

from ..cluster.links import as_tuple
from .drawn import draw
from .happenings import Happenings
from .messages import FATES, Messages, sent_together
from .scene import Lane, Scene

OF_CLIENTS = ("start", "operation")  # kinds of events that only clients have
LEFT_OUT = ("start", "begin", "end")  # kinds of events that are not drawn


def space_time(trace, *, who=None, caption="One scale of time.", alt=None):
    """Draw a trace: a lane for each node and client, true to time.

    An arrow is a message; one that was lost ends in a cross shortly before its target.
    A grey bar is a pause, a cross on a lane a crash, a bar beside a lane a span. What
    nodes store and clients believe is drawn if the run was made by `record`. `who`
    names the lanes in order (all, in order of appearance). Long quiet stretches are
    left out, with a sign. See Lamport, CACM 1978.

    >>> from minicluster import Crash, Node, World, call
    >>> def ann():
    ...     yield call("n1", "hello", timeout=5_000)
    >>> world = World(seed=1, faults=[Crash("n1", at=500)])
    >>> world.add(Node("n1"))
    >>> world.start("ann", ann)
    >>> world.run()
    >>> print(*space_time(world.trace, who=["ann", "n1"]).log, sep="; ")
    0 µs  ann → n1: hello, lost; 500 µs  n1: crash
    """
    clients = [event.who for event in trace if event.kind in OF_CLIENTS]
    clients = list(dict.fromkeys(clients))
    shown = [event for event in trace if _is_told(event, clients)]
    who = as_tuple(who) if who else tuple(_in_order_of_appearance(shown))
    shown = [event for event in shown if _is_on(event, who)]
    lanes = [_lane(name, clients) for name in who]
    moments = [event.time for event in shown]
    moments += [event.until for event in shown if event.until is not None]
    scene = Scene(lanes, moments)
    messages = Messages(shown)
    happenings = Happenings(shown)
    for event in shown:
        if event.kind not in (*FATES, "send"):
            happenings.tell(scene, event)
    for sent in sent_together(shown):
        messages.tell(scene, sent)
    if alt is None:
        alt = f"Space-time diagram of {', '.join(who)}, {len(scene.tellings)} steps."
    return draw(scene, alt, caption)


def _is_told(event, clients):
    """Say whether an event is drawn: a client's only timer tells nothing."""
    if event.kind == "timer" and event.who in clients:
        return False
    return event.kind not in LEFT_OUT


def _in_order_of_appearance(events):
    names = [name for event in events for name in (event.who, event.peer)]
    return dict.fromkeys(str(name) for name in names if name)


def _is_on(event, who):
    """Say whether both ends of an event have a lane."""
    return event.who in who and (event.peer is None or event.peer in who)


def _lane(name, clients):
    return Lane(name, clients.index(name) if name in clients else None)
