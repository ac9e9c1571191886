"""Clients whose steps are taken one at a time, in an order that a string spells."""

from contextlib import suppress
from dataclasses import dataclass

from ..generators import let_go

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"  # a client's name in a schedule


class ScheduleError(ValueError):
    """A schedule that cannot be run: the text names the position and the mend."""


@dataclass(frozen=True)
class When:
    """Announce a step that can run only while `condition()` is true.

    >>> lock = {"owner": None}
    >>> When("take lock", lambda: lock["owner"] is None).condition()
    True
    """

    label: str
    condition: object  # a function without arguments

    def __str__(self):
        return self.label


class Execution:
    """The clients of one run, each standing before the step it has announced.

    `race()` builds the shared state and the clients; `schedule` is run at once.
    """

    def __init__(self, race, schedule=""):
        self.generators = {}  # by digit
        self.shared, clients = race()
        if len(clients) > len(DIGITS):
            raise ScheduleError(f"{len(clients)} clients: at most {len(DIGITS)}")
        for name, client in clients.items():
            if not hasattr(client, "send"):
                raise TypeError(f"client {name!r} is {client!r}: call it, buyer(shop)")
        self.names = dict(zip(DIGITS, clients, strict=False))
        self.generators = dict(zip(DIGITS, clients.values(), strict=False))
        self.announced = {}  # by digit: a name, a When, or None at the end
        for digit in self.names:
            self.advance(digit)
        for digit in schedule:
            self.advance(digit)

    def advance(self, digit):
        """Run the announced step of one client; it then announces its next."""
        try:
            step = next(self.generators[digit])
        except StopIteration:
            self.announced[digit] = None
            return
        if not step or type(step) not in (str, When):
            name = self.names[digit]
            raise TypeError(f"client {name!r} yielded {step!r}: yield a name or a When")
        self.announced[digit] = step

    def enabled(self):
        """Return the digits of the clients that can take a step now."""
        return [digit for digit in self.names if self._can_step(digit)]

    def _can_step(self, digit):
        step = self.announced[digit]
        return step.condition() if isinstance(step, When) else step is not None

    def waiting(self):
        """Return the digits of the clients that have announced a step, in vain."""
        announced = [digit for digit, step in self.announced.items() if step]
        return [digit for digit in announced if not self._can_step(digit)]

    def labels(self):
        """Return what each client has announced, as text, by digit."""
        return {digit: step and str(step) for digit, step in self.announced.items()}

    def close(self):
        """End the clients: one that holds a database lets go of it."""
        for generator in self.generators.values():
            let_go(generator)

    def __del__(self):
        """End the clients of a run that nobody goes on with."""
        with suppress(Exception):  # what it says then happens on no schedule
            self.close()
