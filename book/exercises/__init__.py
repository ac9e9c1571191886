"""The tasks: one file for each, with what the reader is given and how it is judged.

In a notebook a task is one cell. Its first line is ``%%task find-the-rule``, and what
stands below is the reader's: run the cell, and the judge answers. ``%load_ext
exercises`` makes the line known.
"""

from .magic import load_ipython_extension
from .task import Judged, Task, judge, open_task

__all__ = ["Judged", "Task", "judge", "load_ipython_extension", "open_task"]
