"""The widget of a live notebook: the same HTML, the same script, and a kernel."""

from pathlib import Path

import anywidget
import traitlets

from .progress import record
from .render import render

STATIC = Path(__file__).with_name("static")
GLUE = """
export default { render({ model, el }) {
  el.innerHTML = model.get("html");
  // In JupyterLab an arrow key would leave for another cell.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.stopPropagation());
  el.addEventListener("sc-answer", (event) => {
    model.set("answer", event.detail);
    model.save_changes();
  });
  window.selfcheck(el);
} };
"""
VIEW = "application/vnd.jupyter.widget-view+json"


class QuestionWidget(anywidget.AnyWidget):
    """One question in a live front end; ``answer`` follows the reader."""

    _esm = (STATIC / "quiz.js").read_text(encoding="utf-8") + GLUE
    _css = (STATIC / "quiz.css").read_text(encoding="utf-8")
    html = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)


def widget_of(question, course):
    """Return a widget whose answers go into the record that `progress` reads."""
    widget = QuestionWidget(html=render(question, course, live=True))
    widget.observe(lambda change: record(change["new"]), names="answer")
    return widget


def view_of(question, course):
    """Return the widget's part of a MIME bundle."""
    bundle, _ = widget_of(question, course)._repr_mimebundle_()
    return {VIEW: bundle[VIEW]}
