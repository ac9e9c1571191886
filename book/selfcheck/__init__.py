"""Questions that check one's own understanding.

Write them in YAML (``quizzes/``), check them with ``python -m selfcheck lint``, show
them with `show` in a notebook or ``{quiz}`` on a page of prose.
"""

from .course import QuestionError
from .notebook import show
from .progress import progress, progress_chart

__all__ = ["QuestionError", "progress", "progress_chart", "show"]
