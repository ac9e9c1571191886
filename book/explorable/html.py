"""What both kinds of figure share: results as HTML, and the two lives of an output."""

import sys
from html import escape


def as_html(value):
    """HTML of a result: its own if it has any, else its text.

    Raises ValueError for None, which is mostly a forgotten `return`.

    >>> as_html(2 < 3)
    '<pre class="xp-result">True</pre>'
    """
    if value is None:
        raise ValueError("the function returned None; return what the figure shows")
    own = getattr(value, "_repr_html_", None)
    made = own() if own else None
    return made or f'<pre class="xp-result">{escape(str(value))}</pre>'


class Figure:
    """An output that is complete as HTML and becomes a widget in a live kernel."""

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": repr(self), "text/html": self._repr_html_()}
        ipython = sys.modules.get("IPython")
        shell = ipython.get_ipython() if ipython else None
        if getattr(shell, "kernel", None) is not None:
            bundle |= self._live()
        return bundle


def caption_of(words, more=""):
    """Return the caption line, or nothing if there is nothing to say."""
    text = " ".join(filter(None, [escape(words), more]))
    return f"\n<figcaption>{text}</figcaption>" if text else ""
