"""`play`: the reader is the scheduler, the network or the failure."""

import json
import re
from dataclasses import dataclass
from html import escape

from .figure import Figure, caption_of

MOST_STATES = 2_000


@dataclass(frozen=True)
class Opener:
    """What is drawn of a graph, beside its states."""

    name: str  # in links: #two-buyers=0.1.1.0
    goal: str  # what the reader is to bring about
    values: dict  # the words for each shared value that is shown, by its name
    beliefs: object  # makes words of what a client holds
    ends: tuple  # a word for a run that ends well, and one for a bad one
    caption: str


class Play(Figure):
    """What `play` returns: at rest the shortest way to the goal, as numbered steps."""

    def __init__(self, graph, opener):
        self.opener = opener
        self.states = graph["states"]
        self.actors = list(self.states[0]["actors"])
        self.way = shortest_way(self.states, opener.name)

    def __repr__(self):
        states, par = len(self.states), len(self.way)
        return f"Play: {self.opener.name} ({states} states, {par} moves at least)"

    def _repr_html_(self):
        opener = self.opener
        data = escape(json.dumps(self._data(), ensure_ascii=False))
        steps = "\n".join(f"<li>{self._told(move)}</li>" for move in self.way)
        reason = self.states[self.way[-1]["to"]]["verdict"]["reason"]
        return (
            f'<figure class="xp-figure" data-play="{opener.name}" '
            f'data-graph="{data}">\n'
            f'<p class="xp-goal"><b>{escape(opener.goal)}</b> '
            f"<span>fewest moves possible: {len(self.way)}</span></p>\n"
            f'<div class="xp-rest"><p>One way:</p>\n<ol>\n{steps}\n</ol>\n'
            f'<p class="xp-verdict xp-bad">{escape(reason)}</p></div>'
            f"{caption_of(opener.caption)}\n</figure>"
        )

    def _widget(self, rest):
        from .widget import play_widget

        return play_widget(self, rest)

    def _told(self, move):
        after = self.states[move["to"]]
        values = ", ".join(
            f"{words} {as_words(after['shared'][name])}"
            for name, words in self.opener.values.items()
        )
        who = f"<b>{escape(move['who'])}</b> " if move["who"] else ""
        return f"{who}{escape(move['label'])} → {escape(values)}"

    def _data(self):
        """Return what the script needs, with the names that recur written once."""
        return {
            "values": list(self.opener.values.values()),
            "actors": self.actors,
            "ends": list(self.opener.ends),
            "states": [self._state(state) for state in self.states],
        }

    def _state(self, state):
        values = [as_words(state["shared"][name]) for name in self.opener.values]
        actors = [
            [self.opener.beliefs(actor["holds"]), actor["waits"] or ""]
            for actor in (state["actors"][name] for name in self.actors)
        ]
        moves = [[m["who"] or "", m["label"], m["to"]] for m in state["moves"]]
        verdict = state["verdict"]
        told = [verdict["ok"], verdict["reason"]] if verdict else None
        return [values, actors, moves, told]


def shortest_way(states, name):
    """Return the moves of a shortest way to a bad state.

    Raises ValueError if there is no such way: the goal could not be reached.

    >>> bad = {"ok": False, "reason": "oversold"}
    >>> move = {"who": "ann", "label": "take", "to": 1}
    >>> start, end = {"moves": [move], "verdict": None}, {"moves": [], "verdict": bad}
    >>> len(shortest_way([start, end], "shop"))
    1
    """
    way_to = {0: []}
    ahead = [0]
    for number in ahead:  # it grows meanwhile: breadth first
        state = states[number]
        if state["verdict"] and not state["verdict"]["ok"]:
            return way_to[number]
        for move in state["moves"]:
            if move["to"] not in way_to:
                way_to[move["to"]] = [*way_to[number], move]
                ahead.append(move["to"])
    raise ValueError(
        f"{name}: no move leads to a bad state, so the goal cannot be reached; "
        "take a race that has one, or another question"
    )


def as_words(value):
    """Return a value as a reader would say it.

    >>> as_words(["Ann", "Bob"]), as_words([]), as_words(-1)
    ('Ann, Bob', 'nobody', '-1')
    """
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nobody"
    return str(value)


def all_that_is_held(holds):
    """Return what a client holds as words.

    >>> all_that_is_held({"seen": 5, "mine": True})
    'seen = 5, mine = True'
    """
    return ", ".join(f"{name} = {value}" for name, value in holds.items())


def play(
    graph,
    *,
    name,
    goal,
    values=None,
    beliefs=all_that_is_held,
    ends=("right", "bad"),
    caption="",
):
    """Let the reader choose each next move, and reach a bad state in fewest moves.

    ``graph`` is what a search hands out (``explore(...).graph()``): anything whose
    ``as_data()`` has the states with their shared values, actors, moves and verdicts.
    ``goal`` says what to bring about; any bad state counts, and the fewest moves are
    worked out. ``values`` maps the shared values that are shown to words, and
    ``beliefs`` makes words of what a client holds. ``ends`` are the words under which a
    good and a bad run are kept, where there are few. ``name`` is the word that a link
    begins with: ``#two-buyers=0.1.1.0`` carries the moves.

    Raises ValueError for a name that no link can carry, a goal that cannot be reached,
    more than 2,000 states, or a value that the graph does not have.

    >>> from types import SimpleNamespace
    >>> bad = {"ok": False, "reason": "oversold"}
    >>> move = {"who": "Ann", "label": "take", "to": 1}
    >>> actors = {"Ann": {"done": [], "holds": {}, "waits": None}}
    >>> start = {"shared": {"stock": 0}, "actors": actors, "moves": [move]}
    >>> end = {"shared": {"stock": -1}, "actors": actors, "moves": [], "verdict": bad}
    >>> states = [{**start, "verdict": None}, end]
    >>> graph = SimpleNamespace(as_data=lambda: {"states": states})
    >>> play(graph, name="shop", goal="Sell what is not there.")
    Play: shop (2 states, 1 moves at least)
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        text = f"name {name!r} is no good in a link; use lower-case words and hyphens"
        raise ValueError(text)
    data = graph.as_data()
    states = data["states"]
    if len(states) > MOST_STATES:
        raise ValueError(
            f"{name} has {len(states):,} states, more than {MOST_STATES:,}; take fewer "
            "clients or steps, or a bound"
        )
    shared = states[0]["shared"]
    if values is None:
        values = {value: value.replace("_", " ") for value in shared}
    for value in values:
        if value not in shared:
            known = ", ".join(shared)
            raise ValueError(
                f"{name} has no value {value!r}, only {known}; mend values"
            )
    return Play(data, Opener(name, goal, values, beliefs, ends, caption))
