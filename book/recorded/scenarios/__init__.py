"""What is recorded, by subject."""

from . import choices, restock, retries, shop, transfers, units, upgrades, versions

ALL = [
    *shop.SCENARIOS,
    *units.SCENARIOS,
    *retries.SCENARIOS,
    *restock.SCENARIOS,
    *versions.SCENARIOS,
    *choices.SCENARIOS,
    *transfers.SCENARIOS,
    *upgrades.SCENARIOS,
]
