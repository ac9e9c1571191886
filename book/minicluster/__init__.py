"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .cluster.commands import begin, call, end, sleep
from .cluster.faults import ClockJump, Crash, Pause
from .cluster.kernel import RunError
from .cluster.links import Cut, Partition
from .cluster.nodes import Node
from .cluster.world import World
from .drawing.lattice import lattice
from .drawing.spacetime import space_time
from .drawing.timeline import timeline
from .history import HistoryError, Operation, history
from .interleavings.execution import ScheduleError, When
from .interleavings.explore import explore
from .linearizability import CasRegister, KeyValue, check_linearizable
from .replay import replay
from .search.reach import reach
from .search.search import search
