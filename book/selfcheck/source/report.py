"""Problems of a file, put into the course with their lines."""

from . import schema
from .reading import Problem


def report(course, source, id, finding):
    """Add one problem: ``finding`` is (place, text) or (place, text, "warning")."""
    place, text, *warning = finding
    line = source.line(place)
    course.problems.append(Problem(source.path, line, id, text, bool(warning)))


def is_unreadable(course, source, part=None):
    """Report what stops a file from being read at all; say whether there is any."""
    for line, text in source.faults:
        course.problems.append(Problem(source.path, line, source.path.stem, text))
    wrong = part and not source.faults and schema.fault(source.value, part)
    if wrong:
        report(course, source, source.path.stem, wrong)
    return bool(source.faults or wrong)
