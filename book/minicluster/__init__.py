"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .crew import ScheduleError, When, replay
from .explore import explore
from .faults import Crash, Cut, Pause, Skew
from .judging.history import HistoryError, Operation, history
from .judging.linearizability import check_linearizable
from .judging.models import CasRegister, KeyValue
from .judging.sessions import (
    monotonic_reads,
    monotonic_writes,
    read_your_writes,
    writes_follow_reads,
)
from .lattice import lattice
from .nodes import Node, begin, call, end, sleep
from .reach import reach
from .spacetime import space_time, timeline
from .world import World
