"""The usual answers at a glance: a map of them all, and what they get wrong."""

from html import escape

from ..interview_box import verdict_mark
from ..text import inline

HEAD = (
    '<thead><tr><th scope="col">Id</th><th scope="col">Question</th>'
    '<th scope="col">Verdict on the usual answer</th></tr></thead>'
)
LATER = ' <small class="sc-later">not written yet</small>'
MEANINGS = (
    f'<p class="sc-verdicts">An answer {verdict_mark("holds")} as it stands, '
    f"{verdict_mark('condition')} that it leaves out, "
    f"or is {verdict_mark('false')}.</p>"
)


def draw_map(course, letter, places):
    """Return a table of the key's answers for each section.

    Those written link to a chapter. A section of which nothing is written is folded.
    """
    lines = [MEANINGS]
    for section, title in course.key.titles.items():
        name = f"{section}. {escape(title)}"
        answers = [
            each for each in course.key.answers.values() if each.id[0] == section
        ]
        chapters = [places.chapter_of(answer.id) for answer in answers]
        later = LATER if any(chapters) else ""  # a fold says it once, in its title
        rows = [_map_row(*each, later) for each in zip(answers, chapters, strict=True)]
        start = f'<table class="sc-map"><caption>{name}</caption>'
        if not any(chapters):
            told = f"{name}: {len(answers)} answers, not written yet"
            lines.append(f"<details><summary>{told}</summary>")
            start = f'<table class="sc-map" aria-label="{name}">'
        lines += [start, HEAD, "<tbody>", *rows, "</tbody>"]
        lines.append("</table>" if any(chapters) else "</table></details>")
    return "\n".join(lines)


def _map_row(answer, chapter, later):
    topic = inline(answer.topic)
    topic = f'<a href="{chapter[0]}">{topic}</a>' if chapter else topic + later
    return (
        f'<tr data-answer="{answer.id}"><th scope="row">{answer.id}</th>'
        f"<td>{topic}</td><td>{verdict_mark(answer.verdict)}</td></tr>"
    )


def draw_usual(course, letter, places):
    """Return what the usual answers of one section get wrong, in the order of ids."""
    questions = [
        each
        for each in course.questions.values()
        if each.usual is not None and each.id[0] == letter
    ]
    ordered = sorted(questions, key=lambda each: int(each.id[1:]))
    told = [_usual(each, course.key.answers[each.id], places) for each in ordered]
    return "\n".join([MEANINGS, *told])


def _usual(question, answer, places):
    usual, chapter = question.usual, places.chapter_of(question.id)
    lines = [
        f'<div class="sc-usual" data-answer="{question.id}">',
        f"<h3>{inline(answer.topic)} {verdict_mark(usual.verdict)}</h3>",
        f"<blockquote><p>{with_mark(answer.text, usual.phrase)}</p></blockquote>",
        f"<p>{inline(usual.corrected)}</p>",
        f"<p><b>Say this:</b> <q>{inline(usual.say)}</q></p>",
    ]
    if chapter:
        uri, title = chapter
        uri = places.box_of(question.id) or uri
        lines.append(
            f'<p class="sc-more">{question.id}, in the chapter '
            f'<a href="{uri}">{escape(title)}</a></p>'
        )
    return "\n".join([*lines, "</div>"])


def with_mark(text, phrase):
    """Return HTML of an answer, with the words marked that are in dispute.

    >>> with_mark("A race is rare. Two cooks are no problem.", "A race is  rare.")
    '<mark>A race is rare.</mark> Two cooks are no problem.'
    """
    whole, part = " ".join(text.split()), " ".join(phrase.split())
    before, words, after = whole.partition(part)
    return f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}"
