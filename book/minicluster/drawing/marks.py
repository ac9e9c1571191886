"""The marks of what happens at a moment: each draws itself, however time runs."""

from dataclasses import dataclass

from .corners import around, beside, over
from .letters import size_of


@dataclass
class Message:
    """A message from lane to lane; one that was lost ends shortly before its target."""

    source: str
    target: str
    sent: int
    arrived: int  # when it arrives, or would have if it were not lost
    fate: str  # "receive", "lost" or "flight"
    words: str  # "" where another arrow of this message has them
    style: str

    def draw(self, sketch, layout, step):
        """Draw the arrow, its words, and what became of it."""
        start, end = layout.ends(self)
        if self.source == self.target:
            start, end = start.moved(-1, -1), end.moved(1, 1)
        if self.fate != "receive":
            is_wide = layout.name == "mc-wide"
            length = abs(end.y - start.y if is_wide else end.x - start.x) or 1
            end = start.between(end, max(0.5, 1 - layout.short / length))
        shaft = sketch.arrow(step, self.style, start, end)
        if self.fate == "lost":
            sketch.cross(step, end)
            size = size_of(["lost"], bold=True)
            places = layout.places_at_cross(start, end, *size)
            home = layout.home(self.target)
            sketch.words(step, ["lost"], places, "bad", rank=2, home=home)
        if self.words:
            lines = layout.lines_of(self.words)
            size = size_of(lines)
            places, others = self._places(layout, shaft, size)
            good, fair = len(places), len(places + others)
            places += others + over(*shaft, *size)
            more = {"good": good, "fair": fair, "own": shaft}
            sketch.words(step, lines, places, self.style, rank=5, **more)

    def _places(self, layout, shaft, size):
        """Return corners beside the arrow where its words are best, and others.

        The best are between the sender's lane and the next one: further on, arrows from
        several lanes run side by side.
        """
        places = beside(*shaft, *size)
        if self.source == self.target:
            return places, []
        gap = layout.gap(self.source, self.target)
        middles = [place.moved(size[0] / 2, size[1] / 2) for place in places]
        good = [p for p, m in zip(places, middles, strict=True) if gap.holds(m)]
        good.sort(key=lambda place: _off(place.moved(size[0] / 2, 0), gap, layout))
        good += layout.places_at_start(*shaft, *size)
        taken = set(good)
        return good, [place for place in places if place not in taken]


def _off(point, gap, layout):
    """Return how far a point is from the middle of a gap between lanes."""
    middle = gap.middle
    if layout.name == "mc-wide":
        return abs(point.y - middle.y)
    return abs(point.x - middle.x)


@dataclass
class Dot:
    """What happens at one moment on a lane."""

    lane: str
    time: int
    words: str
    style: str
    shape: str = "disc"  # or "cross", "tick" across the line

    def draw(self, sketch, layout, step):
        """Draw the mark and write its words beside it."""
        point = layout.at(self.lane, self.time)
        style = self.style if self.shape == "disc" else ""
        if self.shape == "cross":
            sketch.cross(step, point)
            style = "bad"
        elif self.shape == "tick":
            along = (0, 11) if layout.name == "mc-wide" else (11, 0)
            ends = [point.moved(-along[0], -along[1]), point.moved(*along)]
            sketch.path(step, f"{self.style} thick", ends)
        else:
            sketch.disc(step, f"{self.style} full", point)
        if self.words:
            bold = style == "bad"
            lines = layout.lines_of(self.words, bold)
            places = around(point, *size_of(lines, bold), gap=9)
            rank = 4
            if layout.name == "mc-narrow":  # to the left is another's lane
                places = sorted(places, key=lambda place: -place.x)
                rank = 1
            home = layout.home(self.lane)
            sketch.words(step, lines, places, style, rank, home=home)
