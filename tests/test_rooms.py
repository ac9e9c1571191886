"""Who may import whom: chapters import rooms, and a room stands by itself."""

import ast
import sys

import pytest
from building import ROOT, python_of

BOOK = ROOT / "book"
SHARED = {"live"}  # the one room that other rooms may import
# What the chapters are filled with: openers and tasks are made of what the rooms offer.
CONTENT = {"openers": {"explorable", "minicluster", "recorded"}}
CONTENT["exercises"] = CONTENT["openers"]
ROOMS = {path.parent.name for path in BOOK.glob("*/__init__.py")}
EXTENSIONS = {path.parent.name for path in ROOT.glob("extensions/*/__init__.py")}
TOOLS = {path.stem for path in ROOT.glob("tools/*.py")}
# These run in the reader's browser, too, where there is nothing to install.
STANDARD_LIBRARY_ONLY = ROOMS & {"minicluster", "exercises", "openers"}
NOTEBOOKS = sorted(BOOK.glob("*.ipynb"))


def modules_imported_by(code):
    """Return the top-level names of the modules that Python code imports.

    Imports inside functions count, and so does `importlib.import_module("name")`.
    """
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            "import_module"
        ):
            found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {name.partition(".")[0] for name in found}


def imports_of(folder):
    """Return (file, name) for each module that the files below a folder import."""
    return {
        (path.relative_to(ROOT).as_posix(), name)
        for path in sorted(folder.rglob("*.py"))
        for name in modules_imported_by(path.read_text("utf-8"))
    }


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_no_other_but_the_shared_one(room):
    offered = SHARED | CONTENT.get(room, set())
    forbidden = (ROOMS - offered - {room}) | EXTENSIONS | TOOLS

    assert {each for each in imports_of(BOOK / room) if each[1] in forbidden} == set()


def test_the_shared_room_imports_no_other():
    for room in SHARED:
        found = imports_of(BOOK / room)

        assert {each for each in found if each[1] in ROOMS - {room}} == set()


@pytest.mark.parametrize("room", sorted(STANDARD_LIBRARY_ONLY))
def test_what_runs_in_the_page_needs_the_standard_library_alone(room):
    allowed = sys.stdlib_module_names | SHARED | CONTENT.get(room, set()) | {room}

    assert {each for each in imports_of(BOOK / room) if each[1] not in allowed} == set()


@pytest.mark.parametrize("extension", sorted(EXTENSIONS))
def test_an_extension_imports_rooms_and_neither_tools_nor_other_extensions(extension):
    forbidden = (EXTENSIONS - {extension}) | TOOLS
    found = imports_of(ROOT / "extensions" / extension)

    assert {each for each in found if each[1] in forbidden} == set()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_imports_no_extension_and_no_tool(notebook):
    assert modules_imported_by(python_of(notebook)) & (EXTENSIONS | TOOLS) == set()


@pytest.mark.parametrize(
    "code",
    [
        "import labs.redis_nodes",
        "from labs import RedisNodes",
        "def later():\n    from labs.etcd import EtcdCluster",
        "import importlib\nimportlib.import_module('labs.etcd')",
    ],
)
def test_every_way_to_import_is_seen(code):
    assert "labs" in modules_imported_by(code)


def test_a_room_s_own_parts_are_no_other_room():
    assert modules_imported_by("from . import labs\nfrom .labs import x") == set()
    assert {"minicluster", "selfcheck", "explorable", "labs", "live"} <= ROOMS
    assert "lightpage" in EXTENSIONS
