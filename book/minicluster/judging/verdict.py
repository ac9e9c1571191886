"""Verdict: what was found when a history was judged."""

from dataclasses import dataclass, field

from .history import Operation


@dataclass(frozen=True)
class Verdict:
    """Whether the answers are right; printing it says why, and what it covers.

    A right history has a right `order`. A wrong one has `stuck`, the first operation,
    by return, that no order of right answers gets past; `order` then comes as far. An
    undecided one has an order as far as the search had come.

    >>> Verdict(True, covered="4 operations")
    the answers are right
    covered: 4 operations
    """

    ok: bool | None  # None: undecided, the search came to its limit
    order: list[Operation] = field(default_factory=list)  # as they took effect
    stuck: Operation | None = None  # which operation fits nowhere, if not ok
    covered: str = ""  # how much was looked at, in words

    def __repr__(self):
        found = {
            True: "the answers are right",
            False: f"{self.stuck} fits nowhere",
            None: "undecided",
        }
        return f"{found[self.ok]}\ncovered: {self.covered}"
