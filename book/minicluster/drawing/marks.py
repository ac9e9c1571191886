"""The marks of what happens at a moment: each draws itself, however time runs."""

from dataclasses import dataclass

from .letters import size_of
from .sketch import around

ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # shares of an arrow where words may stand
SHORT = 12  # a lost message ends so far before its target's line, in units


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
        start = layout.at(self.source, self.sent)
        end = layout.at(self.target, self.arrived)
        if self.source == self.target:
            start, end = start.moved(-1, -1), end.moved(1, 1)
        if self.fate != "receive":
            length = max(abs(end.x - start.x), abs(end.y - start.y)) or 1
            end = start.between(end, max(0.5, 1 - SHORT / length))
        sketch.arrow(step, self.style, start, end)
        if self.fate == "lost":
            sketch.cross(step, end)
            places = around(end, *size_of(["lost"], bold=True), gap=9)
            sketch.words(step, ["lost"], places, "bad", rank=2)
        if self.words:
            lines = layout.lines_of(self.words)
            wide, high = size_of(lines)
            near, far = self._near(layout, start, end)
            places = []
            for share in ALONG:
                point = start.between(end, share * far)
                places.append(point.moved(7, -high / 2))
                places.append(point.moved(-wide - 7, -high / 2))
                places.append(point.moved(-wide / 2, -high - 3))
                places.append(point.moved(-wide / 2, 3))
            sketch.words(step, lines, places, rank=5, near=near)

    def _near(self, layout, start, end):
        """Return where the words are not taken for another's, and how far that goes.

        It is the Box between the sender's lane and the next one, and the share of the
        arrow in it: further on, arrows from several lanes run side by side.
        """
        if self.source == self.target:
            return None, 1
        gap = layout.gap(self.source, self.target)
        if layout.name == "mc-wide":
            return gap, min(1, gap.high / (abs(end.y - start.y) or 1))
        return gap, min(1, gap.wide / (abs(end.x - start.x) or 1))


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
        style = ""
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
            lines = layout.lines_of(self.words, bold=bool(style))
            places = around(point, *size_of(lines, bool(style)), gap=8)
            rank = 4
            if layout.name == "mc-narrow":  # to the left is another's lane
                places = sorted(places, key=lambda place: -place.x)
                rank = 1
            sketch.words(step, lines, places, style, rank)
