"""Questions that check one's own understanding.

Write them in YAML (``quizzes/``), check them with ``python -m selfcheck lint``, show
them with `show` in a notebook or ``{quiz}`` on a page of prose. A bet waits: `reveal`
or ``{reveal}`` settles it under the run. `interview` closes a chapter.

- `source`: reading the YAML and finding everything that is wrong with it
- `kinds`: what differs between the types of questions, one module for each
- `question`, `usual`, `render`, `text`: a question as plain data, and as HTML
- `revealed`, `interview_box`: what settles a bet, and the box that closes a chapter
- `notebook`, `widget`, `progress`: a question in a notebook, and what was answered
- ``sphinx_extension``: the directives of the book's pages
- ``scripts/``: the parts of the script; ``static/``: what a page loads

To import them takes the standard library alone; to draw a question takes more.
"""

from .errors import QuestionError
from .notebook import interview, reveal, show
from .progress import progress, progress_chart

__all__ = [
    "QuestionError",
    "interview",
    "progress",
    "progress_chart",
    "reveal",
    "show",
]
