"""Each recording is a graph to be played: small, and without what is by chance."""

import gzip
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import recorded
from explorable import play
from recorded.recording import GRAPHS

MOST_BYTES = 8 * 1024  # gzipped, of an opener's data
KEYS = ["number", "shared", "actors", "moves", "verdict"]


def every_recording():
    for name in recorded.names():
        stored = json.loads((GRAPHS / f"{name}.json").read_text("utf-8"))
        for level in stored["levels"]:
            yield recorded.load(name, level)


def named(recording):
    return f"{recording.name}, {recording.level}"


ALL = list(every_recording())
BROKEN = [recording for recording in ALL if recording.broken]
recordings = pytest.mark.parametrize("recording", ALL, ids=named)
broken_recordings = pytest.mark.parametrize("recording", BROKEN, ids=named)


def schedules_of(states, number=0):
    """Return how many ways lead from a state to an end."""
    moves = states[number]["moves"]
    return sum(schedules_of(states, move["to"]) for move in moves) or 1


@recordings
def test_every_schedule_that_was_run_is_a_way_through_the_graph(recording):
    states = recording.as_data()["states"]

    assert schedules_of(states) == recording.schedules == sum(recording.ends.values())
    assert [state["number"] for state in states] == list(range(len(states)))
    assert all(list(state) == KEYS for state in states)


@recordings
def test_a_run_is_over_where_a_verdict_is_and_nowhere_else(recording):
    for state in recording.states:
        assert (state["verdict"] is None) == bool(state["moves"])


@recordings
def test_who_waits_has_no_move_and_waits_for_another_actor(recording):
    for state in recording.states:
        moving = {move["who"] for move in state["moves"]}
        for name, actor in state["actors"].items():
            if actor["waits"]:
                assert name not in moving
                assert actor["waits"] in set(state["actors"]) - {name}


NOBODY_WAITS = {
    "restock": "the UPDATE fits no committed row",
    "two-units-one-by-one": "every UPDATE is a transaction by itself",
    "write-skew": "each changes another row",
    "write-skew-one-serializable": "each changes another row",
    "queue-skip-locked": "a row that is locked is passed over",
}


def test_somebody_waits_in_every_scenario_but_those_that_say_why():
    without = {
        recording.name
        for recording in ALL
        if not any(
            actor["waits"]
            for state in recording.states
            for actor in state["actors"].values()
        )
    }

    assert without == set(NOBODY_WAITS)


@recordings
def test_what_was_done_is_a_way_to_the_state(recording):
    """The steps of a state are those of a way that leads to it from the beginning."""
    states = recording.states
    done = {0: dict.fromkeys(states[0]["actors"], ())}
    for state in states:  # in the order of their distance
        for move in state["moves"]:
            onward = dict(done[state["number"]])
            onward[move["who"]] = (*onward[move["who"]], move["label"])
            done.setdefault(move["to"], onward)

    for state in states:
        told = {name: tuple(actor["done"]) for name, actor in state["actors"].items()}
        assert told == done[state["number"]]


@recordings
def test_nothing_by_chance_is_stored(recording):
    """No process, transaction or port number: none has fewer than four digits."""
    text = json.dumps(recording.as_data())

    assert re.findall(r"(?<!error )\b\d{4,}\b", text) == []


@recordings
def test_it_is_small_enough_for_a_page(recording):
    """What `play` puts on a page is part of this."""
    text = json.dumps(recording.as_data(), ensure_ascii=False)

    assert len(gzip.compress(text.encode())) <= MOST_BYTES


@broken_recordings
def test_it_can_be_played(recording):
    shown = play(
        recording, name=recording.name, goal="Break it.", believes=recorded.believes
    )._repr_html_()

    states = json.loads(unescape(re.search('data-graph="(.*?)"', shown)[1]))["states"]
    assert len(states) == len(recording.states)


@recordings
def test_it_tells_where_it_comes_from(recording):
    assert re.match(r"PostgreSQL \d+\.\d+", recording.server)
    assert recording.settings["lock_timeout"] == "0"
    assert recording.about.endswith(".")
    assert "pg_blocking_pids" in recording.step
    assert recording.level in str(recording)


def test_what_was_not_recorded_is_named():
    with pytest.raises(ValueError, match="nothing was recorded as 'shop'; take one of"):
        recorded.load("shop")
    with pytest.raises(ValueError, match="has no level 'NONE'; take one of READ COMM"):
        recorded.load("conditional-update", "NONE")


def test_recordings_behind_a_choice_are_played_as_one():
    one, other = recorded.load("check-then-take"), recorded.load("conditional-update")

    graph = recorded.either({"first SELECT": one, "one UPDATE": other})
    states = graph.as_data()["states"]

    assert [state["number"] for state in states] == list(range(len(states)))
    assert schedules_of(states) == one.schedules + other.schedules
    assert schedules_of(states, states[0]["moves"][1]["to"]) == other.schedules
    shown = play(graph, name="choice", goal="Sell it twice.")
    assert states[0]["moves"][shown.way[0]]["label"] == "first SELECT"


def test_recordings_of_different_tables_are_not_joined():
    shop, docs = recorded.load("check-then-take"), recorded.load("version-column")

    with pytest.raises(ValueError, match=r"'docs' begins with .*'version': 12.* but"):
        recorded.either({"shop": shop, "docs": docs})


def test_a_chapter_needs_neither_a_server_nor_its_driver():
    """As in the reader's browser: -S leaves out whatever is installed."""
    code = "import recorded; print(*map(recorded.load, ['conditional-update']))"
    book = Path(recorded.__file__).parents[1]

    ran = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=book,
        env={"PYTHONPATH": str(book)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == (
        "conditional-update at READ COMMITTED:\n  0 of 4 schedules are bad\n"
    )
