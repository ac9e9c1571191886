"""The messages of a trace: where each arrow ends, and what is told of it."""

from collections import defaultdict
from statistics import median_low

from .figure import brief
from .marks import Message
from .scene import Said

FATES = ("receive", "lost")  # what a message comes to


class Messages:
    """The fates of all messages of a trace, by their numbers."""

    def __init__(self, trace):
        self.fates = defaultdict(list)  # events by number of the message
        sent = {}  # time by number
        taken = []  # how long each message took that arrived
        for event in trace:
            if event.kind == "send":
                sent[event.number] = event.time
            elif event.kind in FATES:
                self.fates[event.number].append(event)
                if event.kind == "receive" and event.number in sent:
                    taken.append(event.time - sent[event.number])
        self.usual = median_low(taken) if taken else None  # microseconds on the way

    def tell(self, scene, sent):
        """Tell the same message to one or more: its arrows, and what became of each."""
        words = words_of(sent[0].what)
        marks = []
        became = defaultdict(list)  # the names of those to whom the same happened
        for event in sent:
            told = []
            for fate in self.fates[event.number] or [None]:
                marks.append(self._arrow(scene, event, fate, "" if marks else words))
                told.append(_what_became(scene, fate))
            became[" and ".join(told)].append(event.peer)
        self._say(scene, sent[0], marks[0])
        (first, names), *others = became.items()
        line = f"{sent[0].who} → {', '.join(names)}: {words}, {first}"
        for what, names in others:
            line += f"; {', '.join(names)}: {what}"
        scene.tell(sent[0].time, line, *marks)

    def _say(self, scene, event, mark):
        ends = event.who, event.peer
        scene.said.append(Said(*ends, mark.words, mark.sent, mark.arrived))

    def _arrow(self, scene, event, fate, words):
        kind = "flight" if fate is None else fate.kind
        arrived = scene.end if fate is None else fate.time
        if kind != "receive" and self.usual is not None:
            # It would have taken as long as others; a lost one may be known at once.
            arrived = min(event.time + self.usual, scene.end)
        ends = event.who, event.peer
        if kind == "lost":
            scene.lanes[event.peer].lost_from.append(event.who)
            time = arrived - 1, arrived + 1
            scene.said.append(Said(*ends[::-1], "lost", *time, is_bold=True))
        style = scene.lanes[event.who].style
        return Message(*ends, event.time, arrived, kind, brief(words, 24), style=style)


def sent_together(trace):
    """Return the messages of a trace in groups: from one, at one time, alike."""
    groups = defaultdict(list)
    for event in trace:
        if event.kind == "send":
            groups[event.time, event.who, words_of(event.what)].append(event)
    return groups.values()


def words_of(message):
    """Return a message as words.

    >>> words_of(("write", 5))
    'write 5'
    """
    parts = message if isinstance(message, tuple | list) else [message]
    return " ".join(map(str, parts))


def _what_became(scene, fate):
    if fate is None:
        return "in flight"
    if fate.kind == "receive":
        return f"arrives {scene.scale.clock(fate.time)}"
    return "lost"
