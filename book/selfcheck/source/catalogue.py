"""The catalogue of misconceptions: read first, since questions name its entries."""

from . import schema
from .pointers import check_link
from .reading import read_yaml
from .report import is_unreadable, report
from .writing import texts


def check_catalogue(course, file):
    """Read the misconceptions into the course, with all their problems."""
    source = read_yaml(file)
    if not isinstance(source.value, dict) and not source.faults:
        source.faults.append((1, "must be a mapping of ids; write `some-id: {...}`"))
    if is_unreadable(course, source):
        return
    for name, entry in source.value.items():
        wrong = schema.fault(name, "key") or schema.fault(entry, "misconception")
        found = [wrong] if wrong else [*texts(entry), *check_link(course, entry, "see")]
        for place, *text in found:
            report(course, source, name, ((name, *place), *text))
        if not wrong:
            course.misconceptions[name] = entry


def check_unused(course, file, used):
    """Warn of each misconception that no question names."""
    source = read_yaml(file)
    for name in course.misconceptions:
        if name not in used:
            text = "no question uses this misconception; use or remove it"
            report(course, source, name, ((name,), text, "warning"))
