"""The questions on the pages of the book, for Sphinx.

- `directives`: ``{quiz}``, ``{reveal}`` and ``{interview}``
- `lists`: ``{quiz-progress}``, ``{usual-answers}`` and ``{map}``; `places` tells them
  where each question is, `progress_page` and `answers` draw them
- `pages`, `stored`: which page shows what, and whether it is up to date
- `links`: where "Read again" leads from each page
- `covers`: what shows the run of a bet is out of sight until the bet is placed
"""

from pathlib import Path

from ..course import open_course


def course_of(app):
    """Return the course that `selfcheck_folder` names, or the book's own."""
    folder = app.config.selfcheck_folder
    return open_course(Path(app.srcdir, folder) if folder else None)
