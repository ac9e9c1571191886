"""The writing rules of a question: what tests of learning found to matter.

Each rule yields ``(place, text)`` or ``(place, text, "warning")``; places are inside
the question.
"""

import re

from . import text as markup

LONGEST, SHORTEST = 2, 20  # options differ in length by a factor of 2; 20 is short


def rules(question):
    """Check the wording, the keys and the numbers of one question."""
    yield from _stem(question)
    yield from texts(question)
    if "options" in question:
        yield from _options(question["options"], question["type"])
    if "items" in question:
        yield from _distinct(question["items"], "items")
        if len(question["items"]) > 6:
            yield ("items",), "more than 6 items to order; use fewer", "warning"
    if "answer" in question:
        yield from _numbers(question["answer"], question["guesses"])
    for name in ("options", "items", "guesses"):
        for index, each in enumerate(question.get(name, ())):
            yield from _why(each["why"], (name, index, "why"))
    if "otherwise" in question:
        yield from _why(question["otherwise"], ("otherwise",))


def _stem(question):
    bare = re.sub(r"`[^`]*`|\*[^*]*\*", "", question["stem"])
    asks = re.search(r"\b(which|what|who)\b[^.?]*\b(not|except)\b[^.?]*\?", bare, re.I)
    if re.search(r"\b(NOT|EXCEPT)\b", bare) or asks:
        text = "a bare NOT in the stem; ask for what is true, or write **not**"
        yield ("stem",), text
    code = question.get("code")
    if code:
        try:
            markup.code(code["text"], code["lang"])
        except ValueError:
            text = f"Pygments knows no language `{code['lang']}`; name another"
            yield ("code", "lang"), text


def texts(value, place=()):
    """Math that converts and links that are checked, in every text."""
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    elif isinstance(value, str) and place[0] not in ("code", "id", "sources"):
        try:
            markup.blocks(value)
        except ValueError as error:
            yield place, f"{error}; mend the formula"
        if re.search(r"\]\((?!https?://)", value):
            yield place, "a link inside the text is not checked; use `section`"
        return
    else:
        return
    for key, child in children:
        yield from texts(child, (*place, key))


def _options(options, kind):
    right = [index for index, each in enumerate(options) if each.get("correct")]
    if kind == "single" and len(right) != 1:
        text = f"{len(right)} options are correct; mark exactly one"
        yield ("options", *right[1:2]), text
    if kind == "multiple" and not 0 < len(right) < len(options):
        yield ("options",), "needs a right and a wrong option; mend `correct`"
    if len(options) > 4:
        yield ("options", 4), "more than 4 options; drop the least plausible", "warning"
    yield from _distinct(options, "options")
    lengths = [max(SHORTEST, len(markup.plain(each["text"]))) for each in options]
    if max(lengths) > LONGEST * min(lengths):
        text = (
            f"{max(lengths)} characters against {min(lengths)} in the shortest option; "
            f"keep lengths within a factor of {LONGEST}"
        )
        yield ("options", lengths.index(max(lengths)), "text"), text
    for index, option in enumerate(options):
        place = ("options", index)
        if re.search(
            r"\bof the above\b|^(all|none|both|neither) of (these|them)\W*$",
            option["text"].strip(),
            re.I,
        ):
            text = "options are shuffled, so 'of the above' breaks; say what is meant"
            yield (*place, "text"), text
        if option.get("correct") and "misconception" in option:
            text = "a right option has a misconception; remove it"
            yield (*place, "misconception"), text
        if not option.get("correct") and "misconception" not in option:
            text = f"wrong option `{option['key']}` names no misconception; add it"
            yield place, text


def _distinct(choices, name):
    for field in ("key", "text"):
        seen = set()
        for index, each in enumerate(choices):
            value = markup.plain(each[field]).casefold()
            if value in seen:
                text = f"{field} `{each[field]}` stands twice; change one"
                yield (name, index, field), text
            seen.add(value)


def _numbers(answer, guesses):
    taken = [(answer["value"], answer.get("tolerance", 0), "the answer")]
    for index, guess in enumerate(guesses):
        for value, tolerance, what in taken:
            if abs(guess["value"] - value) <= tolerance:
                text = f"guess {guess['value']} is {what}; remove or change it"
                yield ("guesses", index, "value"), text
        taken.append((guess["value"], 0, "also an earlier guess"))


def _why(why, place):
    verdict = r"\W*(in)?(correct|right|wrong|true|false|yes|no)\b\W*"
    reason = markup.plain(re.sub(verdict, "", why, flags=re.I, count=1))
    if len(reason) < 40:
        text = "says too little; give the reason, in 40 characters or more"
        yield place, text
