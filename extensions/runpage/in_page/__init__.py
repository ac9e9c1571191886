"""What runs inside the page's Python: the standard library and the rooms, no more."""

from .thread import Thread

__all__ = ["Thread"]
