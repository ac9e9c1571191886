"""Numbers for what states are made of: equal things have equal numbers."""

import copy
import pickle
from functools import partial

from ..cluster.actions import Request, Timer
from ..cluster.client import Client
from .state import freeze
from .world_state import Part, Pending


class Numbering:
    """Numbers for the nodes, the clients and what is under way in one world."""

    def __init__(self, world):
        self.world = world
        self.numbers = {}  # by picture
        self.parts = {}  # Part by (name, pickled)

    def number(self, *picture):
        """Return the number of a picture: a new one, if it is new."""
        return self.numbers.setdefault(picture, len(self.numbers) + 1)

    def number_of_marks(self, number, marks):
        """Return the number of the marks so far and some more; their times do not tell.

        What tells is their order, and so it can be asked whether a history is
        linearizable: of two operations it matters which ended before the other began.
        """
        for _, kind, who, what, *_ in marks:
            number = self.number("mark", number, kind, who, freeze(what))
        return number

    def pending(self, action):
        """Return something under way with its number."""
        touched = action.touches()
        who = touched[0] if touched is not None and len(touched) == 1 else None
        if isinstance(action, Request):
            ends = action.source, action.destination, action.call
            number = self.number("message", *ends, freeze(action.message))
            return Pending(number, action, who, is_timer=False)
        if isinstance(action, Timer):
            number = self.number("timer", action.who, action.name)
            return Pending(number, action, who, is_timer=True)
        number = self.number("other", freeze(action))
        return Pending(number, action, who=None, is_timer=False)

    def part(self, name):
        """Return the part that a node or client is now."""
        saved = self.world.nodes[name].saved()
        try:
            pickled = pickle.dumps(saved)
        except (pickle.PicklingError, AttributeError, TypeError):
            # An object of a class that was made in a function can still be copied.
            number = self.number_of_part(name)  # first: its error names the node
            copied = copy.deepcopy(saved)
            return Part(number, partial(copy.deepcopy, copied))
        if (name, pickled) not in self.parts:
            restore = partial(pickle.loads, pickled)
            self.parts[name, pickled] = Part(self.number_of_part(name), restore)
        return self.parts[name, pickled]

    def number_of_part(self, name):
        """Return the number of a node or client as it is now."""
        node = self.world.nodes[name]
        saved = node.saved()
        if isinstance(node, Client):  # told by its variables, not by how it got them
            node.catch_up()
            saved["answers"] = node.generator
        try:
            picture = freeze(sorted(saved.items()))
        except TypeError as error:
            raise TypeError(f"{name!r}: {error}") from None
        return self.number("part", name, picture)
