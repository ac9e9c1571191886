"""Each move of an opener has a place of its own, and keeps it."""

from types import SimpleNamespace

from explorable.play_slots import slots_of


def seen(actors, *states, waits=()):
    """Make what is seen of a graph: each state is a list of (who, label)."""
    lanes = [["", what] for what in waits] or [["", ""] for _ in actors]
    moves = [[{"who": who, "label": label} for who, label in each] for each in states]
    states = [SimpleNamespace(moves=each, lanes=lanes) for each in moves]
    return SimpleNamespace(actors=list(actors), states=states)


def test_steps_one_after_the_other_share_a_place():
    graph = seen(["Ann"], [("Ann", "check")], [("Ann", "take")])

    assert slots_of(graph) == [[0, ["check", "take"], ["has finished"]]]


def test_choices_at_one_time_have_places_of_their_own():
    start = [("Ann", "change photo")]
    then = [("Ann", "load from 1"), ("Ann", "load from 2")]

    assert slots_of(seen(["Ann"], start, then)) == [
        [0, ["change photo", "load from 1"], []],
        [0, ["load from 2"], []],
    ]


def test_moves_with_the_same_words_have_places_of_their_own():
    graph = seen(["Ann"], [("Ann", "send"), ("Ann", "send")])

    assert slots_of(graph) == [[0, ["send"], []], [0, ["send"], []]]


def test_what_is_nobodys_comes_last_and_has_no_reason_to_wait():
    graph = seen(["Ann"], [("time", "30 s are over"), ("Ann", "go in")])

    assert slots_of(graph) == [[0, ["go in"], []], [-1, ["30 s are over"], []]]


def test_who_waits_has_room_to_say_so():
    graph = seen(["Ann"], [("Ann", "go in")], waits=["the lock"])

    said = ["waits for the lock", "has finished"]
    assert slots_of(graph) == [[0, ["go in"], said]]
