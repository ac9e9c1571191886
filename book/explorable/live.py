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
  el.dataset.lmSuppressShortcuts = "true";  // JupyterLab: keys belong to the figure
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


def live_knobs(figure):
    """Return a view that computes each setting when it is asked for."""
    widget = FigureWidget(html=figure._repr_html_())

    def answer(change):
        setting = {}
        for name, values in figure.settings.items():
            chosen = change["new"]["setting"][name]
            whole = isinstance(values, range)
            setting[name] = chosen if whole else values[chosen]
        label = label_of(setting)
        try:
            html = figure.compute(setting)
        except Exception as error:  # the reader's setting: tell it where they look
            widget.result = {
                "label": label,
                "error": f"{type(error).__name__}: {error}",
            }
        else:
            widget.result = {"label": label, "html": html}

    return _view(widget, answer)


def live_steps(figure):
    """Return a view that tells the figure which step the reader looks at."""
    widget = FigureWidget(html=figure._repr_html_())
    return _view(widget, lambda change: setattr(figure, "step", change["new"]["step"]))


def _view(widget, answer):
    widget.observe(answer, names="asked")
    bundle, _ = widget._repr_mimebundle_()
    return {VIEW: bundle[VIEW]}
