"""An output that is complete as HTML and comes alive in a kernel."""

import sys


class Output:
    """Base class of what a cell shows; it needs nothing but the standard library.

    A subclass has ``_repr_html_``, its rest form, and ``_widget``, which takes the rest
    form and returns a `live.widget.LiveOutput`.

    >>> class Hello(Output):
    ...     def _repr_html_(self):
    ...         return "<p>Hello</p>"
    >>> Hello()._repr_mimebundle_()["text/html"]
    '<p>Hello</p>'
    """

    def _repr_mimebundle_(self, include=None, exclude=None):
        rest = self._repr_html_()
        if in_kernel():
            self._come_alive(rest)
        return {"text/plain": repr(self), "text/html": rest}

    def _come_alive(self, rest):
        """Make the model whose script brings the rest form to life."""
        try:
            self._widget(rest)
        except ModuleNotFoundError as error:
            if error.name not in ("anywidget", "ipywidgets", "traitlets"):
                raise
            # A kernel without widgets, such as JupyterLite's: the rest form is whole.


def in_kernel():
    """Whether a notebook's kernel runs this code.

    >>> in_kernel()
    False
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None
