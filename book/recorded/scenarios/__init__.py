"""What is recorded, by subject."""

from . import (
    choices,
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
    *transfers.SCENARIOS,
    *upgrades.SCENARIOS,
    *write_skew.SCENARIOS,
]
