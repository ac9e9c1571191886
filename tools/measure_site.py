"""What pages cost, and how long a writer waits: the figures of the site.

`make benchmark` prints them. The book is built in a copy, so that an edit is safe.
"""

import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browsing import QUIET, find_browser
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import test_weight  # noqa: E402
from serving import serve  # noqa: E402

# What every page with a question, or with a figure to play with, loads.
STATIC = {
    "book/selfcheck/static": ("quiz.js", "quiz.css"),
    "book/explorable/static": ("play.js", "play.css", "explorable.css"),
}
CHAPTER = "book/when-is-it-a-race"
SENTENCE = "Such a bug is called"  # stands in the chapter
EDITS = 5


def script_sizes():
    """Return, by room, how many bytes of script and style a page loads, compressed."""
    sizes = {}
    for folder, names in STATIC.items():
        files = [ROOT / folder / name for name in names]
        room = folder.split("/")[1]
        sizes[room] = sum(len(gzip.compress(p.read_bytes(), 9)) for p in files)
    return sizes


@dataclass(frozen=True)
class Weights:
    """Bytes that a chapter costs."""

    first_page: int  # with nothing at hand, figures included
    next_page: int  # with the scripts at hand, without figures and side bar


def weights():
    """Return the Weights of each chapter of the built book, by its name."""
    chapters = [n for n in test_weight.NOTEBOOKS if not test_weight.is_lab(n)]
    found = {}
    with serve(ROOT / "_build/html") as address, chromium() as browser:
        for name in chapters:
            cold = browser.new_page()
            first_page = test_weight.weigh(cold, f"{address}/{name}.html").total
            warm = browser.new_page()
            warm.goto(f"{address}/{test_weight.page_before(name)}.html")
            next_page = test_weight.weigh(warm, f"{address}/{name}.html").words
            found[name] = Weights(first_page, next_page)
    return found


@contextmanager
def chromium():
    """Start the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        yield browser
        browser.close()


@contextmanager
def watched_copy():
    """Serve a copy of the book as `make watch` does; give its folder and address."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        left_out = shutil.ignore_patterns("_build", ".venv", ".git", "node_modules")
        shutil.copytree(ROOT, copy, ignore=left_out)
        watch = [sys.executable, copy / "tools/watch.py", "--port", "0"]
        server = subprocess.Popen(watch, stdout=subprocess.PIPE, text=True, cwd=copy)
        try:
            told = next(line for line in server.stdout if "http://" in line)
            address = told[told.index("http://") :].split()[0]
            yield copy, address.removesuffix("/book/index.html")
        finally:
            server.terminate()
            server.wait()


def seconds_to_screen():
    """Return the seconds from each save of a one-line edit until a browser shows it."""
    taken = []
    with watched_copy() as (copy, address), chromium() as browser:
        page = browser.new_page()
        # The page hears of the next build once it has asked for news.
        with page.expect_request("**/reload"):
            page.goto(f"{address}/{CHAPTER}.html")
        notebook = copy / f"{CHAPTER}.ipynb"
        for number in range(EDITS):
            word = f"Edit {number}"
            edited = notebook.read_text().replace(SENTENCE, f"{word}. {SENTENCE}", 1)
            with page.expect_request("**/reload"):
                start = time.perf_counter()
                notebook.write_text(edited)
                page.get_by_text(f"{word}.").first.wait_for()
                taken.append(time.perf_counter() - start)
    return taken
