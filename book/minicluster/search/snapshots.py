"""A world that can be put into any state it has been in, and go on from there.

A step changes the node or client that acts, and what is under way; the rest of the next
state is shared with the state before. And what a node does follows from what it is and
what comes in: so each reaction is worked out once, by the world itself, and known when
the same node in the same state meets the same message again.
"""

from .numbering import Numbering
from .world_state import Reaction, WorldState, naming

MARKS = ("begin", "end")  # the events that are part of a state


class Snapshots:
    """Runs a world from any of its states, with no time: see `reach`."""

    def __init__(self, world):
        if {world.loss, world.duplication} - {0, 1}:
            raise ValueError("no chance in reach: make loss and duplication 0 or 1")
        world.timeless = True
        self.world = world
        self.names = tuple(world.nodes)
        self.places = {name: place for place, name in enumerate(self.names)}
        self.numbering = Numbering(world)
        self.reactions = {}
        self.steps = 0  # that the world has done
        self.next_look = 1  # the step at which to see that nothing else has changed
        self.start = self._first_state()
        self.loaded = self.start

    def after(self, state, choice, pending):
        """Return the state that follows when something that is pending happens."""
        known_by = self._known_by(state, pending)
        if known_by in self.reactions:
            return self._follow(state, choice, pending, self.reactions[known_by])
        self.do(state, choice, pending)
        following = self.save(state, choice, pending)
        if known_by is not None:
            self.reactions[known_by] = self._reaction(state, following, pending)
        return following

    def do(self, state, choice, pending):
        """Let the world do what is pending in a state."""
        self.load(state)
        self.world.now = state.depth + 1
        entry = next(e for e in self.world.queue if e[2] is pending.action)
        self.world.queue.remove(entry)
        with naming(lambda: f"{state.schedule()}.{choice}".lstrip(".")):
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

    def _known_by(self, state, pending):
        """Return all that a reaction follows from; None for what is no reaction."""
        who = pending.who
        if who is None:
            return None
        part = state.parts[self.places[who]]
        timers = [p.number for p in state.pending if p.is_timer and p.who == who]
        timers = tuple(timers)
        is_down = who in state.down
        return part.number, pending.number, timers, state.cuts_number, is_down

    def _reaction(self, before, after, pending):
        """Return what was different after a step."""
        place = self.places[pending.who]
        timers = {p for p in before.pending if p.is_timer}
        stopped = timers.difference(after.pending)
        return Reaction(
            place=place,
            part=after.parts[place],
            stopped=frozenset(timer.number for timer in stopped),
            planned=tuple(p for p in after.pending if p not in set(before.pending)),
            marks=after.marks[len(before.marks) :],
        )

    def _follow(self, state, choice, pending, reaction):
        """Return the state that follows by a reaction that is known."""
        place = reaction.place
        parts = *state.parts[:place], reaction.part, *state.parts[place + 1 :]
        marks, marks_number = state.marks, state.marks_number
        if reaction.marks:
            new = [(state.depth + 1, *mark[1:]) for mark in reaction.marks]
            marks = (*marks, *new)
            marks_number = self.numbering.number_of_marks(marks_number, new)
        left = list(state.pending)
        left.remove(pending)
        if reaction.stopped:
            left = [p for p in left if p.number not in reaction.stopped]
        return WorldState(
            parts=parts,
            pending=(*left, *reaction.planned),
            down=state.down,
            cuts=state.cuts,
            cuts_number=state.cuts_number,
            marks=marks,
            marks_number=marks_number,
            depth=state.depth + 1,
            before=state,
            choice=choice,
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
