"""What both kinds of figure share: results as HTML, captions, and the two lives."""

from html import escape

try:
    from live import Output as Figure
except ModuleNotFoundError:  # the room was copied alone: at rest it is whole
    Figure = object

__all__ = ["Figure", "as_html", "caption_of"]


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


def caption_of(words, more=""):
    """Return the caption line, or nothing if there is nothing to say."""
    text = " ".join(filter(None, [escape(words), more]))
    return f"\n<figcaption>{text}</figcaption>" if text else ""
