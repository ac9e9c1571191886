"""What is recorded, by subject."""

from . import shop

ALL = [*shop.SCENARIOS]
