"""One question as HTML: complete without JavaScript, and without a single id.

The script (``scripts/question.js``) finds all it needs in this markup. No submit
button, and ``method="dialog"``, so that no key and no leftover control can leave the
page. What differs between the types of questions is in `kinds`.
"""

import re
from html import escape

from .text import blocks, code, inline

# How the site finds in finished HTML where the link of a question leads.
READ_AGAIN = re.compile(
    r'(?P<before>Read (?:again|on): <a href=")(?P<page>[^"#]+)\.html#(?P<anchor>[^"]+)"'
)


def render(question, course, live=False):
    """HTML of a question; of a bet without its answer, which `reveal` shows.

    ``live`` makes section links lead to the notebook itself instead of its built page.
    """
    controls, reasons = question.draw(course)
    # The browser is not to fill in what was chosen before: the script tells.
    parts = [
        f'<form class="sc-question" method="dialog" autocomplete="off" '
        f'data-question="{question.id}" data-hash="{question.hash}" '
        f'data-type="{question.type}" data-when="{question.when}">',
        f'<p class="sc-name">{_name(question, course)}</p>',
    ]
    if question.code:
        parts.append(code(question.code["text"], question.code["lang"]))
    parts += [f"<fieldset>\n<legend>{inline(question.stem)}</legend>", *controls]
    parts += ["</fieldset>", '<p class="sc-verdict" role="status"></p>']
    parts += _hints(question.hints)
    if not question.is_bet:
        parts += _answer(question, course, reasons, live)
    return "\n".join([*parts, "</form>"])


def _name(question, course):
    """Say what a question is for; an id only if readers know it from the map."""
    if question.is_bet:
        return "Bet"
    if question.is_recall:
        return f"From an earlier chapter{question.aim}"
    id = f" · {question.id}" if question.id in course.key.answers else ""
    return f"Check yourself{id}{question.aim}"


def _answer(question, course, reasons, live):
    return [
        '<details class="sc-answer"><summary>Answer and reasons</summary>',
        *reasons,
        *explanation(question),
        f'<p class="sc-more">Read again: {section_link(question, course, live)}</p>',
        f'<p class="sc-more">Sources: {sources(question, course)}.</p>',
        "</details>",
    ]


def explanation(question):
    """Yield the lines of the explanation."""
    yield f'<div class="sc-explanation">\n{blocks(question.explanation)}\n</div>'


def _hints(hints):
    for number, hint in enumerate(hints, start=1):
        of = f" {number} of {len(hints)}" if len(hints) > 1 else ""
        yield (
            f'<details class="sc-hint"><summary>Hint{of}</summary>\n'
            f"<p>{inline(hint)}</p></details>"
        )


def section_link(question, course, live=False):
    """Link to the section that answers a question, with the stop of its sentence."""
    page, anchor = question.section.split("#", 1)
    suffix = course.book.page(page).suffix if live else ".html"
    heading = course.book.anchors(page)[anchor] or page
    stop = "" if heading[-1] in "?!." else "."
    return (
        f'<a href="{escape(page)}{suffix}#{escape(anchor)}">{inline(heading)}</a>{stop}'
    )


def sources(question, course):
    """Cite the sources of a question, as HTML."""
    return "; ".join(course.book.sources[key] for key in question.sources)


def reason(head, why, **data):
    """One line of the reasons: HTML of what it is about, and Markdown of why.

    ``data`` becomes data attributes: True one without a value, False none.
    """
    marks = "".join(
        f" data-{name}" if value is True else f' data-{name}="{value}"'
        for name, value in data.items()
        if value is not False
    )
    why = f' <span class="sc-why">{inline(why)}</span>' if why else ""
    return f"<li{marks}><strong>{head}</strong>{why}</li>"
