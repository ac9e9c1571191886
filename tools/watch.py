"""Build the book, serve it, and build and show again what is saved.

    make watch
    python tools/watch.py --port 8000

One process stays alive and builds only what changed, so that an edit is on the screen
in about a second. When the code of an extension or of a room changes, which Python has
loaded already, the process starts itself anew.
"""

import gc
import logging
import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from threading import Condition

from jupyter_book.sphinx import build_sphinx
from serving import Pages, port_in, serve_near
from watchfiles import DefaultFilter, watch

logging.getLogger("watchfiles").setLevel(logging.WARNING)

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("book", "extensions", "tools", "_config.yml", "_toc.yml")
QUIET_MS = 50  # that nothing more is saved before a build begins
RELOAD = b"""<script>
{
  let first;
  new EventSource("/reload").onmessage = ({ data }) => {
    first ??= data;
    if (data !== first) location.reload();
  };
}
</script>
"""


def build(root):
    """Build what changed, as `jupyter-book build` does; return whether it went well."""
    outcome = build_sphinx(
        root,
        root / "_build" / "html",
        path_config=root / "_config.yml",
        noconfig=True,
        # The command line gives the same two, and another setting builds all anew.
        confoverrides={
            "external_toc_path": (root / "_toc.yml").as_posix(),
            "latex_individualpages": False,
        },
        quiet=True,
    )
    return outcome == 0


class Version:
    """Which build the pages are of; pages that are open wait for the next."""

    def __init__(self):
        # The time tells a process from the one before it.
        self.number = time.time_ns()
        self.changed = Condition()

    def advance(self):
        """Let all pages load again."""
        with self.changed:
            self.number += 1
            self.changed.notify_all()

    def after(self, seen):
        """Wait until there is another version than the one seen; return it."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != seen)
            return self.number


def pages_of(version):
    """Return the class that answers requests, and tells pages of a new version."""

    class WatchedPages(Pages):
        def answer(self, with_body):
            if self.path == "/reload":
                self.tell_of_versions()
            else:
                super().answer(with_body)

        def tell_of_versions(self):
            """Send the number of each version as an event, until the page is left."""
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            seen = None
            while True:
                seen = version.after(seen)
                self.wfile.write(f"data: {seen}\n\n".encode())

        def send_file(self, path, with_body):
            """Send a file, a page with the script that loads it again."""
            body = path.read_bytes()
            if path.suffix == ".html":
                body += RELOAD
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if with_body:
                self.wfile.write(body)

    return WatchedPages


def is_source(change, path):
    """Say whether a changed file is one that a writer saves."""
    return DefaultFilter()(change, path) and ".ipynb_checkpoints" not in path


def start_anew(address):
    """Replace this process by a fresh one at the same address."""
    port = address.rpartition(":")[2]
    command = [sys.executable, __file__, "--port", port]
    os.execv(sys.executable, command)


def rebuild_on_save(root, version, address):
    """Build at every save, until Ctrl+C."""
    paths = [root / name for name in SOURCES]
    for changes in watch(
        *paths, watch_filter=is_source, step=QUIET_MS, raise_interrupt=False
    ):
        changed = sorted(
            {Path(path).relative_to(root).as_posix() for _, path in changes}
        )
        begun = time.perf_counter()
        if any(path.endswith(".py") for path in changed):
            print(f"{', '.join(changed)}: starting anew", flush=True)
            start_anew(address)
        elif build(root):
            version.advance()
            seconds = time.perf_counter() - begun
            print(f"{', '.join(changed)}: built in {seconds:.1f} s", flush=True)
        else:
            print(f"{', '.join(changed)}: not built; mend and save again", flush=True)


def main(arguments=None):
    """Build, serve, watch."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", default="8000")
    port = port_in(parser.parse_args(arguments).port)
    version = Version()
    os.environ["COURSE_WITHOUT_ARCHIVE"] = "1"  # of the whole site, at every save
    build(ROOT)
    # What is loaded now stays: no later build has to look through it for garbage.
    gc.freeze()
    with serve_near(ROOT / "_build" / "html", port, pages_of(version)) as address:
        print(f"The book: {address}/book/index.html (Ctrl+C stops)", flush=True)
        rebuild_on_save(ROOT, version, address)


if __name__ == "__main__":
    main()
