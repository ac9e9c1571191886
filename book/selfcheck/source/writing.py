"""The writing rules of a question: what tests of learning found to matter.

Each rule yields ``(place, text)`` or ``(place, text, "warning")``; places are inside
the question. The rules of one kind of question are in `kinds`.
"""

import re

from .. import text as markup

NOT_MARKDOWN = ("code", "id", "sources")  # fields that hold no Markdown
BARE_NOT = re.compile(r"\b(NOT|EXCEPT)\b")
QUIET_NOT = re.compile(r"\b(which|what|who)\b[^.?]*\b(not|except)\b[^.?]*\?", re.I)
LINK = re.compile(r"\]\((?!https?://)")
VERDICT = re.compile(r"\W*(in)?(correct|right|wrong|true|false|yes|no)\b\W*", re.I)


def rules(question):
    """Check what all questions have: stem, code and every text."""
    yield from _stem(question["stem"])
    yield from _code(question.get("code"))
    yield from texts(question)


def _stem(stem):
    bare = re.sub(r"`[^`]*`|\*[^*]*\*", "", stem)
    if BARE_NOT.search(bare) or QUIET_NOT.search(bare):
        text = "a bare NOT in the stem; ask for what is true, or write **not**"
        yield ("stem",), text


def _code(code):
    if code:
        try:
            markup.code(code["text"], code["lang"])
        except ValueError:
            text = f"Pygments knows no language `{code['lang']}`; name another"
            yield ("code", "lang"), text


def texts(value, place=()):
    """Check every Markdown text: it is shown as it is written, and whole."""
    if place and place[0] in NOT_MARKDOWN:
        return
    if isinstance(value, str):
        for problem in _text(value, in_blocks=place[-1] == "explanation"):
            yield place, problem
    for key, child in _children(value):
        yield from texts(child, (*place, key))


def _children(value):
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _text(text, in_blocks):
    try:
        markup.blocks(text)
    except ValueError as error:
        yield f"{error}; mend the formula"
        return
    if formula := markup.words_in_math(text):
        yield (
            f"`${formula}$` is set as one formula, with its words run together; "
            r"write \$ for a dollar, \text{...} for words"
        )
    if LINK.search(text):
        yield "a link inside the text is not checked; use `section`"
    if markup.has(text, "image"):
        yield "a picture would be asked of another host; show it on the page itself"
    yield from _blocks(text) if in_blocks else _line(text)


def _blocks(text):
    if markup.has(text, "heading_open"):
        yield "a heading would be one of the whole page; write it in **bold**"


def _line(text):
    block = markup.block_in(text)
    if block:
        is_code = block in ("fence", "code_block")
        mend = "use `code:`" if is_code else "write one paragraph, or use `explanation`"
        name = markup.BLOCKS.get(block, block)
        yield f"{name} would run together in one line here; {mend}"


def distinct(choices, name):
    """Check that no two choices have one key, or look the same to a reader."""
    for field, form in (("key", str), ("text", markup.seen)):
        known = set()
        for index, each in enumerate(choices):
            value = form(each[field])
            if value in known:
                text = f"{field} `{each[field]}` stands twice; change one"
                yield (name, index, field), text
            known.add(value)


def whys(choices, name):
    """Check that each choice tells a reason."""
    for index, each in enumerate(choices):
        yield from why(each["why"], (name, index, "why"))


def why(text, place):
    """Check that a reason is more than a verdict."""
    reason = markup.plain(VERDICT.sub("", text, count=1))
    if len(reason) < 40:
        yield place, "says too little; give the reason, in 40 characters or more"
