"""What is recorded, by subject."""

from . import (
    choices,
    queue,
    restock,
    retries,
    shop,
    transfers,
    units,
    upgrades,
    versions,
    write_skew,
)

ALL = [
    *shop.SCENARIOS,
    *units.SCENARIOS,
    *retries.SCENARIOS,
    *restock.SCENARIOS,
    *versions.SCENARIOS,
    *choices.SCENARIOS,
    *queue.SCENARIOS,
    *transfers.SCENARIOS,
    *upgrades.SCENARIOS,
    *write_skew.SCENARIOS,
]
