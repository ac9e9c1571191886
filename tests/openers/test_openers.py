"""Every move of every opener is one that `replay` takes to the same state."""

import ast
import gzip
import json
from importlib import import_module

import pytest
from building import ROOT
from explorable.play import MOST_BYTES
from minicluster import replay
from minicluster.cluster.client import Client
from minicluster.graphs.state_graph import named, plain
from openers import opener_names

FOLDER = ROOT / "book/openers"
NAMES = list(opener_names().values())
NOTEBOOKS = [
    path
    for path in sorted((ROOT / "book").glob("*.ipynb"))
    if not path.name.startswith("template-")  # it borrows an opener
]
MOST_WAYS = 30_000  # to be taken one by one


SEARCHED = [
    name for name in NAMES if "def found()" in (FOLDER / f"{name}.py").read_text()
]


@pytest.fixture(params=NAMES)
def module(request):
    return import_module(f"openers.{request.param}")


@pytest.fixture(params=SEARCHED)
def searched(request):
    """An opener that is no recording: a recording's own test records it anew."""
    return import_module(f"openers.{request.param}")


def test_the_data_is_small_and_the_goal_takes_moves(module):
    drawn = module.opener()

    assert len(gzip.compress(drawn.json.encode(), 9)) <= MOST_BYTES
    assert drawn.data["par"] == len(drawn.way) > 1


def test_the_dot_of_an_order_has_its_words(module):
    """Where the orders are few each is listed, and a move of nobody's is a dot."""
    data = module.opener().data
    dots = any(who < 0 for state in data["states"] for who, _, _ in state[2])

    assert bool(data["nobody"]) == dots


def test_two_openings_are_the_same_to_the_letter(module):
    assert module.opener()._repr_html_() == module.opener()._repr_html_()


def race_after(found, states, way):
    """Return what is shared after a way, and (who, label) of each move, by replay."""
    schedule = ""
    names = list(states[0]["actors"])
    for place in way:
        enabled = replay(found.race, schedule).enabled
        schedule += str(names.index(enabled[place]))
    run = replay(found.race, schedule)
    steps = [replay(found.race, schedule + str(names.index(n))) for n in run.enabled]
    moves = [(step.steps[-1].client, step.steps[-1].label) for step in steps]
    return named(run.state), moves


def steps_after(found, states, way):
    """The same for plain states."""
    question = found.question
    schedule = ".".join(map(str, way))
    taken = replay(question.start, schedule, steps=question.steps)
    state = taken[-1][1] if taken else question.start
    return named(state), [(None, label) for label, _ in question.steps(state)]


def world_after(found, states, way):
    """The same for a world, where what the nodes keep is compared as well."""
    schedule = ".".join(map(str, way))
    world = replay(found.question.make, schedule)
    kept = {name: kept_by(node) for name, node in world.nodes.items()}
    return {"down": sorted(world.down), **kept}, None


def kept_by(node):
    """Return what a node keeps, or the variables of a client, or what it returned."""
    if not isinstance(node, Client):
        saved = {n: value for n, value in node.saved().items() if n != "name"}
        return {name: plain(value) for name, value in saved.items()}
    if node.finished:
        return {"result": plain(node.result)}
    variables = node.generator.gi_frame.f_locals
    return {name: plain(value) for name, value in variables.items()}


AFTER = {"Found": race_after, "Searched": steps_after, "Reached": world_after}


def compared(found, state):
    """Return the part of a state of the graph that a replay can be compared with."""
    if type(found).__name__ != "Reached":
        return state["shared"]
    kept = {name: actor["holds"] for name, actor in state["actors"].items()}
    return {"down": sorted(state["shared"]["down"]), **kept}


def test_every_move_is_one_that_replays(searched):
    """What is shared and who can move are those of the run itself, on every way.

    Where there are more ways than can be taken one by one, every move is taken from
    the first way that led to it. So it is in a world, where what can come next stands
    in the order in which it was planned, and that is another on another way.
    """
    found = searched.found()
    states = found.graph().as_data()["states"]
    after = AFTER[type(found).__name__]
    every_way = after is not world_after and number_of_ways(states) <= MOST_WAYS
    ahead = [(0, ())]
    met = set()
    for number, way in ahead:
        state = states[number]
        shared, moves = after(found, states, way)
        assert shared == compared(found, state), way
        if not state["verdict"] and moves is not None:
            told = [(move["who"], move["label"]) for move in state["moves"]]
            assert told == moves, way
        if every_way or number not in met:
            met.add(number)
            for place, move in enumerate(state["moves"]):
                ahead.append((move["to"], (*way, place)))
    assert met == set(range(len(states)))


def number_of_ways(states):
    """Return how many ways there are from the start, more than MOST_WAYS as that."""
    ahead = [0]
    for number in ahead:
        ahead += [move["to"] for move in states[number]["moves"]]
        if len(ahead) > MOST_WAYS:
            break
    return len(ahead)


def test_what_is_drawn_is_the_graph(searched):
    """Each state has as many moves as the graph's, to the same states, and its end."""
    states = searched.found().graph().as_data()["states"]
    for state, (_, _, moves, end) in zip(
        states, searched.opener().data["states"], strict=True
    ):
        assert [move["to"] for move in state["moves"]] == [to for _, _, to in moves]
        verdict = state["verdict"]
        assert (end[0] if end else None) == (verdict["ok"] if verdict else None)


def functions_in(source):
    """Return the code of each function and class at the top of a source, by name."""
    kinds = ast.FunctionDef | ast.ClassDef
    nodes = [node for node in ast.parse(source).body if isinstance(node, kinds)]
    return {node.name: ast.unparse(node) for node in nodes}


def python_cells(path):
    """Return the sources of a notebook's code cells that are plain Python."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    return [s for s in sources if not any(x[:1] == "%" for x in s.splitlines())]


def openers_of(path):
    """Return the names of the openers that a notebook draws."""
    text = path.read_text("utf-8")
    return [name for name in NAMES if f"{name}.opener()" in text]


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if set(openers_of(path)) & set(SEARCHED)]
)
def test_a_chapter_shows_the_code_of_its_opener(path):
    """A function of the same name is the same function, and there is at least one."""
    shown = {}
    for source in python_cells(path):
        for name, code in functions_in(source).items():
            shown.setdefault(name, code)
    for name in set(openers_of(path)) & set(SEARCHED):
        own = functions_in((FOLDER / f"{name}.py").read_text("utf-8"))
        common = own.keys() & shown.keys()

        assert common, f"{path.name} shows nothing of {name}"
        assert {n: own[n] for n in common} == {n: shown[n] for n in common}


def test_every_opener_stands_on_a_page():
    pages = [path.read_text("utf-8") for path in (ROOT / "book").glob("*.md")]
    drawn = {name for path in NOTEBOOKS for name in openers_of(path)}
    named_on_pages = {
        name
        for name in NAMES
        for page in pages
        if f"{{opener}} {name.replace('_', '-')}" in page
    }

    assert drawn | named_on_pages == set(NAMES)


def test_the_note_of_the_pinned_reader_holds_in_every_state():
    """Her server changes in play, so the note may not say which it is."""
    drawn = import_module("openers.pinned_reader").opener()
    place = drawn.data["values"].index("her server")

    assert {state[0][place] for state in drawn.data["states"]} == {"2", "3"}
    assert "server 2" not in drawn.caption
