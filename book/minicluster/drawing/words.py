"""Where words are put in a drawing: where they hide least of what is drawn."""

from collections import defaultdict
from dataclasses import dataclass

from .figure import Point

LETTER = 7.6  # width of one, about
BAND = 9  # height of the bands in which the points of what is drawn are kept
ABOVE, BELOW = 13, 5  # how far words reach above and below the line they stand on


@dataclass(frozen=True)
class Words:
    """Words that wait for their place."""

    step: int  # of the drawing to which they belong; 0: to none
    text: str
    places: tuple  # Points to choose from; the words begin there
    style: dict  # attributes of the SVG element


class Busy:
    """The points where something is drawn, kept by height."""

    def __init__(self):
        self.bands = defaultdict(list)

    def add(self, point):
        """Something is drawn here."""
        self.bands[point.y // BAND].append(point)

    def add_line(self, start, end):
        """A line is drawn from one point to another."""
        for step in range(50):
            self.add(start.between(end, step / 50))

    def add_words(self, start, length):
        """Words are written from a point on."""
        for right in range(0, int(length) + 6, 3):
            for up in (1, 9):
                self.add(start.moved(right, -up))

    def hidden_by(self, start, length):
        """Return how many points would lie under words that begin at a point."""
        lowest = int((start.y - ABOVE) // BAND)
        highest = int((start.y + BELOW) // BAND)
        hidden = 0
        for band in range(lowest, highest + 1):
            for point in self.bands.get(band, ()):
                inside = -ABOVE < point.y - start.y < BELOW
                hidden += inside and -3 < point.x - start.x < length + 3
        return hidden


def place(words, busy, width):
    """Return where words are to begin, inside a drawing of some width."""
    length = LETTER * len(words.text)
    places = [
        Point(max(2, min(point.x, width - length)), point.y) for point in words.places
    ]
    best = min(places, key=lambda start: busy.hidden_by(start, length))
    busy.add_words(best, length)
    return best
