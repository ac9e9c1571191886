"""The model behind an output that is alive: what the page says reaches Python."""

from pathlib import Path

import anywidget
import traitlets

from .modules import join

GLUE = Path(__file__).with_name("glue.js").read_text(encoding="utf-8")


class LiveOutput(anywidget.AnyWidget):
    """A model without a view: its script brings the rest form to life in place.

    A subclass sets ``_esm`` to ``script_of(...)``, ``_css``, and traits of its own.
    """

    rest = traitlets.Unicode().tag(sync=True)  # HTML, as the output holds it
    html = traitlets.Unicode().tag(sync=True)  # HTML to put there; "" for the same


def script_of(entry):
    """Return the module of a live output.

    ``entry`` is the file of a module with ``awaken(place, model)``: it gives the HTML
    inside ``place`` its controls and ties them to the model.
    """
    return join(entry) + GLUE
