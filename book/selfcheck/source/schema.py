"""The shape of a file: composed, published as ``schema.json``, told in plain words."""

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import fastjsonschema

from ..kinds import KINDS
from ..usual import ANSWER, FOLLOW_UP
from ..usual import SCHEMA as USUAL

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
TYPES = {
    "string": "text; put it in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list: `[...]` or lines that start with `- `",
    "object": "a mapping of `name: value`",
}
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
            place = (*place, _extra(error))
        explain = EXPLAIN.get(error.rule, _otherwise)
        return place, explain(error, name)
    return None


def _extra(error):
    return next(key for key in error.value if key not in error.definition["properties"])


def _missing(error, name):
    missing = next(key for key in error.rule_definition if key not in error.value)
    return f"`{missing}` is missing; add it"


def _unknown(error, name):
    extra = _extra(error)
    near = get_close_matches(extra, error.definition["properties"], 1)
    mend = f"did you mean `{near[0]}`?" if near else "remove it"
    return f"`{extra}` is not a field here; {mend}"


def _not_of_this_kind(error, name):
    return f"{name} does not belong in a question of this type; remove it"


def _not_one_of(error, name):
    value, wanted = error.value, error.rule_definition
    words = [each if isinstance(each, str) else json.dumps(each) for each in wanted]
    near = get_close_matches(str(value), words, 1)
    mend = f"did you mean {near[0]}?" if near else "write one of the others"
    return f"{name} is {value}, not one of {', '.join(words)}; {mend}"


def _type(error, name):
    return f"{name} must be {TYPES[error.rule_definition]}"


def _pattern(error, name):
    return f"{name} {PATTERNS[error.rule_definition]}"


def _too_few(error, name):
    count, wanted = len(error.value), error.rule_definition
    return f"{name} has {count}, fewer than {wanted}; add some"


def _too_many(error, name):
    count, wanted = len(error.value), error.rule_definition
    return f"{name} has {count}, more than {wanted}; take some out"


def _too_low(error, name):
    return f"{name} is {error.value}, below {error.rule_definition}; raise it"


def _not_the_one(error, name):
    return f"{name} is {error.value}; write {name.strip('`')}: {error.rule_definition}"


def _otherwise(error, name):
    return f"{error.message.removeprefix('data').lstrip('.')}; mend it"


EXPLAIN = {
    "required": _missing,
    "additionalProperties": _unknown,
    None: _not_of_this_kind,
    "enum": _not_one_of,
    "type": _type,
    "pattern": _pattern,
    "minItems": _too_few,
    "maxItems": _too_many,
    "minimum": _too_low,
    "const": _not_the_one,
}
