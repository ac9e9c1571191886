"""Figures to play with: on a page without a kernel, and live with one."""

from .knobs import knobs
from .play import play
from .steps import step_through

__all__ = ["knobs", "play", "step_through"]
