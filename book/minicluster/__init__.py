"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .crew import Run, ScheduleError, Step, When, replay
from .drawing import Drawing
from .explore import Found, explore
from .faults import Crash, Cut, Pause, Skew
from .history import HistoryError, Operation, Verdict, history
from .kernel import Event
from .lattice import lattice
from .linearizability import ANY, CasRegister, KeyValue, check_linearizable
from .nodes import Node, begin, call, end, sleep
from .reach import Reached, reach
from .spacetime import space_time
from .timeline import timeline
from .world import World
