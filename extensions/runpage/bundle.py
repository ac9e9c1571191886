"""The files that run Python in the page: Pyodide, the course's code, and the scripts.

They lie in one folder whose name tells their content: a browser may keep them for ever,
and what it has kept of another build is never taken for this one's.
"""

import gzip
import hashlib
import json
import math
import shutil
import subprocess
from pathlib import Path

from live.page import make_small

from runpage.in_page.shown import COURSE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCRIPTS = HERE / "scripts"
PACKAGES = ROOT / "tools" / "runpage" / "node_modules"
ESBUILD = "@esbuild/*/bin/esbuild"  # a program; the one for this machine
COUNTED = ("pyodide.wasm.bin", "python_stdlib.zip", "course.json")
AS_THEY_ARE = ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip")
ROOMS = (*COURSE, "live")
PYTHON = (".py", ".json")


def is_possible():
    """Say whether the packages are here that Python in the page is made of."""
    wasm = PACKAGES / "pyodide" / "pyodide.asm.wasm"
    return wasm.exists() and any(PACKAGES.glob(ESBUILD))


def write(site):
    """Write the files of the runner below a built site, unless they are there."""
    static = site / "_static"
    folder = static / "run" / name_of_build()
    if not folder.exists():
        shutil.rmtree(static / "run", ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in files().items():
            (folder / name).write_bytes(content)
    script = (SCRIPTS / "run.js").read_text("utf-8")
    script = script.replace("FILES_OF_THIS_BUILD", f"run/{folder.name}")
    (static / "run.js").write_text(script, "utf-8")
    for name in ("run.js", "run.css"):
        make_small(static / name)
    # A service worker sees the pages below its own place, so it lies at the top.
    shutil.copy(SCRIPTS / "run-offline.js", site)


def name_of_build():
    """Return a name that changes when anything does that the files are made of."""
    made_of = [ROOT / "tools" / "runpage" / "package-lock.json", Path(__file__)]
    made_of += sorted(SCRIPTS.iterdir())
    told = hashlib.sha256(json.dumps(course()).encode())
    for path in made_of:
        told.update(path.read_bytes())
    return told.hexdigest()[:12]


def files():
    """Return the files of the runner: name -> bytes."""
    made = {name: (PACKAGES / "pyodide" / name).read_bytes() for name in AS_THEY_ARE}
    made["course.json"] = json.dumps(course()).encode()
    # Packed by us, because a server may not: the page unpacks it.
    wasm = (PACKAGES / "pyodide" / "pyodide.asm.wasm").read_bytes()
    made["pyodide.wasm.bin"] = gzip.compress(wasm, 9, mtime=0)
    lock_file = (PACKAGES / "pyodide" / "pyodide-lock.json").read_text("utf-8")
    lock = json.dumps(json.loads(lock_file) | {"packages": {}})
    made["worker.js"] = bundled("worker.js", LOCK_FILE=json.dumps(lock))
    made["editor.js"] = bundled("editor.js")
    # What the worker fetches, and can count.
    counted = sum(len(made[name]) for name in COUNTED)
    sent = sum(map(size_as_sent, made.values())) - size_as_sent(made["editor.js"])
    made["runner.js"] = bundled(
        "runner.js",
        BYTES=str(counted),
        MEGABYTES=str(math.ceil(sent / 1e6)),  # not less than it is
        FILES=json.dumps(sizes_of(made)),
    )
    return made


def sizes_of(made):
    """Return how large the files are: name -> bytes. The runner cannot tell its own."""
    return {name: len(made[name]) for name in sorted(made)} | {"runner.js": 0}


def size_as_sent(content):
    """Return how many bytes of a file a server sends that packs what it can."""
    return len(gzip.compress(content, 6))


def course():
    """Return the texts that a thread may read, by their path in the book."""
    book = ROOT / "book"
    paths = [path for room in ROOMS for path in (book / room).rglob("*")]
    texts = {
        path.relative_to(book).as_posix(): path.read_text("utf-8")
        for path in sorted(paths)
        if path.suffix in PYTHON and "__pycache__" not in path.parts
    }
    for path in sorted(book.glob("lab-*.ipynb")):
        texts[path.name] = json.dumps(printed_by(json.loads(path.read_text("utf-8"))))
    for path in sorted((HERE / "in_page").glob("*.py")):
        texts[f"in_page/{path.name}"] = path.read_text("utf-8")
    return texts


def printed_by(notebook):
    """Return a notebook with the code and the printed text of its cells, no more."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return {
        "cells": [
            {
                "cell_type": "code",
                "source": cell["source"],
                "outputs": [
                    {"text": each["text"]} for each in cell["outputs"] if "text" in each
                ],
            }
            for cell in cells
        ]
    }


def bundled(name, **constants):
    """Return a script with all that it imports, small."""
    program = next(PACKAGES.glob(ESBUILD))
    command = [program, SCRIPTS / name, "--bundle", "--minify", "--format=esm"]
    command += [
        "--external:./pyodide.mjs",
        "--loader:.css=text",
        "--legal-comments=none",
        "--log-level=error",
    ]
    command += ["--target=es2022", "--charset=utf8"]
    command += [f"--define:{key}={value}" for key, value in constants.items()]
    done = subprocess.run(
        command, env={"NODE_PATH": str(PACKAGES)}, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{SCRIPTS / name}: {done.stderr.decode()}")
    return done.stdout
