"""One question as HTML: complete without JavaScript, and without a single id.

The script ``static/quiz.js`` finds all it needs in this markup. No submit button, and
``method="dialog"``, so that no key and no leftover control can leave the page.
"""

import hashlib
from html import escape

from .text import blocks, code, inline

RIGHT, WRONG = "Right choice", "Not this one"


def render(question, course, live=False):
    """HTML of a question.

    ``live`` makes section links lead to the notebook itself instead of its built page.
    """
    controls, reasons = KINDS[question.type](question, course)
    name = f"Bet {question.id}" if question.is_bet else f"Question {question.id}"
    parts = [
        f'<form class="sc-question" method="dialog" data-question="{question.id}" '
        f'data-hash="{question.hash}" data-type="{question.type}" '
        f'data-when="{question.when}">',
        f'<p class="sc-name">{name}{_aim(question)}</p>',
    ]
    if question.code:
        parts.append(code(question.code["text"], question.code["lang"]))
    parts += [f"<fieldset>\n<legend>{inline(question.stem)}</legend>", *controls]
    parts += ["</fieldset>", '<p class="sc-verdict" role="status"></p>']
    for number, hint in enumerate(question.hints, start=1):
        of = f" {number} of {len(question.hints)}" if len(question.hints) > 1 else ""
        parts.append(
            f'<details class="sc-hint"><summary>Hint{of}</summary>\n'
            f"<p>{inline(hint)}</p></details>"
        )
    parts += [
        '<details class="sc-answer"><summary>Answer and reasons</summary>',
        *reasons,
        f'<div class="sc-explanation">\n{blocks(question.explanation)}\n</div>',
        f'<p class="sc-more">Read again: {section_link(question, course, live)}.</p>',
        f'<p class="sc-more">Sources: {_sources(question, course)}.</p>',
        "</details>\n</form>",
    ]
    return "\n".join(parts)


def _aim(question):
    if question.is_bet:
        return " · before the run"
    return " · choose all that are right" if question.type == "multiple" else ""


def section_link(question, course, live=False):
    """Link to the section that answers a question."""
    page, anchor = question.section.split("#", 1)
    suffix = course.book.page(page).suffix if live else ".html"
    heading = course.book.anchors(page)[anchor] or page
    return f'<a href="{escape(page)}{suffix}#{escape(anchor)}">{inline(heading)}</a>'


def _sources(question, course):
    return "; ".join(course.book.sources[key] for key in question.sources)


def _reason(head, why, **data):
    marks = "".join(
        f" data-{name}" if value is True else f' data-{name}="{value}"'
        for name, value in data.items()
        if value is not False
    )
    why = f' <span class="sc-why">{inline(why)}</span>' if why else ""
    return f"<li{marks}><strong>{head}</strong>{why}</li>"


def _choice(question, course):
    box = "radio" if question.type == "single" else "checkbox"
    controls = [
        f'<label class="sc-row"{_pin(option)}><input type="{box}" '
        f'name="{question.id}" value="{option.key}"> '
        f"<span>{inline(option.text)}</span></label>"
        for option in question.options
    ]
    reasons = [
        _reason(
            f"{RIGHT if option.correct else WRONG}: {inline(option.text)}",
            option.why,
            key=option.key,
            right=option.correct,
        )
        for option in question.options
    ]
    return controls, ['<ul class="sc-reasons">', *reasons, "</ul>"]


def _pin(option):
    return f' data-pin="{option.pin}"' if option.pin else ""


def _numeric(question, course):
    value, unit = question.answer["value"], question.answer.get("unit", "")
    unit = f" <span>{inline(unit)}</span>" if unit else ""
    control = (
        '<label class="sc-row sc-number"><span>Your number</span> <input type="text" '
        f'inputmode="decimal" autocomplete="off" size="6" name="{question.id}">'
        f"{unit}</label>"
    )
    tolerance = question.answer.get("tolerance", 0)
    near = f" (anything within {tolerance})" if tolerance else ""
    reasons = [
        _reason(
            f"The answer: {value}{unit}{near}",
            "",
            value=value,
            tolerance=tolerance,
            right=True,
        )
    ]
    for guess in question.guesses:
        reasons.append(
            _reason(f"{WRONG}: {guess.value}{unit}", guess.why, value=guess.value)
        )
    reasons.append(_reason("Any other number", question.otherwise, other=True))
    return [control], ['<ul class="sc-reasons">', *reasons, "</ul>"]


def _order(question, course):
    def scattered(item):
        return hashlib.sha256(f"{question.id} {item.key}".encode()).digest()

    # A fixed disorder, so that the page without a script gives nothing away.
    items = sorted(question.items, key=scattered)
    if items == list(question.items):
        items = items[1:] + items[:1]
    places = "".join(f"<option>{n}</option>" for n in range(1, len(items) + 1))
    controls = [
        f'<label class="sc-row sc-step"><select name="{item.key}">'
        f'<option value="">?</option>{places}</select> '
        f"<span>{inline(item.text)}</span></label>"
        for item in items
    ]
    reasons = [
        _reason(inline(item.text), item.why, key=item.key) for item in question.items
    ]
    belief = course.misconceptions[question.misconception]
    reasons = [
        "<p>The right order:</p>",
        '<ol class="sc-reasons">',
        *reasons,
        "</ol>",
        '<p class="sc-belief">Behind another order there is often this belief: '
        f"{inline(belief['says'])} {inline(belief['because'])}</p>",
    ]
    return controls, reasons


KINDS = {
    "single": _choice,
    "multiple": _choice,
    "numeric": _numeric,
    "order": _order,
}
