"""What the script of an opener is given: what is seen of each state, and the moves."""

from dataclasses import dataclass

from .play_slots import slots_of
from .play_ways import program_of


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a graph."""

    actors: list  # the names that have a lane
    programs: list  # for each of them its steps, or None if they differ by the run
    states: list  # of SeenState, by number


@dataclass(frozen=True)
class SeenState:
    """What a reader sees of a state."""

    values: dict  # words -> text
    lanes: list  # for each actor what it believes and what it waits for, as words
    moves: list  # of dicts: who, label, to
    end: tuple | None  # (is it well?, sentence[, short words]) where the run is over


def described(states, name, shows, believes, actors, moves, ends_in_words):
    """Return the Seen of a graph's states; the arguments are those of `play`.

    ``ends_in_words`` are its ``told`` and ``kind``.
    """
    known = list(states[0]["actors"])
    actors = known if actors is None else list(actors)
    if known:  # the graph of plain states has none: all of them are given
        _refuse_unknown(name, "actor", actors, known)
    look = _look_of(states[0]["shared"], shows, name)
    moves = moves or (lambda who, label: (who, label))
    spoken = [_spoken(state, moves) for state in states]
    programs = [program_of(actor, spoken) if known else None for actor in actors]
    seen = [
        _seen(state, actors, look, believes or all_that_is_held, ends_in_words)
        for state in spoken
    ]
    return Seen(actors, programs, seen)


def _look_of(shared, shows, name):
    if callable(shows):
        return shows
    if shows is None:
        shows = {value: value.replace("_", " ") for value in shared}
    _refuse_unknown(name, "value", shows, shared)
    return lambda state: {words: state["shared"][key] for key, words in shows.items()}


def _refuse_unknown(name, kind, asked, known):
    for each in asked:
        if each not in known:
            raise ValueError(f"{name} has no {kind} {each!r}, only {', '.join(known)}")


def _spoken(state, moves):
    """Return a state whose moves and steps done are in the reader's words."""
    actors = {
        name: {**actor, "done": [moves(name, label)[1] for label in actor["done"]]}
        for name, actor in state["actors"].items()
    }
    told = []
    for move in state["moves"]:
        who, label = moves(move["who"], move["label"])
        told.append({"who": who, "label": label, "to": move["to"]})
    return {**state, "actors": actors, "moves": told}


def _seen(state, actors, look, believes, ends_in_words):
    values = {words: as_words(value) for words, value in look(state).items()}
    lanes = [[believes(name, state), _waits(name, state)] for name in actors]
    end = _end(state, *ends_in_words) if state["verdict"] else None
    return SeenState(values, lanes, state["moves"], end)


def _end(state, told, kind):
    sentence = told(state) if told else state["verdict"]["reason"]
    end = state["verdict"]["ok"], sentence
    return (*end, kind(state)) if kind else end


def _waits(name, state):
    actor = state["actors"].get(name)
    return (actor and actor["waits"]) or ""


def data_of(seen, harm, ends, par, name):
    """Return the data of an opener, small: each state is a list."""
    words = list(seen.states[0].values)
    _refuse_unknown(name, "value", harm, words)
    who = {actor: place for place, actor in enumerate(seen.actors)}
    return {
        "values": words,
        "harm": [harm.get(each, "") for each in words],
        "actors": seen.actors,
        "programs": seen.programs,
        "ends": ends and list(ends),
        "par": par,
        "slots": slots_of(seen),
        "states": [
            [
                list(state.values.values()),
                state.lanes,
                [[who.get(m["who"], -1), m["label"], m["to"]] for m in state.moves],
                list(state.end) if state.end else 0,
            ]
            for state in seen.states
        ],
    }


def as_words(value):
    """Return a value as a reader would say it.

    >>> as_words(["Ann", "Bob"]), as_words([]), as_words(None), as_words(-1)
    ('Ann, Bob', 'nobody', 'nobody', '-1')
    >>> as_words("")
    'empty'
    """
    if value == "":
        return "empty"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nobody"
    return "nobody" if value is None else str(value)


def all_that_is_held(name, state):
    """Return what an actor holds as words.

    >>> actors = {"Ann": {"holds": {"seen": 5, "mine": True}}}
    >>> all_that_is_held("Ann", {"actors": actors})
    'seen = 5, mine = True'
    """
    holds = state["actors"].get(name, {}).get("holds", {})
    return ", ".join(f"{variable} = {value}" for variable, value in holds.items())
