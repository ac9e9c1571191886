"""What is wrong with the shape of a file, in plain words and with the mend."""

import json
import re
from difflib import get_close_matches

TYPES = {
    "string": "text; put it in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list: `[...]` or lines that start with `- `",
    "object": "a mapping of `name: value`",
}


def explain(error, name, patterns):
    """Say what is wrong with a value; ``patterns`` maps a pattern to what it wants."""
    if error.rule == "pattern":
        return f"{name} {patterns[error.rule_definition]}"
    if error.rule == "propertyNames":
        return f"`{misnamed(error)}` {patterns[error.rule_definition['pattern']]}"
    return EXPLAIN.get(error.rule, _otherwise)(error, name)


def extra(error):
    """Return the first field that does not belong there."""
    return next(key for key in error.value if key not in error.definition["properties"])


def misnamed(error):
    """Return the first key that is not of the form of a name."""
    pattern = error.rule_definition["pattern"]
    return next(key for key in error.value if not re.search(pattern, key))


def _missing(error, name):
    missing = next(key for key in error.rule_definition if key not in error.value)
    return f"`{missing}` is missing; add it"


def _unknown(error, name):
    unknown = extra(error)
    near = get_close_matches(unknown, error.definition["properties"], 1)
    mend = f"did you mean `{near[0]}`?" if near else "remove it"
    return f"`{unknown}` is not a field here; {mend}"


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
    "minItems": _too_few,
    "maxItems": _too_many,
    "minimum": _too_low,
    "const": _not_the_one,
}
