"""A recording: what is stored of a scenario at one isolation level."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import wrap

from .steps import ALL_LEVELS

GRAPHS = Path(__file__).parent / "graphs"
LEVELS = ALL_LEVELS
WIDEST = 68  # characters of a printed line


def names():
    """Return the names of all scenarios that were recorded.

    >>> "conditional-update" in names()
    True
    """
    return sorted(path.stem for path in GRAPHS.glob("*.json"))


def load(name, level="READ COMMITTED"):
    """Return the Recording of a scenario at an isolation level.

    Raises ValueError for a scenario or a level that was not recorded.

    >>> load("conditional-update", "REPEATABLE READ").schedules
    4
    >>> load("conditional-update", "NONE")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: conditional-update has no level 'NONE'; take one of READ COMMITTED, ...
    """
    if name not in names():
        known = ", ".join(names())
        raise ValueError(f"nothing was recorded as {name!r}; take one of {known}")
    stored = json.loads((GRAPHS / f"{name}.json").read_text("utf-8"))
    if level not in stored["levels"]:
        known = ", ".join(stored["levels"])
        raise ValueError(f"{name} has no level {level!r}; take one of {known}")
    graph = stored.pop("levels")[level]
    return Recording(level=level, **stored, **graph)


@dataclass(frozen=True, repr=False)
class Recording:
    """Every schedule of a scenario, as PostgreSQL ran it.

    >>> recording = load("conditional-update")
    >>> recording
    Recording: conditional-update at READ COMMITTED (11 states)
    >>> start = recording.as_data()["states"][0]
    >>> start["shared"], start["moves"][0]["who"]
    ({'qty': 1, 'orders': []}, 'Ann')
    """

    name: str
    level: str  # of isolation
    own_levels: dict  # by session: its level, where it is another one
    about: str  # for the page: what the sessions do
    step: str  # for the page: what one move is
    server: str  # "PostgreSQL" and its version
    settings: dict  # of the server that matter here: how each was set, by name
    schedules: int  # how many there are; each was run
    states: list  # as plain data, in the shape of minicluster's graphs

    def as_data(self):
        """Return the graph as plain data, for `explorable.play`."""
        return {"states": self.states}

    @cached_property
    def ends(self):
        """How many schedules end with each verdict, by (ok, reason).

        >>> load("check-then-take").ends[False, "one item, 2 orders; the stock says -1"]
        12
        """
        ways = {}  # from each state, to each end
        for state in self._ends_first():
            if state["verdict"]:
                end = state["verdict"]["ok"], state["verdict"]["reason"]
                ways[state["number"]] = Counter([end])
                continue
            following = [ways[move["to"]] for move in state["moves"]]
            ways[state["number"]] = sum(following, Counter())
        return dict(ways[0])

    @property
    def broken(self):
        """How many schedules end in a way that breaks the scenario's rule.

        >>> load("conditional-update").broken
        0
        """
        return sum(count for (ok, _), count in self.ends.items() if not ok)

    @property
    def caption(self):
        """Where it comes from and what one step is, in two sentences for the page.

        >>> print(load("conditional-update").caption.partition(", ")[2])
        both sessions at READ COMMITTED. One step is what a session sends in one go.
        """
        one_step = self.step.partition(";")[0]
        who = "both sessions"
        if self.own_levels:
            (who,) = self.states[0]["actors"].keys() - self.own_levels
        levels = [f"{who} at {self.level}"]
        levels += [f"{name} at {level}" for name, level in self.own_levels.items()]
        return f"Recorded on {self.version}, {', '.join(levels)}. {one_step}."

    @property
    def version(self):
        """The server and its version, without how it was packed."""
        return self.server.partition(" (")[0]

    def __str__(self):
        bad = f"{self.broken} of {self.schedules} schedules are bad"
        return f"{self.name} at {self.level}:\n  {bad}"

    def report(self):
        """Return the counts as text, and how many schedules end in which way.

        >>> print(load("conditional-update").report())
        conditional-update at READ COMMITTED:
          0 of 4 schedules are bad
          2: sold once, to Ann; Bob was told: sold out
          2: sold once, to Bob; Ann was told: sold out
        """
        lines = [str(self)]
        for (_, reason), count in self.ends.items():
            lines += wrap(
                f"{count}: {reason}",
                width=WIDEST,
                initial_indent="  ",
                subsequent_indent="     ",
            )
        return "\n".join(lines)

    def __repr__(self):
        return f"Recording: {self.name} at {self.level} ({len(self.states)} states)"

    def _ends_first(self):
        """Return the states so that each comes after all that its moves lead to."""
        ordered = []
        seen = set()
        ahead = [(0, False)]
        while ahead:
            number, is_after_its_moves = ahead.pop()
            if is_after_its_moves:
                ordered.append(self.states[number])
            elif number not in seen:
                seen.add(number)
                ahead.append((number, True))
                moves = self.states[number]["moves"]
                ahead.extend((move["to"], False) for move in moves)
        return ordered
