"""What the lab tests share: real servers or one line that says what is missing."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from labs.binaries import MissingServer

BOOK = Path(__file__).parents[2] / "book"


def missing(reason):
    """Skip; fail instead where nothing may be skipped."""
    if os.environ.get("LOCKS_NO_SKIP") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def found(find):
    try:
        return find()
    except MissingServer as error:
        missing(str(error))


@pytest.fixture(scope="session")
def postgres_program():
    from labs.postgres_programs import programs

    return found(programs)


@pytest.fixture(scope="session")
def redis_program():
    from labs.redis_server import program

    return found(program)


@pytest.fixture(scope="session")
def etcd_program():
    from labs.etcd_member import program

    return found(program)


# A shell that runs the tests in the background lets its children ignore Ctrl+C.
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


@pytest.fixture
def python():
    """Start a script in a Python of its own, with the labs importable."""
    started = []

    def start(script, *arguments, program=(sys.executable,), book=BOOK, **options):
        child = subprocess.Popen(
            [*program, "-c", INTERRUPTIBLE + script, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(book)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


@pytest.fixture
def as_nobody(python):
    """Run a script as the user nobody, who can read a copy of the labs; needs root."""
    if os.geteuid() != 0:
        pytest.skip("already an ordinary user: every test here shows it")
    # The environment may lie where nobody can look, as under /root.
    options = {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    for program in (sys.executable, "/usr/bin/python3"):
        try:
            if not subprocess.run([program, "-c", check], **options).returncode:
                break
        except OSError:
            continue
    else:
        missing("the user nobody has no Python 3.11 here: install python3")
    with tempfile.TemporaryDirectory() as book:
        shutil.copytree(
            BOOK / "labs", f"{book}/labs", ignore=lambda *_: ["__pycache__"]
        )
        for path in [Path(book), *Path(book).rglob("*")]:
            path.chmod(0o755)

        def run(script):
            child = python(script, program=(program, "-B"), book=book, **options)
            return child.communicate(timeout=50), child.returncode

        yield run
