"""Runs of a real PostgreSQL, recorded: every interleaving of two sessions, as a graph.

Chapters load what was recorded; no server is needed for that:

>>> from recorded import load
>>> recording = load("check-then-take", "READ COMMITTED")
>>> recording.broken, recording.schedules
(12, 14)
"""

from .either import either
from .recording import LEVELS, Recording, load, names
from .steps import as_told, believes, in_words, told

__all__ = [
    "LEVELS",
    "Recording",
    "as_told",
    "believes",
    "either",
    "in_words",
    "load",
    "names",
    "told",
]
