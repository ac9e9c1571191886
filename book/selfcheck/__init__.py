"""Questions that check one's own understanding.

Write them in YAML (``quizzes/``), check them with ``python -m selfcheck lint``, show
them with `show` in a notebook or ``{quiz}`` on a page of prose.

- `source`: reading the YAML and finding everything that is wrong with it
- `kinds`: what differs between the types of questions, one module for each
- `question`, `render`, `text`: a question as plain data, and as HTML
- `notebook`, `widget`, `progress`: a question in a notebook, and what was answered
- ``sphinx_extension``: the directives of the book's pages
- ``scripts/``: the parts of the script; ``static/``: what a page loads

To import `show` takes the standard library alone; to draw a question takes more.
"""

from .errors import QuestionError
from .notebook import show
from .progress import progress, progress_chart

__all__ = ["QuestionError", "progress", "progress_chart", "show"]
