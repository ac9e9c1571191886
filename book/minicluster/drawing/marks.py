"""The marks of what happens at a moment: each draws itself, however time runs."""

from dataclasses import dataclass

from .corners import around
from .letters import size_of

# Shares of an arrow where words may stand, best in its middle.
ALONG = sorted((share / 40 for share in range(7, 34)), key=lambda at: abs(at - 0.5))
SHORT = 6  # a lost message ends so far before its target's line, in units


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
            is_wide = layout.name == "mc-wide"
            length = abs(end.y - start.y if is_wide else end.x - start.x) or 1
            end = start.between(end, max(0.5, 1 - SHORT / length))
        shaft = sketch.arrow(step, self.style, start, end)
        if self.fate == "lost":
            sketch.cross(step, end)
            size = size_of(["lost"], bold=True)
            places = layout.places_at_cross(self.target, end, *size)
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
                places.append(point.moved(-wide / 2, -high / 2))
            if near is not None:
                places += layout.places_at_start(start, near, wide, high)
            sketch.words(step, lines, places, self.style, rank=5, near=near, own=shaft)

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
            places = around(point, *size_of(lines, bold), gap=8)
            rank = 4
            if layout.name == "mc-narrow":  # to the left is another's lane
                places = sorted(places, key=lambda place: -place.x)
                rank = 1
            sketch.words(step, lines, places, style, rank)
