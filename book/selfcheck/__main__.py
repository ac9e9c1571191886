"""Check question files: ``python -m selfcheck lint [folder]``."""

import sys

from .course import QuestionError, open_course


def main(arguments):
    """Print every problem; 0 if there are only warnings, 1 if not, 2 for bad usage."""
    if not 1 <= len(arguments) <= 2 or arguments[0] != "lint":
        print("usage: python -m selfcheck lint [folder]", file=sys.stderr)
        return 2
    try:
        course = open_course(*arguments[1:])
    except QuestionError as error:
        print(error)
        return 1
    for problem in course.problems:
        print(problem)
    if not course.errors:
        print(f"{len(course.questions)} questions, no errors")
    return 1 if course.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
