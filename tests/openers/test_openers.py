"""Every move of every opener is one that `replay` takes to the same state."""

import ast
import gzip
import json
from importlib import import_module

import pytest
from building import ROOT
from minicluster import replay
from minicluster.graphs.state_graph import named

FOLDER = ROOT / "book/openers"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
NOTEBOOKS = sorted((ROOT / "book").glob("*.ipynb"))
MOST_BYTES = 8_000  # of data on a page, gzipped
MOST_WAYS = 30_000  # to be taken one by one


@pytest.fixture(params=NAMES)
def module(request):
    return import_module(f"openers.{request.param}")


def test_the_data_is_small_and_the_goal_takes_moves(module):
    drawn = module.opener()
    data = json.dumps(drawn.data, ensure_ascii=False, separators=(",", ":"))

    assert len(gzip.compress(data.encode(), 9)) <= MOST_BYTES
    assert drawn.data["par"] == len(drawn.way) > 1


def test_an_opener_is_called_like_its_file(module):
    name = module.__name__.removeprefix("openers.").replace("_", "-")

    assert module.opener().name == name


def test_two_openings_are_the_same_to_the_letter(module):
    assert module.opener()._repr_html_() == module.opener()._repr_html_()


def test_every_way_is_one_that_replays(module):
    """What is shared, who can move, and how it ends, are those of the run itself."""
    if not hasattr(module, "found"):
        pytest.skip("a recording: its test records it anew")
    found = module.found()
    states = found.graph().as_data()["states"]
    drawn = module.opener().data["states"]
    names = list(states[0]["actors"])
    ahead = [(0, "")]
    for ways, (number, schedule) in enumerate(ahead):
        assert ways < MOST_WAYS
        run = replay(found.race, schedule)
        state = states[number]
        assert named(run.state) == state["shared"], schedule
        assert bool(state["verdict"]) == bool(drawn[number][3])
        if state["verdict"]:
            question = found.question
            bad = (question.bad and question.bad(run.state)) or (
                question.invariant and not question.invariant(run.state)
            )
            assert drawn[number][3][0] != bool(bad), schedule
            continue
        assert list(run.enabled) == [move["who"] for move in state["moves"]]
        for move in state["moves"]:
            onward = schedule + str(names.index(move["who"]))
            assert replay(found.race, onward).steps[-1].label == move["label"]
            ahead.append((move["to"], onward))


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


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if openers_of(path)])
def test_a_chapter_shows_the_code_of_its_opener(path):
    """A function of the same name is the same function, and there is at least one."""
    shown = {}
    for source in python_cells(path):
        for name, code in functions_in(source).items():
            shown.setdefault(name, code)
    for name in openers_of(path):
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
