"""The models of live figures: the page asks, Python answers."""

from pathlib import Path

import traitlets
from live.widget import LiveOutput, script_of

from .knobs import label_of

ROOM = Path(__file__).parent


class FigureWidget(LiveOutput):
    """A figure in a live front end: it asks, Python answers."""

    _esm = script_of(ROOM / "scripts" / "kernel.js")
    _css = "\n".join(
        (ROOM / "static" / style).read_text(encoding="utf-8")
        for style in ("explorable.css", "play.css")
    )
    asked = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)


def knobs_widget(figure, rest):
    """Return a widget that computes each setting when it is asked for."""
    widget = FigureWidget(rest=rest)

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


def steps_widget(figure, rest):
    """Return a widget that tells the figure which step the reader looks at."""
    widget = FigureWidget(rest=rest)

    def follow(change):
        figure.step = change["new"]["step"]

    widget.observe(follow, names="asked")
    return widget


def play_widget(figure, rest):
    """Return a widget that is played in the page; Python has nothing to answer."""
    return FigureWidget(rest=rest)
