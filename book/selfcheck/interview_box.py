"""The closing box of a chapter, as HTML: what to say in an interview.

It needs no script: the follow-ups are folds.
"""

from html import escape

from .text import inline
from .usual import VERDICTS


def render_box(questions, course):
    """HTML of the box for one question, or for several that are told together.

    Its heading is the page's, so that the list of the page's parts leads to it.
    """
    ids = " ".join(question.id for question in questions)
    parts = [f'<section class="sc-say" data-box="{ids}">']
    for question in questions:
        parts.append(f'<div data-usual="{question.id}">')
        if len(questions) > 1:
            topic = course.key.answers[question.id].topic
            parts.append(f"<h3>{question.id}: {inline(topic)}</h3>")
        parts += [*_lines(question.usual), "</div>"]
    return "\n".join([*parts, "</section>"])


def verdict_mark(verdict):
    """HTML of a verdict: a word, which a colour only underlines.

    >>> verdict_mark("condition")
    '<span class="sc-mark" data-verdict="condition">holds on a condition</span>'
    """
    return f'<span class="sc-mark" data-verdict="{verdict}">{VERDICTS[verdict]}</span>'


def _lines(usual):
    yield "<dl>"
    yield f"<dt>They say</dt>\n<dd><q>{escape(usual.phrase)}</q> "
    yield f"{verdict_mark(usual.verdict)}</dd>"
    yield f"<dt>What is true</dt>\n<dd>{inline(usual.corrected)}</dd>"
    yield f"<dt>Say this</dt>\n<dd><q>{inline(usual.say)}</q></dd>"
    yield "<dt>If they ask on</dt>\n<dd>"
    for each in usual.follow_ups:
        yield f"<details><summary>{inline(each.question)}</summary>"
        yield f"<p>{inline(each.answer)}</p></details>"
    yield "</dd>\n</dl>"
