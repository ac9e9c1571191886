"""What a lab printed when it was last run, for the chapter that it follows."""

import json
from pathlib import Path

BOOK = Path(__file__).resolve().parent.parent


def printed(lab, code, book=BOOK):
    """Return what the one cell of a lab that holds some code printed.

    ``lab`` is the name of its notebook without the ending. The labs' tests run each lab
    anew on real servers and compare, so this is what a server did. Raises ValueError
    unless exactly one cell holds the code, and when it printed nothing.

    >>> printed("lab-a-lock-in-redis", 'tell("Ann", "DEL lock")').splitlines()[2]
    'Ann: DEL lock → 1'
    """
    cells = json.loads((book / f"{lab}.ipynb").read_text("utf-8"))["cells"]
    found = [cell for cell in cells if code in "".join(cell["source"])]
    found = [cell for cell in found if cell["cell_type"] == "code"]
    if len(found) != 1:
        raise ValueError(
            f"{len(found)} cells of {lab} hold {code!r}; name code that one cell holds"
        )
    texts = ["".join(output.get("text", [])) for output in found[0]["outputs"]]
    if not any(texts):
        raise ValueError(f"the cell of {lab} with {code!r} printed nothing")
    return "".join(texts).rstrip("\n")
