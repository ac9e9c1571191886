"""The graph of a world: every state that messages, timers and faults can lead to."""

import types
from collections import deque

from ..cluster.actions import FaultStep, Request, Timer
from ..cluster.client import Client
from ..cluster.nodes import Node
from ..naming import naming
from ..search.snapshots import Snapshots
from .state_graph import Actor, Move, StateGraph, Verdict, in_words, plain

METHODS = (types.FunctionType, property, staticmethod, classmethod)


def graph_of_world(question):
    """Return the StateGraph of what `reach` was asked.

    What is shared is what is under way, who is down and which links are cut. Where the
    invariant is broken, or the bound does not hold, the run is over.
    """
    graph = StateGraph()
    snapshots = Snapshots(question.make())
    world = snapshots.world
    first = graph.add(*_described(world, snapshots.start))
    numbers = {snapshots.start.key(): first.number}
    ahead = deque([(first, snapshots.start)])
    while ahead:
        drawn, state = ahead.popleft()
        snapshots.load(state)
        with naming(state.schedule, "make"):
            drawn.verdict = _verdict(question, world, state)
        if drawn.verdict is not None:
            continue
        for choice, pending in enumerate(state.choices()):
            who, label = _told(pending.action, state.down)
            following = snapshots.after(state, choice, pending)
            key = following.key()
            if key not in numbers:
                if following is not snapshots.loaded:
                    snapshots.load(following)
                described = _described(world, following)
                numbers[key] = graph.add(*described, (drawn, who, label)).number
                ahead.append((graph.states[numbers[key]], following))
            drawn.moves.append(Move(who, label, numbers[key]))
    return graph


def _described(world, state):
    """Return what is under way, and the nodes and clients."""
    actions = [pending.action for pending in state.pending]
    messages = [str(action) for action in actions if isinstance(action, Request)]
    shared = {
        "under way": messages,
        "down": list(state.down),
        "cut": [str(cut) for cut in state.cuts],
    }
    return shared, {name: _actor(node, state) for name, node in world.nodes.items()}


def _actor(node, state):
    if isinstance(node, Client):
        node.catch_up()
        holds = _variables(node)
        waits = str(node.waiting) if node.waiting is not None else None
    else:
        holds = {name: plain(value) for name, value in _attributes(node).items()}
        waits = None
    if node.name in state.down:
        waits = "a restart"
    return Actor([], holds, waits)


def _attributes(node):
    """Return a node's attributes, with those that are still as the class has them."""
    attributes = {}
    for kind in reversed(type(node).__mro__):
        if issubclass(kind, Node) and kind is not Node:
            for name, value in vars(kind).items():
                if name[0] != "_" and not isinstance(value, METHODS):
                    attributes[name] = value
    attributes |= node.saved()
    return {n: value for n, value in attributes.items() if n not in ("name", "durable")}


def _variables(client):
    """Return the variables of a client, or what it returned in the end."""
    if client.finished:
        return {"result": plain(client.result)}
    frame = client.generator.gi_frame
    return {name: plain(value) for name, value in frame.f_locals.items()}


def _told(action, down):
    """Return who acts, and what happens; what comes to a node that is down is lost."""
    if isinstance(action, Request):
        verb = "lose" if action.destination in down else "receive"
        return action.destination, f"{verb} {action.message} from {action.source}"
    if isinstance(action, Timer):
        return action.who, f"timer {action.name}"
    if isinstance(action, FaultStep):
        touched = action.touches() or (None,)
        kind = type(action.fault).__name__.lower()
        return touched[0], f"{action.step} of {kind}"
    return None, str(action)


def _verdict(question, world, state):
    """Return the Verdict of a state in which the run is over, or None."""
    if not question.invariant(world):
        return Verdict(False, f"not {in_words(question.invariant, 'the invariant')}")
    if state.pending:
        if question.bound and not question.bound(world):
            return Verdict(True, "beyond the bound")
        return None
    if question.outcome:
        return Verdict(True, f"outcome: {question.outcome(world)}")
    return Verdict(True, "nothing more can happen")
