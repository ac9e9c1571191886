"""A judgement in a process of its own: whatever the reader's code does stays there."""

import json
import os
import subprocess
import sys
from pathlib import Path

from explorable.play_rest import Play

from .task import Judged, judge

BOOK = Path(__file__).resolve().parents[1]
SECONDS = 30  # that a judgement may take


def judge_apart(name, source, seconds=SECONDS):
    """Judge as `judge` does, in another process, which may not take longer than that.

    A browser has no processes: there the page ends the whole of Python.

    >>> judge_apart("find-the-rule", "import os; os._exit(3)").text
    'It ended Python itself (exit code 3); let the judge go on.'
    """
    if sys.platform == "emscripten":
        return judge(name, source)
    paths = [str(BOOK), os.environ.get("PYTHONPATH", "")]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "exercises", "judge", name],
            input=source.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=BOOK,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            check=False,
        )
    except subprocess.TimeoutExpired:
        text = f"It was still going on after {seconds} s; let it come to an end."
        return Judged(False, text)
    try:
        return from_json(done.stdout.decode())
    except (ValueError, KeyError, TypeError):
        code = done.returncode
        text = f"It ended Python itself (exit code {code}); let the judge go on."
        return Judged(False, text)


def as_json(judged):
    """Return a Judged as JSON, its figure as what it is drawn from."""
    figure = judged.figure and vars(judged.figure)
    said = {"ok": judged.ok, "text": judged.text, "figure": figure}
    return json.dumps(said)


def from_json(text):
    """Return the Judged that `as_json` wrote.

    >>> from_json(as_json(Judged(True, "All is well."))).text
    'All is well.'
    """
    said = json.loads(text)
    figure = said["figure"]
    if figure is not None:
        figure = Play(**figure)
    return Judged(said["ok"], said["text"], figure)
