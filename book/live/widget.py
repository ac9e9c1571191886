"""The model behind an output that is alive: what the page says reaches Python."""

from pathlib import Path

import anywidget
import traitlets

# rest form -> its newest model, for all notebooks that are open in one window
REGISTRY = "const newest = (globalThis.liveOutputs ??= new Map());"
GLUE = Path(__file__).with_name("glue.js").read_text(encoding="utf-8")


class LiveOutput(anywidget.AnyWidget):
    """A model without a view: its script brings the rest form to life in place.

    A subclass sets ``_esm`` to ``script_of(...)``, ``_css``, and traits of its own.
    """

    rest = traitlets.Unicode().tag(sync=True)  # HTML, as the output holds it
    html = traitlets.Unicode().tag(sync=True)  # HTML to put there; "" for the same


def script_of(room_script):
    """Return the module of a live output.

    ``room_script`` is JavaScript that defines ``awaken(place, model)``: it gives the
    HTML inside ``place`` its controls and ties them to the model.
    """
    return f"{REGISTRY}\n{room_script}\n{GLUE}"
