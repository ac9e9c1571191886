"""What a node does follows from what it is and what comes in.

So each reaction is worked out once, by the world itself, and known when the same node
in the same state meets the same message again.
"""

from dataclasses import dataclass

from .world_state import Part, WorldState


@dataclass(slots=True)
class Reaction:
    """What follows when one node or client acts."""

    place: int  # of who acts, among the parts
    part: Part  # what it is afterwards
    stopped: frozenset  # the numbers of its timers that run no longer
    planned: tuple  # of Pending: what it sends, and the timers that it sets
    marks: tuple  # begins and ends of operations, as tuples of the fields of Event


class Reactions:
    """The reactions that are known in one search."""

    def __init__(self, places, numbering):
        self.places = places  # of the parts of a state, by name
        self.numbering = numbering
        self.known = {}

    def find(self, state, pending):
        """Return the Reaction to what is pending, or None if it is not known."""
        return self.known.get(self._follows_from(state, pending))

    def learn(self, before, pending, after):
        """Take note of what was different after a step that the world has done."""
        if pending.who is None:  # it changes several, or the links: it is no reaction
            return
        place = self.places[pending.who]
        timers = {p for p in before.pending if p.is_timer}
        stopped = timers.difference(after.pending)
        old = set(before.pending)
        self.known[self._follows_from(before, pending)] = Reaction(
            place=place,
            part=after.parts[place],
            stopped=frozenset(timer.number for timer in stopped),
            planned=tuple(p for p in after.pending if p not in old),
            marks=after.marks[len(before.marks) :],
        )

    def _follows_from(self, state, pending):
        """Return all that a reaction follows from."""
        who = pending.who
        if who is None:
            return None
        part = state.parts[self.places[who]]
        timers = [p.number for p in state.pending if p.is_timer and p.who == who]
        is_down = who in state.down
        return part.number, pending.number, tuple(timers), state.cuts_number, is_down

    def follow(self, state, choice, pending, reaction):
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
