"""The widgets of a live notebook: the same HTML and script, with Python behind it."""

from pathlib import Path

import anywidget
import traitlets

from .knobs import label_of

STATIC = Path(__file__).with_name("static")
VIEW = "application/vnd.jupyter.widget-view+json"
GLUE = """
export default { render({ model, el }) {
  el.innerHTML = model.get("html");
  // In JupyterLab an arrow key would leave for another cell.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.stopPropagation());
  const tell = (said) => { model.set("asked", said); model.save_changes(); };
  const show = window.explorable(el, tell);
  if (show) model.on("change:result", () => show(model.get("result")));
} };
"""


class FigureWidget(anywidget.AnyWidget):
    """A figure in a live front end: it asks, Python answers."""

    _esm = (STATIC / "explorable.js").read_text(encoding="utf-8") + GLUE
    _css = (STATIC / "explorable.css").read_text(encoding="utf-8")
    html = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)


def knobs_widget(figure):
    """Return a widget that computes each setting when it is asked for."""
    widget = FigureWidget(html=figure._repr_html_())

    def answer(change):
        setting = {}
        for name, values in figure.settings.items():
            chosen = change["new"]["setting"][name]
            whole = isinstance(values, range)
            setting[name] = chosen if whole else values[chosen]
        result = {"label": label_of(setting)}
        try:
            result["html"] = figure.compute(setting)
        except Exception as error:  # the reader's setting: tell it where they look
            result["error"] = f"{type(error).__name__}: {error}"
        widget.result = result

    widget.observe(answer, names="asked")
    return widget


def steps_widget(figure):
    """Return a widget that tells the figure which step the reader looks at."""
    widget = FigureWidget(html=figure._repr_html_())

    def follow(change):
        figure.step = change["new"]["step"]

    widget.observe(follow, names="asked")
    return widget


def view_of(widget):
    """Return the widget's part of a MIME bundle."""
    bundle, _ = widget._repr_mimebundle_()
    return {VIEW: bundle[VIEW]}
