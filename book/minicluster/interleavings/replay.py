"""One schedule, run again and written down step by step."""

import copy
from dataclasses import dataclass

from .execution import Execution, ScheduleError

# A repaired race has no bad run, and what draws or prints one is told so.
NO_RUN = "there is no schedule to run: the search found no bad one, so it gave None"
WIDEST = 72  # characters of a printed line


@dataclass(frozen=True)
class Step:
    """One step of a run.

    >>> Step("ann", "read", "stock=5").label
    'read'
    """

    client: str
    label: str  # what the client announced
    state: str  # the shared state after it, as text


@dataclass(frozen=True)
class Run:
    """A replayed schedule; printing it gives a table, at most 72 characters wide.

    >>> Run("0", (Step("ann", "read", "stock=5"),), {"stock": 5}, ("bob",))
    client  step  state after it
    ann     read  stock=5
    """

    schedule: str
    steps: tuple  # of Step
    state: object  # what is shared, at the end
    enabled: tuple  # the names of the clients that could go on

    def __repr__(self):
        rows = [("client", "step", "state after it")]
        rows += [(step.client, step.label, step.state) for step in self.steps]
        client_width = max(len(client) for client, _, _ in rows)
        label_width = max(len(label) for _, label, _ in rows)
        lines = []
        for client, label, state in rows:
            line = f"{client:{client_width}}  {label:{label_width}}  {state}"
            lines.append(line if len(line) <= WIDEST else line[: WIDEST - 1] + "…")
        return "\n".join(lines)


def describe(state):
    """Return `state` in one line of text.

    >>> describe({"stock": 1, "sold": ["ann"]})
    "stock=1 sold=['ann']"
    """
    parts = state if isinstance(state, dict) else getattr(state, "__dict__", None)
    if parts is None:
        return repr(state)
    return " ".join(f"{name}={value!r}" for name, value in parts.items())


def replay_race(race, schedule):
    """Run one schedule of the clients that `race()` builds; see `replay`."""
    if schedule is None:
        raise ScheduleError(NO_RUN)
    execution = Execution(race)
    steps = []
    for position, digit in enumerate(schedule, start=1):
        enabled = execution.enabled()
        if digit not in enabled:
            free = [f"{other} ({execution.names[other]})" for other in enabled]
            only = f"only {' and '.join(free) or 'nobody'}"
            raise ScheduleError(
                f"position {position} of {schedule!r}: {digit!r} cannot move here, "
                f"{only}"
            )
        label = str(execution.announced[digit])
        execution.advance(digit)
        name = execution.names[digit]
        steps.append(Step(name, label, describe(execution.shared)))
    names = tuple(execution.names[digit] for digit in execution.enabled())
    return Run(schedule, tuple(steps), _as_it_stands(execution.shared), names)


def _as_it_stands(shared):
    """Return a copy of what is shared: clients that are let go may still change it.

    What cannot be copied, as a database, is returned itself.
    """
    try:
        return copy.deepcopy(shared)
    except TypeError:
        return shared
