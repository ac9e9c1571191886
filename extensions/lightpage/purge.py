"""Keep the part of a style sheet that a set of pages can use.

A rule stays when one of its selectors could match: every class, id and element
it names occurs in a page (or is set by a script). What stands inside `:not(...)`
or another function is not looked at, so the doubtful case stays.
"""

import re
from dataclasses import dataclass, field

import tinycss2

TAG = re.compile(r"<([A-Za-z][\w-]*)")
ATTRIBUTE = re.compile(r"""\b(class|id)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass
class Used:
    """The names that occur in a set of pages: elements, classes and ids."""

    elements: set = field(default_factory=set)
    classes: set = field(default_factory=set)
    ids: set = field(default_factory=set)

    def read(self, html):
        """Add the names of one page, and of what looks like a tag in its scripts."""
        self.elements.update(name.lower() for name in TAG.findall(html))
        for kind, *values in ATTRIBUTE.findall(html):
            names = self.classes if kind == "class" else self.ids
            names.update("".join(values).split())

    def among(self, names):
        """Return those of the names that occur, in order: elements, classes, ids."""
        return [
            sorted(kind & names) for kind in (self.elements, self.classes, self.ids)
        ]


def purge(css, used):
    """Return `css` without the rules that no page can use, and without comments.

    >>> used = Used()
    >>> used.read('<p class="note">Mind the gap.</p>')
    >>> purge("p.note, p.tip {color: red} /* ! */ table {width: 9px}", used)
    'p.note{color: red}'
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = _kept(rules, used)
    wanted = "".join(kept)
    return "".join(rule for rule in kept if not _is_idle_animation(rule, wanted))


PROPERTY = re.compile(r"--[A-Za-z][\w-]*")


def without_idle_properties(css, named_elsewhere):
    """Return `css` without the custom properties that nothing reads.

    `named_elsewhere` are those that pages, scripts and other style sheets name.

    >>> css = ":root{--gap: 1px;--pad: var(--gap);--ink: red}p{color: var(--ink)}"
    >>> without_idle_properties(css, set())
    ':root{--ink: red}p{color: var(--ink)}'
    """
    while True:
        read = named_elsewhere | set(re.findall(r"var\(\s*(--[\w-]+)", css))
        declared = set(re.findall(r"[{;]\s*(--[\w-]+)\s*:", css))
        idle = declared - read
        if not idle:
            return css
        rules = tinycss2.parse_stylesheet(css)
        css = "".join(_without(rule, idle) for rule in rules)


def _without(rule, idle):
    """Write a rule without the declarations of some custom properties."""
    if not getattr(rule, "content", None):
        return tinycss2.serialize([rule])
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.type == "at-rule":
        prelude = f"@{rule.at_keyword} {prelude}".strip()
        if rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content)
            kept = "".join(_without(each, idle) for each in inner)
            return f"{prelude}{{{kept}}}" if kept else ""
    kept = [each for each in _parts(rule.content) if not _declares(each, idle)]
    text = ";".join(tinycss2.serialize(each).strip() for each in kept)
    return f"{prelude}{{{text}}}" if text else ""


def _parts(tokens):
    """Split the inside of a rule at its semicolons."""
    parts = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _declares(tokens, idle):
    """Say whether a declaration is one of some custom properties."""
    first = next((each for each in tokens if each.type != "whitespace"), None)
    return first is not None and first.type == "ident" and first.value in idle


def _is_idle_animation(rule, css):
    """Say whether a rule is `@keyframes` with a name that nothing else uses."""
    if not rule.startswith("@keyframes "):
        return False
    name = rule.removeprefix("@keyframes ").split("{")[0].strip()
    return css.count(name) == 1


def _kept(rules, used):
    """Return the texts of the rules that the pages can use, in order."""
    return [text for rule in rules if (text := _written(rule, used))]


def _written(rule, used):
    """Return the text of a rule without what no page can use; "" if nothing is left."""
    if rule.type == "error":
        raise ValueError(f"line {rule.source_line}: {rule.message}")
    if rule.type == "qualified-rule":
        return _with_selectors(rule, used)
    if rule.type != "at-rule" or rule.content is None:
        return ""  # @charset and @import: the sheets are joined, in UTF-8
    if rule.lower_at_keyword in ("media", "supports"):
        return _with_rules(rule, used)
    name = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}"
    return f"{name.strip()}{{{_declarations(rule.content)}}}"


def _with_selectors(rule, used):
    """Return a rule with those of its selectors that can match."""
    selectors = [each for each in _split(rule.prelude) if _can_match(each, used)]
    if not selectors or not rule.content:
        return ""
    prelude = ",".join(tinycss2.serialize(each).strip() for each in selectors)
    return f"{prelude}{{{_declarations(rule.content)}}}"


def _with_rules(rule, used):
    """Return a rule that holds others, with those of them that stay."""
    inner = tinycss2.parse_rule_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    kept = _kept(inner, used)
    if not kept:
        return ""
    condition = tinycss2.serialize(rule.prelude).strip()
    return f"@{rule.at_keyword} {condition}{{{''.join(kept)}}}"


def _declarations(tokens):
    """Write the inside of a rule, without comments and trailing spaces."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return " ".join(text.split()).rstrip("; ")


def _split(prelude):
    """Split a rule's prelude at its commas."""
    selectors = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        elif token.type != "comment":
            selectors[-1].append(token)
    return selectors


def _can_match(selector, used):
    """Say whether each name in a selector occurs in the pages."""
    before = None
    for token in selector:
        mark = before.value if before is not None and before.type == "literal" else None
        if token.type == "ident" and mark == ".":
            if token.value not in used.classes:
                return False
        elif token.type == "ident" and mark != ":":
            if token.lower_value not in used.elements:
                return False
        elif token.type == "hash" and token.value not in used.ids:
            return False
        before = token
    return True
