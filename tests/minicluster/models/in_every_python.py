"""Run minicluster's doctests, and print what must be the same in every Python.

    PYTHONPATH=book python tests/minicluster/models/in_every_python.py

Nothing but the standard library, so Pyodide's core runs it too. It prints JSON:
`python` (the version), `modules` (how many examples each has), `failed` (what the
doctests that failed say), `traces` (a hash of the traces of a hundred storms) and
`searches` (what was found in plain states, in worlds and in a race).
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

import figure_8
import minicluster
from minicluster import explore, reach, search
from raft import cluster, one_leader_a_term
from random_worlds import random_world
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


def buyer(shop):
    """Read the stock, and write one less."""
    yield "read"
    seen = shop["stock"]
    yield "write"
    shop["stock"] = seen - 1


def race():
    """Return a shop and four buyers."""
    shop = {"stock": 9}
    return shop, {f"b{number}": buyer(shop) for number in range(4)}


def searches():
    """Return what searches found, as text."""
    found = [
        search(figure_8.State(), figure_8.steps(False), figure_8.safe),
        explore(race, bad=lambda shop: shop["stock"] != 5, merge=True),
        reach(lambda: cluster(most_terms=2), one_leader_a_term, limit=2_000),
    ]
    for seed in range(20):
        found.append(reach(random_world(seed), lambda world: True, limit=300))
    return [repr(each) for each in found]


if __name__ == "__main__":
    examples, failed = run_doctests()
    report = {
        "python": platform.python_version(),
        "platform": sys.platform,
        "modules": examples,
        "failed": failed,
        "traces": hash_of_traces(),
        "searches": searches(),
    }
    print(json.dumps(report))
