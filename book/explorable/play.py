"""`play`: the reader is the scheduler, the network or the failure."""

import gzip
import re

from .play_data import data_of, described
from .play_rest import Play
from .play_ways import shortest_way

MOST_STATES = 2_000
MOST_BYTES = 8_000  # of data on a page, gzipped


def play(
    graph,
    *,
    name,
    goal,
    shows=None,
    believes=None,
    actors=None,
    moves=None,
    harm=None,
    ends=("right", "bad"),
    nobody="",
    told=None,
    kind=None,
    caption="",
):
    """Let the reader choose each next move, and reach a bad state in fewest moves.

    ``graph`` is what a search hands out (``explore(...).graph()``): anything whose
    ``as_data()`` has the states with their shared values, actors, moves and verdicts.
    ``goal`` says what to bring about; any bad state counts, and the fewest moves are
    worked out. ``name`` is the word that a link begins with: ``#two-buyers=0.1.1.0``
    carries the moves.

    What is seen of a state (a dict as in ``as_data()``) is said by functions, each of
    which may be left out:

    - ``shows``: a dict of shared values to words, or a function of a state that
      returns words and values: ``{"in stock": 1}``;
    - ``believes``: a function of an actor's name and a state, for the words in a lane;
    - ``actors``: the names that have a lane, in order;
    - ``moves``: a function of (who, label) that returns both as a reader would say it;
    - ``harm``: for words in ``shows``, the word that marks the value in a bad end;
    - ``ends``: a word for a good and for a bad end, in the list of what was found; None
      if a bad end is no harm, or a word by itself says little;
    - ``nobody``: what a move of nobody's is, for the dot that stands for it in the list
      of orders, as in "time passes";
    - ``told``: a function of a last state, for the sentence under the moves;
    - ``kind``: a function of a last state, for its short words in the list of the ends
      that were found; it is shown where there are more than two.

    Raises ValueError for a name that no link can carry, a goal that cannot be reached,
    more than 2,000 states or 8,000 bytes of data, or a value or actor that the graph
    does not have.

    >>> from types import SimpleNamespace
    >>> bad = {"ok": False, "reason": "oversold"}
    >>> move = {"who": "Ann", "label": "take", "to": 1}
    >>> actors = {"Ann": {"done": [], "holds": {}, "waits": None}}
    >>> start = {"shared": {"stock": 0}, "actors": actors, "moves": [move]}
    >>> end = {"shared": {"stock": -1}, "actors": actors, "moves": [], "verdict": bad}
    >>> states = [{**start, "verdict": None}, end]
    >>> graph = SimpleNamespace(as_data=lambda: {"states": states})
    >>> play(graph, name="shop", goal="Sell what is not there.")
    Play: shop (2 states, 1 move at least)
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        text = f"name {name!r} is no good in a link; use lower-case words and hyphens"
        raise ValueError(text)
    states = graph.as_data()["states"]
    if len(states) > MOST_STATES:
        raise ValueError(
            f"{name} has {len(states):,} states, more than {MOST_STATES:,}; take fewer "
            "clients or steps, or a bound"
        )
    way = shortest_way(states, name)
    seen = described(states, name, shows, believes, actors, moves, (told, kind))
    data = data_of(seen, harm or {}, ends, len(way), name) | {"nobody": nobody}
    drawn = Play(name, goal, data, way, caption)
    size = len(gzip.compress(drawn.json.encode(), 9))
    if size > MOST_BYTES:
        raise ValueError(
            f"{name} has {size:,} bytes of data, gzipped, more than {MOST_BYTES:,}; "
            "show fewer values, or take fewer clients or steps"
        )
    return drawn
