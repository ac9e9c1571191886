"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .clients import TIMEOUT, begin, call, end, sleep
from .crew import Run, ScheduleError, Step, When, replay
from .drawing import Drawing
from .explore import Found, explore
from .faults import Crash, Cut, Loss, Pause, Skew
from .history import HistoryError, Operation, Verdict, history
from .kernel import Event, constant, exponential, pareto, uniform
from .lattice import lattice
from .linearizability import ANY, CasRegister, KeyValue, check_linearizable
from .node import Node
from .reach import Reached, reach
from .sessions import (
    monotonic_reads,
    monotonic_writes,
    read_your_writes,
    writes_follow_reads,
)
from .spacetime import space_time
from .timeline import timeline
from .world import World

# fmt: off
__all__ = [
    "ANY", "TIMEOUT", "CasRegister", "Crash", "Cut", "Drawing", "Event", "Found",
    "HistoryError", "KeyValue", "Loss", "Node", "Operation", "Pause", "Reached",
    "Run", "ScheduleError", "Skew", "Step", "Verdict", "When", "World", "begin",
    "call", "check_linearizable", "constant", "end", "explore", "exponential",
    "history", "lattice", "monotonic_reads", "monotonic_writes", "pareto", "reach",
    "read_your_writes", "replay", "sleep", "space_time", "timeline", "uniform",
    "writes_follow_reads",
]
