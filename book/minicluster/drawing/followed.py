"""One schedule of a race, followed step by step: values, and what clients believe."""

from dataclasses import dataclass

from ..graphs.state_graph import in_words, named, plain
from ..interleavings.execution import Execution, ScheduleError
from ..interleavings.replay import replay_race


@dataclass
class Belief:
    """What a client goes by, from the step in which it learned it."""

    client: str
    words: str
    about: str | None  # the shared value that it is about
    seen: object  # that value when it was learned
    start: int  # number of the step
    end: int | None = None  # the step in which it was acted on or given up; None: none
    outdated: int | None = None  # the step since which the value is another


@dataclass
class Kept:
    """A shared value, from one change to the next."""

    name: str
    value: object
    start: int  # number of the step; 0: from the beginning
    end: int | None = None
    wrong: str = ""  # the promise that is broken since this change


@dataclass
class Taken:
    """One step."""

    number: int  # from 1
    client: str
    label: str
    changed: list  # of Kept, which begin here
    learned: Belief | None


class Followed:
    """A run of a race: what was taken, kept and believed, in order."""

    def __init__(self, race, schedule, values, believes=None, bad=None):
        replay_race(race, schedule)  # refuses a step that is not there
        self.execution = Execution(race)
        self.values = tuple(values)
        self.believes = believes
        self.bad = bad
        self.is_bad = False
        self.taken = []
        self.beliefs = []
        self.now = {}  # the Belief of each client, by name
        self.acted_on = {}  # the words of the belief that a client has acted on
        start = self._shared()
        self.kept = [Kept(name, start[name], 0) for name in self.values]
        self.current = {kept.name: kept for kept in self.kept}
        for digit in schedule:
            self._advance(digit)

    def _shared(self):
        shared = named(self.execution.shared)
        missing = [name for name in self.values if name not in shared]
        if missing:
            only = ", ".join(shared)
            raise ScheduleError(f"no shared value {missing[0]!r}, only {only}")
        return shared

    def _advance(self, digit):
        """Take a step and note what it has changed."""
        number = len(self.taken) + 1
        client = self.execution.names[digit]
        label = str(self.execution.announced[digit])
        self.execution.advance(digit)
        changed = self._keep(number)
        learned = self._learn(digit, client, number, changed)
        self._compare(client, number)
        self.taken.append(Taken(number, client, label, changed, learned))

    def _keep(self, number):
        """Return the shared values that are others now, as Kept."""
        shared = self._shared()
        changed = []
        for name in self.values:
            if shared[name] != self.current[name].value:
                self.current[name].end = number
                kept = Kept(name, shared[name], number)
                self.current[name] = kept
                changed.append(kept)
        self.kept += changed
        if self.bad is not None and not self.is_bad:
            self.is_bad = bool(self.bad(self.execution.shared))
            if self.is_bad:
                for kept in changed:
                    kept.wrong = in_words(self.bad, "bad")
        return changed

    def _learn(self, digit, client, number, changed):
        """End the belief of a client that acts on it; return what it has learned."""
        found = self._belief_of(digit)
        before = self.now.get(client)
        if before is not None:
            acts = before.about in [kept.name for kept in changed]
            if not acts and found is not None and found[0] == before.words:
                return None
            before.end = number
            del self.now[client]
            self.acted_on[client] = before.words
        if found is None or found[0] == self.acted_on.get(client):
            return None
        words, about = found
        seen = self._shared().get(about)
        belief = Belief(client, words, about, seen, number)
        self.now[client] = belief
        self.beliefs.append(belief)
        return belief

    def _belief_of(self, digit):
        """Return what a client's variables say, as (words, name of a value) or None."""
        frame = self.execution.generators[digit].gi_frame
        if self.believes is None or frame is None:
            return None
        return self.believes(dict(frame.f_locals))

    def _compare(self, mover, number):
        """Note which beliefs of the others are out of date now."""
        shared = self._shared()
        for belief in self.now.values():
            if belief.about is None or belief.outdated is not None:
                continue
            if shared.get(belief.about) != belief.seen:
                belief.outdated = number


def in_short(value):
    """Return a shared value as it stands in a box.

    >>> in_short(["Ann", "Bob"]), in_short(None), in_short(-1)
    ('Ann, Bob', '-', '-1')
    """
    if value is None or value in ([], {}):
        return "-"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(f"{name}={plain(part)}" for name, part in value.items())
    return str(value)
