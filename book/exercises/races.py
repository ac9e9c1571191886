"""The judge of a race: every schedule of the clients that the reader wrote."""

from dataclasses import dataclass

from explorable import play
from minicluster import explore
from minicluster.graphs.state_graph import GraphError

from .answer import AnswerError
from .task import Judged

MOST_STATES = 50_000  # that are visited


@dataclass(frozen=True)
class Rules:
    """What must never happen in a race, and what must still be possible."""

    never: object  # a function of what is shared at the end: is it bad?
    harm: str  # what `never` finds, as in "leave nobody on call"
    still: object  # a function of the outcomes (a list): does it still do its work?
    lazy: str  # what is said when it does not, in a sentence
    outcome: object  # a function of what is shared at the end, for `still`


def judge_race(race, rules, **drawn):
    """Search every schedule of `race()`, as `explore` takes it.

    Safety first: no schedule may end badly, and none may get stuck. Then the work: what
    never does anything is safe as well, and refused. ``drawn`` is what `play` is given
    to draw the shortest bad schedule: ``name``, ``goal`` and so on.
    """
    refuse_no_steps(race)
    found = explore(
        race,
        bad=rules.never,
        outcome=rules.outcome,
        merge=True,
        limit=MOST_STATES,
    )
    if not found.complete:
        raise AnswerError(
            f"There are more than {MOST_STATES:,} states to visit; take fewer steps."
        )
    if found.bad_schedules:
        said = f"{found.bad_schedules:,} of {found.schedules:,} schedules {rules.harm}."
        return Judged(False, said, drawn_if_small(found, drawn))
    if found.deadlocks:
        said = f"{found.deadlocks:,} of {found.schedules:,} schedules get stuck."
        stuck = explore(race, merge=True, limit=MOST_STATES)
        return Judged(False, said, drawn_if_small(stuck, drawn))
    if not rules.still(list(found.outcomes)):
        return Judged(False, rules.lazy)
    return Judged(
        True,
        f"0 of {found.schedules:,} schedules {rules.harm}, and none gets stuck. "
        f"Covered: {found.covered}.",
    )


def refuse_no_steps(race):
    """Raise AnswerError for clients that announce no step at all."""
    _, clients = race()
    for client in clients.values():
        if not hasattr(client, "send"):
            raise AnswerError(
                "Your function has no `yield`: begin each step with one, as the "
                "starter does."
            )


def drawn_if_small(found, drawn):
    """Draw what was found, to be played; None if its graph is too large."""
    try:
        return play(found.graph(), **drawn)
    except GraphError:
        return None
