"""One question as HTML: complete without JavaScript, and without a single id.

The script (``scripts/question.js``) finds all it needs in this markup. No submit
button, and ``method="dialog"``, so that no key and no leftover control can leave the
page. What differs between the types of questions is in `kinds`.
"""

import re
from html import escape

from .text import blocks, code, inline

RIGHT, WRONG = "Right choice", "Not this one"
# How the site finds in finished HTML what `render` wrote: id and hash of a question,
# and where its link leads.
QUESTION = re.compile(
    r'<form class="sc-question" method="dialog" data-question="(?P<id>\w+)" '
    r'data-hash="(?P<hash>\w+)".*?</form>',
    re.S,
)
READ_AGAIN = re.compile(
    r'(?P<before>Read again: <a href=")(?P<page>[^"#]+)\.html#(?P<anchor>[^"]+)"'
)


def render(question, course, live=False):
    """HTML of a question.

    ``live`` makes section links lead to the notebook itself instead of its built page.
    """
    controls, reasons = question.draw(course)
    name = f"Bet {question.id}" if question.is_bet else f"Question {question.id}"
    aim = " · before the run" if question.is_bet else question.aim
    parts = [
        f'<form class="sc-question" method="dialog" data-question="{question.id}" '
        f'data-hash="{question.hash}" data-type="{question.type}" '
        f'data-when="{question.when}">',
        f'<p class="sc-name">{name}{aim}</p>',
    ]
    if question.code:
        parts.append(code(question.code["text"], question.code["lang"]))
    parts += [f"<fieldset>\n<legend>{inline(question.stem)}</legend>", *controls]
    parts += ["</fieldset>", '<p class="sc-verdict" role="status"></p>']
    parts += _hints(question.hints)
    parts += [
        '<details class="sc-answer"><summary>Answer and reasons</summary>',
        *reasons,
        f'<div class="sc-explanation">\n{blocks(question.explanation)}\n</div>',
        f'<p class="sc-more">Read again: {section_link(question, course, live)}.</p>',
        f'<p class="sc-more">Sources: {_sources(question, course)}.</p>',
        "</details>\n</form>",
    ]
    return "\n".join(parts)


def _hints(hints):
    for number, hint in enumerate(hints, start=1):
        of = f" {number} of {len(hints)}" if len(hints) > 1 else ""
        yield (
            f'<details class="sc-hint"><summary>Hint{of}</summary>\n'
            f"<p>{inline(hint)}</p></details>"
        )


def section_link(question, course, live=False):
    """Link to the section that answers a question."""
    page, anchor = question.section.split("#", 1)
    suffix = course.book.page(page).suffix if live else ".html"
    heading = course.book.anchors(page)[anchor] or page
    return f'<a href="{escape(page)}{suffix}#{escape(anchor)}">{inline(heading)}</a>'


def _sources(question, course):
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
