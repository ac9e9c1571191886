"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .cluster.commands import begin, call, end, sleep
from .cluster.faults import ClockJump, Crash, Pause
from .cluster.kernel import RunError
from .cluster.links import Cut, Partition
from .cluster.nodes import Node
from .cluster.world import World
from .drawing.lattice import lattice
from .drawing.race import lanes
from .drawing.record import record
from .drawing.spacetime import space_time
from .drawing.timeline import timeline
from .interleavings.execution import ScheduleError, When
from .interleavings.explore import explore
from .judging.history import HistoryError, Operation, history
from .judging.linearizability import check_linearizable
from .judging.models import CasRegister, KeyValue
from .judging.sessions import (
    monotonic_reads,
    monotonic_writes,
    read_your_writes,
    writes_follow_reads,
)
from .replay import replay
from .search.reach import reach
from .search.search import search
