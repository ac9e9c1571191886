"""The types of questions, one module each.

A module defines a subclass of `Question` with ``kind="..."``: the fields it has in a
file, what else is checked, and how it looks. Nothing else in Python has to know of it;
the script has an entry for each in ``scripts/kinds.js``.

>>> sorted(KINDS)
['curve', 'multiple', 'numeric', 'order', 'picture', 'single']
"""

from importlib import import_module
from pkgutil import iter_modules

from ..question import KINDS

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["KINDS"]
