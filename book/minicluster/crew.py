"""Clients whose steps are taken one at a time, in an order that a string spells."""

from typing import Any, NamedTuple

from .state import describe, snapshot

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class ScheduleError(ValueError):
    """A schedule that cannot be run: the text names the position and the mend."""


class When(NamedTuple):
    """Announce a step that can run only while `condition()` is true.

    >>> lock = {"owner": None}
    >>> When("take lock", lambda: lock["owner"] is None).condition()
    True
    """

    label: str
    condition: Any


class Crew:
    """The clients of one run, each standing before the step it has announced.

    A client is named by its digit in schedules; `path` is run at once.
    """

    def __init__(self, race, path=""):
        self.shared, clients = race()
        if len(clients) > len(DIGITS):
            raise ScheduleError(f"{len(clients)} clients: at most {len(DIGITS)}")
        self.names = dict(zip(DIGITS, clients, strict=False))
        self.generators = dict(zip(DIGITS, clients.values(), strict=False))
        for name, client in clients.items():
            if not hasattr(client, "send"):
                raise TypeError(
                    f"client {name!r} is {client!r}, no generator: give race() the "
                    "call, as in buyer(shop), of a function that yields"
                )
        self.announced = {}
        for digit in [*self.names, *path]:
            self.advance(digit)

    def advance(self, digit):
        """Run the announced step of one client; it then announces its next."""
        step = self.announced[digit] = next(self.generators[digit], None)
        if type(step) is not str and step is not None and type(step) is not When:
            raise TypeError(
                f"client {self.names[digit]!r} yielded {step!r}: yield the name of the "
                'next step, as in yield "read", or When(name, condition)'
            )

    def movable(self):
        """Return the digits of the clients that can take a step now."""
        return [
            digit
            for digit, step in self.announced.items()
            if step is not None and (type(step) is str or step.condition())
        ]


class Step(NamedTuple):
    """One step of a run: who took it, what it was called, the state after it.

    >>> Step("ann", "read", {"stock": 5}).label
    'read'
    """

    client: str
    label: str
    state: Any


class Run(NamedTuple):
    """A replayed schedule: its steps, the final state, and who could go on.

    Printing it gives a table, at most 72 characters wide.

    >>> Run("0", [Step("ann", "read", {"stock": 5})], {"stock": 5}, ("bob",))
    client  step  state after it
    ann     read  stock=5
    """

    schedule: str
    steps: list
    state: Any
    movable: tuple

    def __repr__(self):
        rows = [("client", "step", "state after it")]
        rows += [(name, label, describe(state)) for name, label, state in self.steps]
        wide, wider = (max(len(row[place]) for row in rows) for place in (0, 1))
        lines = [f"{a:{wide}}  {b:{wider}}  {c}" for a, b, c in rows]
        return "\n".join(line if len(line) <= 72 else line[:71] + "…" for line in lines)


def replay(race, schedule):
    """Run one schedule, given as a string of client indices; it may stop early.

    Raises ScheduleError where the string asks for a client that cannot move.

    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> replay(race, "0110")
    client  step   state after it
    ann     read   stock=5
    bob     read   stock=5
    bob     write  stock=4
    ann     write  stock=4
    >>> replay(race, "000")
    Traceback (most recent call last):
    ...
    minicluster.crew.ScheduleError: position 3 of '000' asks for '0' (ann), who is \
done; '1' (bob) could move
    """
    crew, steps = Crew(race), []
    for position, digit in enumerate(schedule, start=1):
        movable, name = crew.movable(), crew.names.get(digit)
        if digit not in movable:
            state = "waits" if crew.announced.get(digit) else "is done"
            who = f" ({name}), who {state}" if name else ", no client"
            free = " and ".join(f"{d!r} ({crew.names[d]})" for d in movable)
            raise ScheduleError(
                f"position {position} of {schedule!r} asks for {digit!r}{who}; "
                f"{free or 'nobody'} could move"
            )
        step = crew.announced[digit]
        label = step.label if isinstance(step, When) else step
        crew.advance(digit)
        steps.append(Step(name, label, snapshot(crew.shared)))
    movable = tuple(crew.names[digit] for digit in crew.movable())
    return Run(schedule, steps, crew.shared, movable)
