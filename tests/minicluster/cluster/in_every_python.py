"""Run minicluster's doctests, and print what must be the same in every Python.

    PYTHONPATH=book python tests/minicluster/cluster/in_every_python.py

Nothing but the standard library, so Pyodide's core runs it too. It prints JSON:
`python` (the version), `modules` (how many examples each has), `failed` (what the
doctests that failed say) and `traces` (a hash of the traces of a hundred storms).
"""

import contextlib
import doctest
import hashlib
import io
import json
import pkgutil
import platform
import sys
from importlib import import_module

import minicluster
from storm import storm, written


def modules():
    """Yield the package and every module and sub-package in it."""
    yield minicluster
    for found in pkgutil.walk_packages(minicluster.__path__, "minicluster."):
        yield import_module(found.name)


def run_doctests():
    """Return how many examples each module has, and what the failures say."""
    examples, said = {}, io.StringIO()
    for module in modules():
        with contextlib.redirect_stdout(said):
            examples[module.__name__] = doctest.testmod(module).attempted
    return examples, said.getvalue()


def hash_of_traces():
    """Return a hash of the traces of a hundred seeds."""
    traces = hashlib.sha256()
    for seed in range(100):
        traces.update(written(storm(seed)).encode())
    return traces.hexdigest()


if __name__ == "__main__":
    examples, failed = run_doctests()
    report = {
        "python": platform.python_version(),
        "platform": sys.platform,
        "modules": examples,
        "failed": failed,
        "traces": hash_of_traces(),
    }
    print(json.dumps(report))
