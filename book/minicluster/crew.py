"""Clients whose steps are taken one at a time, in an order that a string spells."""

from collections import namedtuple

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class ScheduleError(ValueError):
    """A schedule that cannot be run: the text names the position and the mend."""


class When(namedtuple("When", "label condition")):
    """Announce a step that can run only while `condition()` is true.

    >>> lock = {"owner": None}
    >>> When("take lock", lambda: lock["owner"] is None).condition()
    True
    """


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
                raise TypeError(f"client {name!r} is {client!r}: call it, buyer(shop)")
        self.announced = {}
        for digit in [*self.names, *path]:
            self.advance(digit)

    def advance(self, digit):
        """Run the announced step of one client; it then announces its next."""
        step = self.announced[digit] = next(self.generators[digit], False)
        if step is not False and not (step and isinstance(step, str | When)):
            name = self.names[digit]
            raise TypeError(f"client {name!r} yielded {step!r}: yield a name or a When")

    def movable(self):
        """Return the digits of the clients that can take a step now."""
        steps = self.announced.items()
        return [d for d, s in steps if s and (isinstance(s, str) or s.condition())]


class Step(namedtuple("Step", "client label state")):
    """One step of a run: who took it, what it was called, the state after it, as text.

    >>> Step("ann", "read", "stock=5").label
    'read'
    """


class Run(namedtuple("Run", "schedule steps state movable")):
    """A replayed schedule: its steps, the final state, and who could go on.

    Printing it gives a table, at most 72 characters wide.

    >>> Run("0", [Step("ann", "read", "stock=5")], {"stock": 5}, ("bob",))
    client  step  state after it
    ann     read  stock=5
    """

    def __repr__(self):
        rows = [("client", "step", "state after it"), *self.steps]
        wide, wider = (max(len(row[place]) for row in rows) for place in (0, 1))
        lines = [f"{a:{wide}}  {b:{wider}}  {c}" for a, b, c in rows]
        return "\n".join(line if len(line) <= 72 else line[:71] + "…" for line in lines)


def describe(state):
    """Return `state` in one line of text.

    >>> describe({"stock": 1, "sold": ["ann"]})
    "stock=1 sold=['ann']"
    """
    parts = state if isinstance(state, dict) else getattr(state, "__dict__", None)
    if parts is None:
        return repr(state)
    return " ".join(f"{name}={value!r}" for name, value in parts.items())


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
    minicluster.crew.ScheduleError: position 3 of '000': '0' cannot move here, \
only 1 (bob)
    """
    crew, steps = Crew(race), []
    for position, digit in enumerate(schedule, start=1):
        if digit not in crew.movable():
            free = [f"{d} ({crew.names[d]})" for d in crew.movable()]
            only = f"{digit!r} cannot move here, only {' and '.join(free) or 'nobody'}"
            raise ScheduleError(f"position {position} of {schedule!r}: {only}")
        label = getattr(crew.announced[digit], "label", crew.announced[digit])
        crew.advance(digit)
        steps.append(Step(crew.names[digit], label, describe(crew.shared)))
    return Run(schedule, steps, crew.shared, tuple(map(crew.names.get, crew.movable())))
