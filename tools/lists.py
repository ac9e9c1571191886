"""Write the lists of chapters and labs in README.md from `_toc.yml`.

    make lists
    python tools/lists.py --check     change nothing; say whether a list is stale,
                                      and whether each lab follows its chapter

A list stands between two comments, `<!-- chapters -->` and `<!-- /chapters -->`.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from contents import HEADS
from contents.toc import labs_without_a_chapter, notebooks, table

ROOT = Path(__file__).resolve().parent.parent


def with_lists(text, pages):
    """Return a text with the lists between its comments as they are to be.

    Raises ValueError when a text has no place for a list.
    """
    for kind, heads in HEADS.items():
        listed = [page for page in pages if page.is_lab == (kind == "labs")]
        lines = "\n".join(table(listed, heads))
        begin, end = f"<!-- {kind} -->\n", f"<!-- /{kind} -->"
        before, found, rest = text.partition(begin)
        _, ended, after = rest.partition(end)
        if not found or not ended:
            raise ValueError(f"README.md: no place for a list: {begin}{end}")
        text = f"{before}{begin}{lines}\n{end}{after}"
    return text


def main(arguments=None, root=ROOT):
    """Write README.md, or check it; return 1 when it is stale."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    wanted = parser.parse_args(arguments)
    readme = root / "README.md"
    before = readme.read_text("utf-8")
    try:
        pages = notebooks(root)
        after = with_lists(before, pages)
    except ValueError as error:
        print(error)
        return 1
    alone = labs_without_a_chapter(pages)
    for lab in alone:
        print(f"_toc.yml: {lab.name} follows no chapter; put it below its own")
    if alone:
        return 1
    if after == before:
        return 0
    if wanted.check:
        print("README.md: its lists are not those of _toc.yml; run `make lists`")
        return 1
    readme.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
