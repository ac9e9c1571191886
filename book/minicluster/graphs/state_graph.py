"""A graph of states: what `explore`, `reach` and `search` hand out as plain data."""

from dataclasses import asdict, dataclass, field

MOST_STATES = 2_000


class GraphError(ValueError):
    """A graph that cannot be handed out: the text says why and how to mend it."""


@dataclass
class Move:
    """Something that can happen in a state."""

    who: str | None  # the client or node that acts; None: a step that is nobody's
    label: str  # what it does
    to: int  # the number of the state that follows


@dataclass
class Actor:
    """A client or node in a state."""

    done: list  # the labels of its moves, on the shortest way to this state
    holds: dict  # its variables or attributes, by name
    waits: str | None  # what it cannot go on without; None: it can, or has ended


@dataclass
class Verdict:
    """What is to be said of a state in which the run is over."""

    ok: bool
    reason: str


@dataclass
class GraphState:
    """One state, with what can happen in it."""

    number: int  # its place in the graph
    shared: dict  # the values that all can see, by name
    actors: dict  # Actor by name
    moves: list = field(default_factory=list)  # of Move; none where the run is over
    verdict: Verdict | None = None  # where the run is over


@dataclass
class StateGraph:
    """All states that can be reached from state 0, which is where a run begins.

    `as_data()` is made of dicts, lists, strings, numbers, booleans and None alone, so
    that it can be written as JSON.

    >>> from minicluster import search
    >>> found = search(0, lambda n: [("add one", n + 1)] * (n < 2), lambda n: n < 2)
    >>> graph = found.graph()
    >>> graph.fewest_moves()
    2
    >>> graph.as_data()["states"][0]["moves"]
    [{'who': None, 'label': 'add one', 'to': 1}]
    """

    states: list = field(default_factory=list)  # of GraphState, by number

    def add(self, shared, actors, came_by=None):
        """Add a state and return it; `came_by` is (state before, who, label).

        Raises GraphError for more than 2,000 states.
        """
        if len(self.states) == MOST_STATES:
            raise GraphError(
                f"more than {MOST_STATES:,} states: take fewer clients or steps, "
                "or give the search a bound"
            )
        state = GraphState(len(self.states), shared, actors)
        self.states.append(state)
        if came_by is not None:
            before, who, label = came_by
            for name, actor in before.actors.items():
                if name in actors:
                    actors[name].done = list(actor.done)
            if who in actors:
                actors[who].done.append(label)
        return state

    def fewest_moves(self):
        """Return how many moves the shortest way to a bad state has; None: no way."""
        distance = {0: 0}
        ahead = [0]
        for number in ahead:  # it grows meanwhile: breadth first
            state = self.states[number]
            if state.verdict is not None and not state.verdict.ok:
                return distance[number]
            for move in state.moves:
                if move.to not in distance:
                    distance[move.to] = distance[number] + 1
                    ahead.append(move.to)
        return None

    def as_data(self):
        """Return the graph as plain data, to be written as JSON."""
        return asdict(self)


def plain(value, depth=6):
    """Return a value as JSON has it: what is no number, word, list or dict, as text.

    >>> plain({"stock": 1, ("a", "b"): {2, 1}, "at": float("inf")})
    {'stock': 1, "('a', 'b')": [1, 2], 'at': 'inf'}
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        is_number = value == value and abs(value) != float("inf")
        return value if is_number else str(value)
    if depth == 0:
        return _text(value)
    if isinstance(value, list | tuple):
        return [plain(item, depth - 1) for item in value]
    if isinstance(value, set | frozenset):
        return [plain(item, depth - 1) for item in sorted(value, key=repr)]
    return _plain_object(value, depth)


def _plain_object(value, depth):
    parts = value if isinstance(value, dict) else getattr(value, "__dict__", None)
    if parts is None or isinstance(value, type) or callable(value):
        return _text(value)
    return {
        name if isinstance(name, str) else _text(name): plain(item, depth - 1)
        for name, item in parts.items()
    }


def _text(value):
    """Return a value as text without its address, which is another in each run."""
    if isinstance(value, type) or callable(value):
        return getattr(value, "__name__", type(value).__name__)
    if type(value).__repr__ is object.__repr__:
        has_words = type(value).__str__ is not object.__str__
        return str(value) if has_words else type(value).__name__
    return repr(value)


def named(value):
    """Return a state as values by name; one that has no names is called "state".

    >>> named({"stock": 1}), named(7)
    ({'stock': 1}, {'state': 7})
    """
    data = plain(value)
    return data if isinstance(data, dict) else {"state": data}


def in_words(question, otherwise):
    """Return what a function asks: its docstring's first line, or its name as words.

    >>> def is_oversold(shop): ...
    >>> in_words(is_oversold, "bad"), in_words(lambda shop: True, "bad")
    ('is oversold', 'bad')
    """
    text = getattr(question, "__doc__", None)
    if text:
        return text.strip().splitlines()[0].rstrip(".")
    name = getattr(question, "__name__", "<lambda>")
    return otherwise if name == "<lambda>" else name.replace("_", " ").strip()
