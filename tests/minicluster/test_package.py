"""What holds for the package as a whole: documented, deterministic, self-contained."""

import ast
import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import minicluster
import pytest
from minicluster.judging import sessions

FOLDER = Path(minicluster.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
NAMES = [
    name
    for name, public in vars(minicluster).items()
    if name[0] != "_" and not inspect.ismodule(public)
]
HANDED_OUT = {  # not imported by readers: they are what is returned, and printed
    "crew": ["Run", "Step"],
    "drawing": ["Drawing"],
    "explore": ["Found"],
    "judging.verdict": ["Verdict"],
    "kernel": ["Event"],
    "reach": ["Reached"],
}
GUARANTEES = [
    name
    for name, public in vars(sessions).items()
    if inspect.getmodule(public) is sessions and name[0] != "_"
]


def public_things():
    for name in NAMES:
        yield name, getattr(minicluster, name)
    for name in GUARANTEES:
        yield name, getattr(sessions, name)
    for module, names in HANDED_OUT.items():
        for name in names:
            yield name, getattr(import_module(f"minicluster.{module}"), name)


@pytest.mark.parametrize(("name", "public"), list(public_things()))
def test_every_public_name_says_what_it_is_and_shows_its_use(name, public):
    assert public.__doc__
    assert not public.__doc__.startswith(f"{name}(")
    assert ">>>" in public.__doc__ or issubclass(public, Exception)


def test_the_public_names_are_those_meant():
    assert {"explore", "replay", "World", "check_linearizable", "space_time"} <= set(
        NAMES
    )
    assert sorted(GUARANTEES) == [
        "monotonic_reads",
        "monotonic_writes",
        "read_your_writes",
        "writes_follow_reads",
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
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


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_nothing_is_hashed_by_hand_or_drawn_from_the_global_stream(module):
    source = module.read_text()

    assert "hash(" not in source.replace("_hash(", "")
    assert "random.random" not in source
    assert "random.seed" not in source


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
sys.path.insert(0, sys.argv[2])
from minicluster import *
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
print(reach(commit(Careless, "no", duplication=1), agree))
"""


def test_another_hash_seed_changes_nothing():
    """Strings in a set come in another order in each of these runs."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, FOLDER.parent, Path(__file__).parent],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 5_000
