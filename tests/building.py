"""Build the real book once, however many test processes ask for it."""

import os
import subprocess
import sys

from filelock import FileLock


def build(root, output):
    """Run `jupyter-book build` with warnings as errors; return the pages' folder.

    Raises AssertionError with the build's whole log when it fails.
    """
    command = [sys.executable, "-m", "jupyter_book", "build", str(root)]
    command += ["--path-output", str(output), "-W", "-n", "--keep-going", "--all"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1"},
        check=False,
    )
    log = done.stdout + done.stderr
    (output / "build.log").write_text(log)
    assert done.returncode == 0, log
    return output / "_build" / "html"


def build_once(root, tmp_path_factory):
    """Build the book in the folder that all workers of a test run share.

    The first to come builds, under a file lock; the others wait and use it. A
    build that failed fails every test that needs it, with its log.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output = shared / "site"
    with FileLock(shared / "site.lock", timeout=300):
        if not output.exists():
            output.mkdir()
            build(root, output)
        log = output / "build.log"
        pages = output / "_build" / "html"
        assert (pages / "book" / "index.html").exists(), log.read_text()
    return pages
