"""What holds for the package as a whole: documented, deterministic, self-contained."""

import ast
import inspect
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import minicluster
import pytest

FOLDER = Path(minicluster.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
NAMES = [
    name
    for name, public in vars(minicluster).items()
    if name[0] != "_" and not inspect.ismodule(public)
]
HANDED_OUT = {  # not imported by readers: they are what is returned, and printed
    "cluster.actions": ["Request"],
    "cluster.commands": ["Call", "Mark", "Sleep"],
    "cluster.trace": ["Event"],
    "drawing.figure": ["Drawing"],
    "graphs.state_graph": ["StateGraph"],
    "interleavings.found": ["Found"],
    "interleavings.replay": ["Run", "Step"],
    "judging.verdict": ["Verdict"],
    "search.reached": ["Reached"],
    "search.searched": ["Searched"],
}


def name_of(module):
    parts = module.relative_to(FOLDER.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def public_things():
    for name in NAMES:
        yield name, getattr(minicluster, name)
    for module, names in HANDED_OUT.items():
        for name in names:
            yield name, getattr(import_module(f"minicluster.{module}"), name)


@pytest.mark.parametrize(("name", "public"), list(public_things()))
def test_every_public_name_says_what_it_is_and_shows_its_use(name, public):
    assert public.__doc__
    assert not public.__doc__.startswith(f"{name}(")
    assert ">>>" in public.__doc__ or issubclass(public, Exception)


def test_the_public_names_are_those_meant():
    assert {"explore", "reach", "search", "replay", "World", "space_time"} <= set(NAMES)
    assert {"check_linearizable", "monotonic_reads", "read_your_writes"} <= set(NAMES)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(module):
    tree = ast.parse(module.read_text())
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_":
            assert ast.get_docstring(node), f"{module.name}: {node.name}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_uses_the_standard_library_alone_and_no_clock(module):
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            roots = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            roots = [] if node.level else [node.module.split(".")[0]]
        else:
            continue
        for root in roots:
            assert root in sys.stdlib_module_names
            assert root not in ("time", "datetime", "threading", "asyncio", "os")


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_nothing_is_hashed_by_hand_or_drawn_from_the_global_stream(module):
    source = module.read_text()

    assert "hash(" not in source.replace("_hash(", "")
    assert "random.random" not in source
    assert "random.seed" not in source


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
sys.path[:0] = sys.argv[2:]
from minicluster import *
from figure_8 import State, safe, steps
from test_drawings import register_history
from test_explore import buyer, crowd, slow
from test_reach import Careless, agree, commit
from test_world import storm
world = storm(3)
print(world.trace, world.results)
print(space_time(world.trace).svg, timeline(*register_history()).svg)
found = explore(crowd(buyer, 2, 5), bad=lambda shop: shop.stock != 3)
print(found, lattice(found).svg)
print(explore(crowd(slow, 3, 1), lambda s: s.sold > 1, outcome=str, merge=True))
found = reach(commit(Careless, "no", duplication=1), agree)
print(found, found.graph().as_data())
print(search(State(), steps(only_own_term=False), safe))
"""


def test_another_hash_seed_changes_nothing():
    """Strings in a set come in another order in each of these runs."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, FOLDER.parent, *TESTS.iterdir()],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 5_000


def test_the_pages_of_the_machinery_show_every_module_once():
    pages = sorted(FOLDER.parent.glob("machinery*.md"))
    text = "".join(page.read_text() for page in pages)
    whole = r"\{literalinclude\} minicluster/(.*)\.py\n:language: python\n```"
    shown = re.findall(whole, text)
    modules = [module for module in MODULES if module.name != "__init__.py"]

    assert sorted(shown) == sorted(
        str(module.relative_to(FOLDER).with_suffix("")) for module in modules
    )
