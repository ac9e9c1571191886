"""YAML that remembers its lines, and the problems found in it."""

import math
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands, what is wrong and how to mend it."""

    path: Path
    line: int
    id: str  # of the question or misconception, else the name of the file
    text: str
    warning: bool = False  # True: it does not forbid to publish

    def __str__(self):
        path = self.path.resolve()
        if path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        kind = "warning: " if self.warning else ""
        return f"{path}:{self.line}: {self.id}: {kind}{self.text}"


@dataclass
class Source:
    """The content of one YAML file with the line of every value in it.

    A place is the path of keys and positions to a value, such as
    ``("questions", 0, "stem")``.
    """

    path: Path
    value: object = None
    lines: dict = field(default_factory=dict)  # place -> line, from 1
    faults: list = field(default_factory=list)  # (line, text)

    def line(self, place=()):
        """Line of a place, or of the nearest thing around it that exists."""
        place = tuple(place)
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(path):
    """Read one file; whatever stops the reading is in ``faults``, never raised."""
    source = Source(Path(path))
    try:
        text = source.path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=Loader)
    except UnicodeDecodeError as error:
        line = source.path.read_bytes()[: error.start].count(b"\n") + 1
        source.faults.append((line, "is not UTF-8; save the file as UTF-8"))
    except OSError as error:
        source.faults.append((1, f"cannot be read ({error.strerror})"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or error
        source.faults.append(
            (mark.line + 1 if mark else 1, f"is not YAML: {what}; mend the syntax here")
        )
    else:
        if node is None:
            source.faults.append((1, "is empty; write `version: 1` and questions"))
        else:
            source.value = _build(node, (), source, set())
    return source


def _build(node, place, source, seen):
    line = node.start_mark.line + 1
    source.lines.setdefault(place, line)
    if isinstance(node, yaml.ScalarNode):
        value, fault = _scalar(node)
        if fault:
            source.faults.append((line, fault))
        return value
    if id(node) in seen:
        source.faults.append((line, "an alias (*name) is used; write the text out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(child, (*place, index), source, seen)
            for index, child in enumerate(node.value)
        ]
    return _mapping(node, place, source, seen)


def _mapping(node, place, source, seen):
    built = {}
    for key_node, child in node.value:
        key, key_line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            source.faults.append((key_line, "a key is not plain text; name it"))
            continue
        if key in built:
            fault = f"`{key}` stands twice in one place; keep one of the two"
            source.faults.append((key_line, fault))
        source.lines[(*place, key)] = key_line
        built[key] = _build(child, (*place, key), source, seen)
    return built


def _scalar(node):
    """Return the value and what is wrong with it, or None."""
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError):
        return None, f"`{node.value}` cannot be read as a value; put it in quotes"
    if isinstance(value, (str, bool)) or value is None:
        return value, None
    # YAML 1.1 reads 010 as eight and 1:30 as ninety: what is shown is not what stands.
    if not isinstance(value, (int, float)):
        return value, f"`{node.value}` is read as {value!r}; put it in quotes"
    if not NUMBER.fullmatch(node.value) or not math.isfinite(value):
        mend = "write a number in plain digits, such as 10 or 0.5, or text in quotes"
        return value, f"YAML reads `{node.value}` as {value}; {mend}"
    return value, None
