"""The shape of a file: composed, published as ``schema.json``, told in plain words."""

import json
from functools import cache
from pathlib import Path

import fastjsonschema

from ..kinds import KINDS
from ..usual import ANSWER, FOLLOW_UP
from ..usual import SCHEMA as USUAL
from .wording import explain, extra, misnamed

PUBLISHED = Path(__file__).with_name("schema.json")
COMMON = json.loads(Path(__file__).with_name("common.json").read_text("utf-8"))


def compose():
    """Return the JSON schema of a file: what is common, and the fields of each kind."""
    schema = json.loads(json.dumps(COMMON))
    question = schema["$defs"]["question"]
    question["properties"]["type"] = {"enum": sorted(KINDS)}
    question["properties"]["usual"] = USUAL
    schema["$defs"] |= {"follow-up": FOLLOW_UP, "usual-answer": ANSWER}
    own = {name for kind in KINDS.values() for name in kind.OWN}
    for name, kind in sorted(KINDS.items()):
        question["properties"] |= kind.OWN
        schema["$defs"] |= kind.DEFINITIONS
        is_kind = {"required": ["type"], "properties": {"type": {"const": name}}}
        others = dict.fromkeys(sorted(own - set(kind.OWN)), False)
        then = {"required": list(kind.REQUIRED), "properties": others}
        question["allOf"].append({"if": is_kind, "then": then})
    return schema


SCHEMA = compose()
PATTERNS = {
    SCHEMA["$defs"]["text"]["pattern"]: "is empty; write it or remove it",
    SCHEMA["$defs"]["key"]["pattern"]: (
        "is not a key; use lower-case words and hyphens, such as late-write"
    ),
    SCHEMA["$defs"]["place"]["pattern"]: "is not a place; write page#anchor",
    SCHEMA["$defs"]["question"]["properties"]["id"]["pattern"]: (
        "is not an id; write a letter and a number, such as A1 (a bet on it: A1a)"
    ),
    "^[A-Z][1-9][0-9]*$": "is not an id; write a letter and a number, such as A1",
    SCHEMA["properties"]["section"]["pattern"]: "is not one capital letter, such as A",
}


@cache
def _validator(part):
    schema = {"$ref": f"#/$defs/{part}"}
    if part == "file":  # its questions are looked at one by one
        schema = json.loads(json.dumps(SCHEMA))
        del schema["properties"]["questions"]["items"]
    return fastjsonschema.compile(schema | {"$defs": SCHEMA["$defs"]})


def fault(value, part):
    """The first (place, text) that the schema refuses, or None.

    >>> fault({"says": "x", "because": "y"}, "misconception")
    ((), '`see` is missing; add it')
    """
    try:
        _validator(part)(value)
    except fastjsonschema.JsonSchemaValueException as error:
        steps = (int(s) if s.isdigit() else s for s in error.path[1:])
        place = tuple(steps)
        name = f"`{place[-1]}`" if place else "this"
        if error.rule == "additionalProperties":
            place = (*place, extra(error))
        if error.rule == "propertyNames":
            place = (*place, misnamed(error))
        return place, explain(error, name, PATTERNS)
    return None
