"""Join the scripts of the rooms anew: ``python -m live``.

A room keeps the parts in ``scripts/``, and what a page loads in ``static/``: a file
there is made of the part with the same name and all that it imports.
"""

import sys
from pathlib import Path

from .modules import page_script

BOOK = Path(__file__).resolve().parents[1]


def scripts(book):
    """List (part, file made of it) for all rooms of a book."""
    made = sorted(book.glob("*/static/*.js"))
    pairs = [(file.parents[1] / "scripts" / file.name, file) for file in made]
    return [(part, file) for part, file in pairs if part.is_file()]


def main():
    """Write what has changed, and say so."""
    for part, file in scripts(BOOK):
        text = page_script(part)
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            print(f"{file.relative_to(BOOK)}: made anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
