"""Draw the openers named, or all: ``python -m openers lint [name ...]``.

Prints every problem, with its file, line and mend; 1 if there is any.
"""

import sys

from . import OpenerError, draw, opener_names

USAGE = "usage: python -m openers lint [name ...]"


def lint(names=()):
    """Draw the openers named, or all, and print what cannot be drawn."""
    names = names or opener_names()
    wrong = 0
    for name in names:
        try:
            draw(name)
        except OpenerError as error:
            print(error)
            wrong += 1
    if not wrong:
        print(f"{len(names)} openers, every goal is reached")
    return 1 if wrong else 0


def main(arguments):
    """Run one command; 2 for bad usage."""
    match arguments:
        case ["lint", *names]:
            return lint(names)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
