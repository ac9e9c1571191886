"""A simulated cluster: interleavings, messages, faults, histories, drawings."""

from .crew import Run, ScheduleError, Step, When, replay
from .explore import Found, explore

__all__ = ["Found", "Run", "ScheduleError", "Step", "When", "explore", "replay"]
