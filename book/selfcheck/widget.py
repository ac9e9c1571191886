"""The model of a live question: what the reader answers reaches Python."""

from pathlib import Path

import traitlets
from live.widget import LiveOutput, script_of

from .progress import record

ROOM = Path(__file__).parent


class QuestionWidget(LiveOutput):
    """One question in a live front end; ``answer`` follows the reader."""

    _esm = script_of(ROOM / "scripts" / "kernel.js")
    _css = "".join(
        (ROOM / "static" / name).read_text(encoding="utf-8")
        for name in ("quiz.css", "lists.css")
    )
    answer = traitlets.Dict().tag(sync=True)


def widget_of(rest, html):
    """Return a widget whose answers go into the record that `progress` reads.

    ``html`` is shown in place of ``rest``, what the output holds.
    """
    widget = QuestionWidget(rest=rest, html=html)
    widget.observe(lambda change: record(change["new"]), names="answer")
    return widget
