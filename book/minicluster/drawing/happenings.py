"""What befalls one node or client, as marks on its lane."""

from .lasting import End, Harm, Span, Value
from .marks import Dot
from .record import NOTHING

BARE = ("note", "span", "operation", "belief", "stuck", "role", "point")
ENDS = {  # what lasts until another event of the same node or client
    "crash": ("restart",),
    "role": ("role", "crash"),
}
LINKS = ("cut", "heal")  # the picture has the word alone
LEADING = ("leader", "primary")


class Happenings:
    """The events of a trace that are no messages, each with its end."""

    def __init__(self, trace):
        self.ends = {}  # times by id of the event, for what lasts until another event
        self.begun = set()  # (who, time) where a belief begins
        self.alike = {}  # Tellings by moment, kind and words: told in one step
        later = {}  # by (who, kind): when it next happens
        for event in reversed(trace):
            kinds = ENDS.get(event.kind, ())
            times = [later[event.who, k] for k in kinds if (event.who, k) in later]
            self.ends[id(event)] = min(times, default=event.until)
            later[event.who, event.kind] = event.time
            if event.kind == "belief":
                self.begun.add((event.who, event.time))

    def tell(self, scene, event):
        """Tell an event, and the end of what ends by itself."""
        end = self.ends[id(event)]
        words = words_of(event)
        told = f"{event.who}: {words}"
        if end is not None and event.kind not in ("role", "value", "belief", "harm"):
            told += f" until {scene.scale.clock(end)}"
        self.KINDS.get(event.kind, Happenings._dot)(self, scene, event, end, told)

    def _dot(self, scene, event, end, told):
        words = event.kind if event.kind in LINKS else words_of(event)
        style = scene.lanes[event.who].style
        mark = Dot(event.who, event.time, words, style)
        scene.lanes[event.who].beside.append(words)
        if event.kind not in LINKS:
            scene.tell(event.time, told, mark, rank=0 if event.kind == "restart" else 3)
            return
        known = self.alike.get((event.time, event.kind, event.who))
        if known is not None:
            known.words += f", {event.what}"
            return
        telling = scene.tell(event.time, told, mark)
        self.alike[event.time, event.kind, event.who] = telling

    def _point(self, scene, event, end, told):
        mark = Dot(event.who, event.time, str(event.what), "good", "tick")
        scene.tell(event.time, f"{event.who}: point {event.what}", mark)

    def _stuck(self, scene, event, end, told):
        mark = Dot(event.who, event.time, str(event.what), "bad", "cross")
        scene.tell(event.time, told, mark)

    def _crash(self, scene, event, end, told):
        line = Span(event.who, 0, event.time, end, "", "bad soft dash")
        cross = Dot(event.who, event.time, "crash", "bad", "cross")
        scene.lanes[event.who].beside.append("crash")
        scene.lanes[event.who].on_line.append("")
        scene.lanes[event.who].bars.append((event.time, end))
        scene.tell(event.time, told, line, cross)

    def _pause(self, scene, event, end, told):
        bar = Span(event.who, 0, event.time, end, "pause", "ink soft")
        scene.lanes[event.who].on_line.append("pause")
        scene.lanes[event.who].bars.append((event.time, end))
        scene.tell(event.time, told, bar)

    def _lasting(self, scene, event, end, told):
        """Tell a span or a belief, and as a step of its own its end."""
        words = words_of(event)
        track = scene.track(event.who, event.kind, words, event.time, end)
        style = scene.lanes[event.who].style
        bar = Span(event.who, track, event.time, end, words, f"{style} soft")
        scene.tell(event.time, told, bar, rank=2)
        goes_on = event.kind == "belief" and (event.who, end) in self.begun
        if end is not None and not goes_on:
            mark = End(event.who, track, end, "ends", style)
            scene.tell(end, f"{event.who}: {words} ends", mark, rank=0)

    def _operation(self, scene, event, end, told):
        words = words_of(event)
        track = scene.track(event.who, event.kind, words, event.time, end)
        style = scene.lanes[event.who].style
        marks = [Span(event.who, track, event.time, end, words, f"{style} soft")]
        if end is not None:
            marks.append(End(event.who, track, end, "", style))
        scene.tell(event.time, told, *marks)

    def _role(self, scene, event, end, told):
        words = words_of(event)
        style = "c2" if words in LEADING else "grey"
        track = scene.track(event.who, "role", words, event.time, end)
        bar = Span(event.who, track, event.time, end, words, f"{style} soft")
        scene.tell(event.time, told, bar)

    def _value(self, scene, event, end, told):
        words = str(event.what)
        short = "-" if words == NOTHING else words
        track = scene.track(event.who, "value", short, event.time, end)
        is_new = event.number != 0
        box = Value(event.who, track, event.time, end, short, has_changed=is_new)
        if not is_new:
            scene.first.append(box)
            return
        known = self.alike.get((event.time, "value", words))
        if known is None:
            told = f"{event.who}: stores {words}"
            telling = scene.tell(event.time, told, box, rank=1)
            self.alike[event.time, "value", words] = telling
        else:
            known.marks.append(box)
            names = ", ".join(mark.lane for mark in known.marks)
            known.words = f"{names}: store {words}"

    def _harm(self, scene, event, end, told):
        hatched = Harm(event.who, event.peer, event.time, end, str(event.what))
        if event.who == event.peer and scene.lanes[event.who].tracks:
            scene.lanes[event.who].tracks[-1].bold.append(str(event.what))
        until = "" if end is None else f", until {scene.scale.clock(end)}"
        scene.tell(event.time, f"{event.what}{until}", hatched, rank=4)

    KINDS = {
        "point": _point,
        "stuck": _stuck,
        "crash": _crash,
        "pause": _pause,
        "span": _lasting,
        "belief": _lasting,
        "operation": _operation,
        "role": _role,
        "value": _value,
        "harm": _harm,
    }


def words_of(event):
    """Return what an event says, with its kind where the words alone are not clear."""
    what = "" if event.what is None else str(event.what)
    return what if event.kind in BARE else f"{event.kind} {what}".strip()
