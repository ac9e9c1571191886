"""A world that can be put into any state it has been in, and go on from there.

A step changes the node or client that acts, and what is under way; the rest of the next
state is shared with the state before.
"""

from ..cluster.client import Client
from ..naming import naming
from .numbering import Numbering
from .reactions import Reactions
from .world_state import WorldState

MARKS = ("begin", "end")  # the events that are part of a state
LOOK_EVERY = 50  # known reactions, of which one is run again to see that it is right


class Snapshots:
    """Runs a world from any of its states, with no time: see `reach`."""

    def __init__(self, world):
        if {world.loss, world.duplication} - {0, 1}:
            raise ValueError("no chance in reach: make loss and duplication 0 or 1")
        world.timeless = True
        for node in world.nodes.values():
            if isinstance(node, Client):
                node.begin_anew()
        self.world = world
        self.names = tuple(world.nodes)
        self.places = {name: place for place, name in enumerate(self.names)}
        self.numbering = Numbering(world)
        self.reactions = Reactions(self.places, self.numbering)
        self.followed = 0  # known reactions so far
        self.steps = 0  # that the world has done
        self.next_look = 1  # the step at which to see that nothing else has changed
        self.start = self._first_state()
        self.loaded = self.start

    def after(self, state, choice, pending):
        """Return the state that follows when something that is pending happens."""
        reaction = self.reactions.find(state, pending)
        if reaction is None:
            following = self._run(state, choice, pending)
            self.reactions.learn(state, pending, following)
            return following
        following = self.reactions.follow(state, choice, pending, reaction)
        self.followed += 1
        if self.followed % LOOK_EVERY == 0:
            again = self._run(state, choice, pending)
            _refuse_another_effect(pending, again, following)
        return following

    def _run(self, state, choice, pending):
        self.do(state, choice, pending)
        return self.save(state, choice, pending)

    def do(self, state, choice, pending):
        """Let the world do what is pending in a state."""
        self.load(state)
        self.world.now = state.depth + 1
        entry = next(e for e in self.world.queue if e[2] is pending.action)
        self.world.queue.remove(entry)
        with naming(lambda: state.schedule(choice), "make"):
            pending.action.do(self.world)

    def load(self, state):
        """Put the world into a state."""
        world = self.world
        for place, part in enumerate(state.parts):
            if part is not self.loaded.parts[place]:
                world.nodes[self.names[place]].put_back(part.restore())
        world.timers = {}
        world.queue = []
        for place, pending in enumerate(state.pending):
            entry = [0, place, pending.action]
            world.queue.append(entry)
            if pending.is_timer:
                world.timers[pending.action.who, pending.action.name] = entry
        world.sequence = len(world.queue)
        world.now = state.depth
        world.down = list(state.down)
        world.cuts = list(state.cuts)
        world.events = list(state.marks)
        self.loaded = state

    def save(self, before, choice, pending):
        """Return the state in which the world is, after what was pending is done."""
        world, numbering = self.world, self.numbering
        touched = pending.action.touches()
        touched = self.names if touched is None else touched
        self._see_that_nothing_else_has_changed(touched, before)
        parts = list(before.parts)
        for name in touched:
            parts[self.places[name]] = numbering.part(name)
        cuts, cuts_number = before.cuts, before.cuts_number
        if world.cuts != list(cuts):
            cuts = tuple(world.cuts)
            cuts_number = numbering.number("cuts", *sorted(map(str, cuts)))
        marks = tuple(event for event in world.events if event[1] in MARKS)
        new_marks = marks[len(before.marks) :]
        world.events = list(marks)
        self.loaded = WorldState(
            parts=tuple(parts),
            pending=self._pending(before.pending),
            down=tuple(sorted(world.down)),
            cuts=cuts,
            cuts_number=cuts_number,
            marks=marks,
            marks_number=numbering.number_of_marks(before.marks_number, new_marks),
            depth=before.depth + 1,
            before=before,
            choice=choice,
        )
        return self.loaded

    def _first_state(self):
        self.world.events = []
        return WorldState(
            parts=tuple(self.numbering.part(name) for name in self.names),
            pending=self._pending(()),
            down=(),
            cuts=(),
            cuts_number=0,
            marks=(),
            marks_number=0,
            depth=0,
            before=None,
            choice=None,
        )

    def _pending(self, before):
        """Return what is under way now, in the order in which it was planned."""
        known = {id(pending.action): pending for pending in before}
        planned = sorted(self.world.queue, key=lambda entry: entry[1])
        actions = [action for _, _, action in planned if action is not None]
        return tuple(
            known.get(id(action)) or self.numbering.pending(action)
            for action in actions
        )

    def _see_that_nothing_else_has_changed(self, touched, before):
        """Refuse nodes that change each other: the states would be wrong.

        A look costs as much as a step, so there is one at the steps 1, 2, 4, 8 and on.
        """
        self.steps += 1
        if self.steps < self.next_look:
            return
        self.next_look = 2 * self.steps
        for name, part in zip(self.names, before.parts, strict=True):
            if name in touched:
                continue
            if self.numbering.number_of_part(name) != part.number:
                raise ValueError(
                    f"{name!r} was changed by a step of {' and '.join(touched)}: "
                    "let nodes change each other by messages alone"
                )


def _refuse_another_effect(pending, again, following):
    """Raise ValueError if a reaction that was known is not what the world does."""
    if again.key() != following.key():
        raise ValueError(
            f"{pending.action} had another effect before, on {pending.who!r} in the "
            "same state: let a node read nothing but its own attributes and the message"
        )
