"""The one scale of a picture: true to time, with long quiet stretches left out."""

import bisect
import itertools
from dataclasses import dataclass

BREAK = 56  # units of the drawing that a stretch that is left out takes
MOST_BREAKS = 3
SQUEEZED = 1 / 20  # what is left would take less than this share of the axis
NICE = (1, 2, 5)  # a tick every 1, 2, 5, 10, 20, ...


@dataclass(frozen=True)
class Unit:
    """A unit of time on an axis."""

    length: int  # microseconds
    name: str
    limit: float  # it is used for lengths below this, microseconds


UNITS = (
    Unit(1, "µs", 10_000),
    Unit(1_000, "ms", 10_000_000),
    Unit(1_000_000, "s", float("inf")),
)
STEPS = Unit(1, "", float("inf"))  # of a picture that counts steps


@dataclass(frozen=True)
class Stretch:
    """A part of the axis, between two moments."""

    start: int  # a moment
    end: int
    is_left_out: bool = False


def stretches(moments):
    """Return the axis as Stretches: up to three long gaps are left out.

    They are left out where all the rest would be squeezed otherwise.

    >>> [part.is_left_out for part in stretches([0, 2, 4, 30_000, 30_002])]
    [False, True, False]
    >>> stretches([0, 10, 30])
    [Stretch(start=0, end=30, is_left_out=False)]
    """
    moments = sorted({0, *moments})
    gaps = sorted(itertools.pairwise(moments), key=lambda gap: gap[0] - gap[1])
    whole = moments[-1]
    for number in range(1, MOST_BREAKS + 1):
        longest = gaps[:number]
        rest = whole - sum(end - start for start, end in longest)
        if 0 < rest < whole * SQUEEZED:
            return _parts(moments, sorted(longest))
    return [Stretch(0, whole)]


def _parts(moments, left_out):
    parts, now = [], moments[0]
    for start, end in left_out:
        if start > now:
            parts.append(Stretch(now, start))
        parts.append(Stretch(start, end, is_left_out=True))
        now = end
    if moments[-1] > now:
        parts.append(Stretch(now, moments[-1]))
    return parts


class Scale:
    """Where each moment stands on the axis from one coordinate to another.

    Equal times are equally long, but for the stretches that are left out.

    >>> scale = Scale([0, 10, 30], 100, 160)
    >>> scale.at(10), scale.at(20), scale.clock(20)
    (120.0, 140.0, '20 µs')
    """

    def __init__(self, moments, low, high, unit=None):
        self.low, self.high = low, high
        parts = stretches(moments) if unit is None else [Stretch(0, max(moments))]
        self.left_out = [part for part in parts if part.is_left_out]
        time = sum(part.end - part.start for part in parts if not part.is_left_out)
        self.unit = unit or _unit_of(parts[-1].end, time)
        length = high - low - BREAK * len(self.left_out)
        self.rate = length / (time or 1)  # units of the drawing per microsecond
        self.parts = parts
        self.starts = []  # where each part begins on the axis
        place = low
        for part in parts:
            self.starts.append(place)
            true = (part.end - part.start) * self.rate
            place += BREAK if part.is_left_out else true

    def at(self, time):
        """Return the coordinate of a moment."""
        number = bisect.bisect_right(self.parts, time, key=lambda part: part.start) - 1
        part = self.parts[max(number, 0)]
        past = time - part.start
        if part.is_left_out:
            past = past / (part.end - part.start) * BREAK
        else:
            past *= self.rate
        return min(self.starts[max(number, 0)] + past, self.high)

    def clock(self, time):
        """Return a time in words."""
        return f"{time / self.unit.length:.12g} {self.unit.name}".rstrip()

    def ticks(self, room):
        """Return moments for numbers on the axis, at least so far apart."""
        every = self._tick_every(room)
        moments = []
        for part in self.parts:
            if part.is_left_out:
                continue
            first = -(-part.start // every) * every
            moments += range(int(first), int(part.end) + 1, every)
        return moments

    def _tick_every(self, room):
        power = 1
        while True:
            for nice in NICE:
                if nice * power * self.rate >= room:
                    return nice * power
            power *= 10
            if power > 10**15:
                return power


def _unit_of(whole, shown):
    """Return the Unit for times up to `whole` of which some are left out.

    Seconds are too coarse if what is shown is short.
    """
    short, middle, _ = UNITS
    if whole < short.limit:
        return short
    return next(unit for unit in UNITS[1:] if max(shown, middle.length) < unit.limit)
