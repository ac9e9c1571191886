"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .clients import TIMEOUT, begin, call, end, sleep
from .crew import Run, ScheduleError, Step, When, replay
from .drawing import Drawing
from .explore import Found, explore
from .faults import Crash, Cut, Loss, Pause, Skew
from .kernel import Event, constant, exponential, pareto, uniform
from .lattice import lattice
from .node import Node
from .spacetime import space_time
from .world import World

__all__ = [
    "TIMEOUT",
    "Crash",
    "Cut",
    "Drawing",
    "Event",
    "Found",
    "Loss",
    "Node",
    "Pause",
    "Run",
    "ScheduleError",
    "Skew",
    "Step",
    "When",
    "World",
    "begin",
    "call",
    "constant",
    "end",
    "explore",
    "exponential",
    "lattice",
    "pareto",
    "replay",
    "sleep",
    "space_time",
    "uniform",
]
