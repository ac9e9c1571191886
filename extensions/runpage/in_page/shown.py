"""What a cell shows: what it prints, and the value of its last expression."""

import io

MOST_PRINTED = 20_000  # characters that are kept of one cell
MOST_DRAWN = 400_000  # characters of one drawing
COURSE = ("exercises", "explorable", "minicluster", "openers", "recorded")


class Printed(io.TextIOBase):
    r"""Takes what is printed, up to a limit; says how much it left out.

    >>> printed = Printed()
    >>> print("x" * 30_000, file=printed)
    >>> printed.text[-40:]
    'xxxxx\n… 10,001 more characters left out.'
    """

    def __init__(self, tell=None):
        self.tell = tell or (lambda text: None)
        self.parts, self.kept, self.left_out = [], 0, 0

    def writable(self):
        """Whether it takes text: it does."""
        return True

    def write(self, text):
        """Take what is printed."""
        room = MOST_PRINTED - self.kept
        part = text[:room]
        if part:
            self.parts.append(part)
            self.kept += len(part)
            self.tell(part)
        self.left_out += len(text) - len(part)
        return len(text)

    @property
    def text(self):
        """All that was kept, and how much was not."""
        text = "".join(self.parts)
        if self.left_out:
            return f"{text}\n… {self.left_out:,} more characters left out."
        return text


def shown(value):
    """Return what is shown of a value: its text, and HTML if the course draws it.

    Nothing else is taken for HTML, whatever methods it may have.

    >>> class Sly:
    ...     def _repr_html_(self):
    ...         return "<script>"
    ...     def __repr__(self):
    ...         return "sly"
    >>> shown(Sly())
    {'value': 'sly'}
    """
    words = repr(value)
    if len(words) > MOST_PRINTED:
        words = f"{words[:MOST_PRINTED]} …"
    room = type(value).__module__.partition(".")[0]
    if room not in COURSE or not hasattr(value, "_repr_html_"):
        return {"value": words}
    html = value._repr_html_()
    if len(html) > MOST_DRAWN:
        return {"value": f"{words}\n(This drawing is too large for the page.)"}
    return {"value": words, "html": html}
