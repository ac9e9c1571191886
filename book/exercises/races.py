"""The judge of a race: every schedule of the clients that the reader wrote."""

from dataclasses import dataclass

from explorable import play
from minicluster import explore
from minicluster.graphs.state_graph import GraphError, named
from minicluster.interleavings.beginnings import LONGEST
from minicluster.interleavings.execution import DIGITS, Execution, ScheduleError

from .answer import MOST_WORDS, AnswerError
from .task import Judged

MOST_STATES = 50_000  # that are visited
MOST_INTERRUPTED = 1_000  # schedules in which one client is interrupted once
LONGEST_STEP = 40  # characters of a step's name in a sentence


@dataclass(frozen=True)
class Rules:
    """What must never happen in a race, and what must still be possible."""

    never: object  # of what is shared at the end: what went wrong, as in "loses a hat"
    harm: str  # all that `never` finds, as in "lose a hat or a coat"
    ended: object  # of the same as plain data: how it stands, as in "2 hats are left"
    outcome: object  # a function of what is shared at the end, for `undone`
    undone: object  # of the outcomes (a list): what is not done any more, a sentence


def judge_race(race, rules, **drawn):
    """Search every schedule of `race()`, as `explore` takes it.

    Safety first: no schedule may end badly, and none may get stuck. Then the work: what
    never does anything is safe as well, and refused. ``drawn`` is what `play` is given
    to draw the shortest bad schedule: ``name``, ``goal`` and so on.
    """
    refuse_no_steps(race)
    refuse_a_start_without_step(race)
    refuse_to_try_without_end(race)
    found = explore(
        race,
        bad=lambda shared: bool(rules.never(shared)),
        outcome=rules.outcome,
        merge=True,
        limit=MOST_STATES,
    )
    if not found.complete:
        raise AnswerError(
            f"There are more than {MOST_STATES:,} states to visit; take fewer steps."
        )
    if found.bad_schedules:
        return refused(race, found, found.bad_schedules, rules, drawn)
    if found.deadlocks:
        stuck = explore(race, merge=True, limit=MOST_STATES)
        return refused(race, stuck, found.deadlocks, rules, drawn)
    undone = rules.undone(list(found.outcomes))
    if undone:
        return Judged(False, undone)
    return Judged(True, f"{tried(found)}: 0 {rules.harm}, and none gets stuck.")


def refused(race, found, bad, rules, drawn):
    """Say which rule the shortest bad schedule breaks and how it ends, and draw it."""
    run = Execution(race, found.shortest)
    if run.waiting():
        drawn = drawn | {"goal": "Get stuck."}
    told = drawn | {"told": lambda state: as_told(state, rules)}
    figure = drawn_if_small(found, told)
    if figure is not None:  # of several that are equally short, speak of the one drawn
        run = Execution(race, schedule_of(figure))
    harm = "gets stuck" if run.waiting() else rules.never(run.shared)
    ended = how_it_ended(as_state(run), rules)
    said = f"{are_bad(bad, found.schedules)} {harm}: {ended}."
    return Judged(False, said, figure)


def schedule_of(figure):
    """Return the schedule that a drawing without a script shows."""
    states = figure.data["states"]
    schedule, number = "", 0
    for place in figure.way:
        client, _, number = states[number][2][place]
        schedule += DIGITS[client]
    return schedule


def as_state(run):
    """Return where a run stands as a state of a graph has it."""
    waits = {run.names[digit]: str(run.announced[digit]) for digit in run.waiting()}
    actors = {name: {"waits": waits.get(name)} for name in run.names.values()}
    return {"shared": named(run.shared), "actors": actors}


def waits_in(state):
    """Return, by name, what somebody waits for in a last state."""
    actors = state["actors"].items()
    return {name: actor["waits"] for name, actor in actors if actor["waits"]}


def how_it_ended(state, rules):
    """Say how a run ended: who waits, or how it stands."""
    waits = waits_in(state)
    if waits:
        return who_waits(waits)
    return shortened(rules.ended(state["shared"]), MOST_WORDS)


def who_waits(waits):
    """Say who waits for what.

    >>> who_waits({"Ann": "lock y", "Bob": "lock x"})
    'Ann waits for “lock y” and Bob for “lock x”'
    """
    (first, step), *others = waits.items()
    said = [f"{first} waits for “{shortened(step, LONGEST_STEP)}”"]
    said += [f"{name} for “{shortened(step, LONGEST_STEP)}”" for name, step in others]
    return listed(said)


def as_told(state, rules):
    """Say in a sentence how a run ended, for a drawing of it."""
    said = sentence(how_it_ended(state, rules))
    return f"Stuck: {said}" if waits_in(state) else said


def shortened(text, most):
    """Return a text that has at most so many characters.

    >>> shortened("abcdef", 3)
    'abc …'
    """
    return text if len(text) <= most else f"{text[:most]} …"


def sentence(clause):
    """Return a clause as a sentence.

    >>> sentence("the stock is 0")
    'The stock is 0.'
    """
    return f"{clause[0].upper()}{clause[1:]}."


def are_bad(bad, schedules, whose=""):
    """Say how many schedules are bad, and begin to speak of the shortest one.

    >>> are_bad(1200, 1680)
    '1,200 of 1,680 schedules are bad. The shortest one'
    >>> are_bad(1, 6, "of two holders")
    '1 of 6 schedules of two holders is bad. It'
    """
    said = f"{bad:,} of {schedules:,} schedules {whose}".rstrip()
    return f"{said} is bad. It" if bad == 1 else f"{said} are bad. The shortest one"


def tried(found, whose=""):
    """Say that every schedule was tried, and whose: by default, of all its clients.

    >>> from minicluster import explore
    >>> race = lambda: ({}, {name: (step for step in ["look"]) for name in ("A", "B")})
    >>> tried(explore(race))
    'All 2 schedules of A and B were tried, each step in one piece'
    """
    whose = whose or listed(found.race()[1])
    return (
        f"All {found.schedules:,} schedules of {whose} were tried, each step in one "
        "piece"
    )


def listed(names):
    """Return names as a list in a sentence.

    >>> listed(["Ann"]), listed(["Ann", "Bob"]), listed(["Ann", "Bob", "Cy"])
    ('Ann', 'Ann and Bob', 'Ann, Bob and Cy')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def refuse_no_steps(race):
    """Raise AnswerError for clients that announce no step at all."""
    _, clients = race()
    for client in clients.values():
        if not hasattr(client, "send"):
            raise AnswerError(
                "Your function has no `yield`: begin each step with one, as the "
                "starter does."
            )


def refuse_a_start_without_step(race):
    """Raise AnswerError for clients that change what is shared before any step.

    That would be done in one piece and always in the same order: no schedule of it.
    """
    shared, clients = race()
    before = named(shared)
    after = named(Execution(lambda: (shared, clients)).shared)
    changed = [name for name, value in before.items() if after.get(name) != value]
    if changed:
        raise AnswerError(
            f"Your function changes `{changed[0]}` before its first `yield`: begin "
            "each step with one, as the starter does."
        )


def refuse_to_try_without_end(race):
    """Raise AnswerError for a client that spins while another has been interrupted."""
    try:
        explore(race, preemptions=1, limit=MOST_INTERRUPTED)
    except ScheduleError as error:
        if f"more than {LONGEST} steps" not in str(error):
            raise
        raise AnswerError(
            "Somebody tries again and again while another has not gone on, and no "
            "search comes to an end of that. Let it wait instead, in a step that can "
            "be taken only while a condition holds: `from minicluster import When`, "
            'and `yield When("it is free", lambda: ...)`.'
        ) from error


def drawn_if_small(found, drawn):
    """Draw what was found, to be played; None if its graph is too large."""
    try:
        return play(found.graph(), **drawn)
    except GraphError:
        return None
