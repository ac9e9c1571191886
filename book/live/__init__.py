"""The two lives of an output: at rest as HTML, and alive with a kernel.

At rest an output is complete HTML: on a page, in a notebook that nobody trusts, and in
a saved notebook that is opened again. That HTML is all that is stored. With a kernel a
model (an anywidget) is made beside it; its script finds the HTML where the notebook
shows it and brings it to life in place (``glue.js``). There is no widget view in the
output: JupyterLab prefers a view to HTML, and shows only "model not found" for one
whose kernel is gone.

- `output`: the base class of what `show`, `knobs` and `step_through` return
- `widget`: the model, imported in a kernel only
- `page`: a room's script and style, only on the pages that need them
- `mathematics`: formulas as MathML
- `modules`: the parts of a script joined into the one text that is loaded
"""

from .output import Output, in_kernel

__all__ = ["Output", "in_kernel"]
