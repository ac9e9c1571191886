"""Say under a chapter's first paragraph how long it takes and what it answers."""

from docutils import nodes

from chapters.pages import notebook_of
from chapters.reading_time import answered_by, minutes_of


def say_minutes(app, doctree):
    """Put the line under the first paragraph of a page that is a notebook."""
    notebook = notebook_of(app.env, app.env.docname)
    title = next(doctree.findall(nodes.title), None)
    if notebook is None or title is None:
        return
    line = line_for(minutes_of(notebook), answered_by(notebook))
    section = title.parent
    paragraphs = [child for child in section if isinstance(child, nodes.paragraph)]
    above = paragraphs[0] if paragraphs else title
    mark = nodes.raw("", f'<p class="ch-meta">{line}</p>', format="html")
    section.insert(section.index(above) + 1, mark)


def line_for(minutes, answers):
    """Return the words of the line.

    >>> line_for(12, ["A3", "A4"]), line_for(1, [])
    ('12 minutes · answers A3 and A4', '1 minute')
    """
    time = f"{minutes} minute{'s' * (minutes != 1)}"
    if not answers:
        return time
    *others, last = answers
    named = f"{', '.join(others)} and {last}" if others else last
    return f"{time} · answers {named}"
