"""`step_through`: a drawing and its log, one step at a time."""

import re
from html import escape

from .figure import Figure, caption_of


class StepThrough(Figure):
    """What `step_through` returns; in a live notebook ``step`` follows the reader."""

    def __init__(self, drawing, name, caption):
        self.drawing, self.name, self.caption = drawing, name, caption
        self.step = 1

    def __repr__(self):
        return f"Step through: {self.name} ({len(self.drawing.log)} steps)"

    def _repr_html_(self):
        lines = "\n".join(f"<li>{escape(str(line))}</li>" for line in self.drawing.log)
        return (
            f'<figure class="xp-figure" data-steps="{self.name}">\n'
            f'<div class="xp-drawing">{self.drawing.svg}</div>\n'
            f'<ol class="xp-log">\n{lines}\n</ol>{caption_of(self.caption)}\n</figure>'
        )

    def _widget(self, rest):
        from .widget import steps_widget

        return steps_widget(self, rest)


def step_through(drawing, *, name, caption=None):
    """Show a drawing that the reader can go through step by step.

    ``drawing`` has ``svg``, in which marks carry ``data-step="k"``, and ``log``, whose
    k-th line (counted from 1) tells what step k does. ``name`` is the word that a link
    to a step begins with: ``#paused-holder=3``. Without a caption, the drawing's own.

    Raises ValueError for a name that no link can carry, an empty log, or a step in the
    drawing that has no line in the log.

    >>> from types import SimpleNamespace
    >>> svg = '<svg><g data-step="1"></g></svg>'
    >>> step_through(SimpleNamespace(svg=svg, log=["Ann reads"]), name="race")
    Step through: race (1 steps)
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        text = f"name {name!r} is no good in a link; use lower-case words and hyphens"
        raise ValueError(text)
    steps = [int(step) for step in re.findall(r'data-step="(\d+)"', drawing.svg)]
    if not drawing.log or not steps:
        raise ValueError(f"{name} has no steps; draw a trace that has some")
    if max(steps) > len(drawing.log) or min(steps) < 1:
        wrong = max(steps) if max(steps) > len(drawing.log) else min(steps)
        raise ValueError(
            f"{name} draws step {wrong}, but its log tells steps 1 to "
            f"{len(drawing.log)}; give each step a line"
        )
    if caption is None:
        caption = getattr(drawing, "caption", "")
    return StepThrough(drawing, name, caption)
