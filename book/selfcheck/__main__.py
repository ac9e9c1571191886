"""Check question files, or write the schema that they follow.

python -m selfcheck lint [folder]    print every problem, with its line and its mend
python -m selfcheck schema           write source/schema.json, composed of the kinds
"""

import json
import sys

from .course import QuestionError, open_course
from .source.schema import PUBLISHED, SCHEMA

USAGE = "usage: python -m selfcheck lint [folder] | python -m selfcheck schema"


def lint(folder=None):
    """Print every problem; 0 if there are only warnings, 1 if not."""
    try:
        course = open_course(folder)
    except QuestionError as error:
        print(error)
        return 1
    for problem in course.problems:
        print(problem)
    if course.errors:
        return 1
    print(f"{len(course.questions)} questions, no errors")
    return 0


def schema():
    """Write the published schema."""
    PUBLISHED.write_text(json.dumps(SCHEMA, indent=2) + "\n", encoding="utf-8")
    return 0


def main(arguments):
    """Run one command; 2 for bad usage."""
    match arguments:
        case ["lint", *folder] if len(folder) <= 1:
            return lint(*folder)
        case ["schema"]:
            return schema()
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
