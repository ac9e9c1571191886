"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .crew import ScheduleError, When, replay
from .explore import explore
from .faults import Crash, Cut, Pause, Skew
from .history import HistoryError, Operation, history
from .lattice import lattice
from .linearizability import CasRegister, KeyValue, check_linearizable
from .nodes import Node, begin, call, end, sleep
from .reach import reach
from .spacetime import space_time, timeline
from .world import World
