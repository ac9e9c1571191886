"""The model of a live question: what the reader answers reaches Python."""

from pathlib import Path

import traitlets
from live.widget import LiveOutput, script_of

from .progress import record

STATIC = Path(__file__).with_name("static")
AWAKEN = """
function awaken(place, model) {
  place.addEventListener("sc-answer", (event) => {
    model.set("answer", event.detail);
    model.save_changes();
  });
  window.selfcheck(place);
}
"""


class QuestionWidget(LiveOutput):
    """One question in a live front end; ``answer`` follows the reader."""

    _esm = script_of((STATIC / "quiz.js").read_text(encoding="utf-8") + AWAKEN)
    _css = (STATIC / "quiz.css").read_text(encoding="utf-8")
    answer = traitlets.Dict().tag(sync=True)


def widget_of(rest, html):
    """Return a widget whose answers go into the record that `progress` reads.

    ``html`` is shown in place of ``rest``, what the output holds.
    """
    widget = QuestionWidget(rest=rest, html=html)
    widget.observe(lambda change: record(change["new"]), names="answer")
    return widget
