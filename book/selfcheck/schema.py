"""The shape of a file, judged by ``schema.json`` and told in plain words."""

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import fastjsonschema

SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))
KINDS = {
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
    SCHEMA["properties"]["section"]["pattern"]: "is not one capital letter, such as A",
}


@cache
def _validator(part):
    schema = {**SCHEMA} if part == "file" else {"$ref": f"#/$defs/{part}"}
    schema["$defs"] = SCHEMA["$defs"]
    return fastjsonschema.compile(schema)


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
        return _explain(error, place, name)
    return None


def _explain(error, place, name):
    rule, wanted, value = error.rule, error.rule_definition, error.value
    if rule == "required":
        missing = next(key for key in wanted if key not in value)
        return place, f"`{missing}` is missing; add it"
    if rule == "additionalProperties":
        extra = next(key for key in value if key not in error.definition["properties"])
        near = get_close_matches(extra, error.definition["properties"], 1)
        mend = f"did you mean `{near[0]}`?" if near else "remove it"
        return (*place, extra), f"`{extra}` is not a field here; {mend}"
    if rule is None:
        return place, f"{name} does not belong in a question of this type; remove it"
    if rule == "enum":
        near = get_close_matches(str(value), wanted, 1)
        mend = f"did you mean {near[0]}?" if near else "write one of the others"
        return place, f"{name} is {value}, not one of {', '.join(wanted)}; {mend}"
    if rule == "type":
        return place, f"{name} must be {KINDS[wanted]}"
    if rule == "pattern":
        return place, f"{name} {PATTERNS[wanted]}"
    if rule == "minItems":
        return place, f"{name} has {len(value)}, fewer than {wanted}; add some"
    if rule == "minimum":
        return place, f"{name} is {value}, below {wanted}; raise it"
    if rule == "const":
        return place, f"{name} must be {wanted}"
    return place, f"{error.message.removeprefix('data').lstrip('.')}; mend it"
