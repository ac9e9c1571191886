"""The list of all questions with the reader's state: questions first, then bets."""

from html import escape

from ..text import inline


def draw(course, letter, places):
    """Return the HTML of the tables of one section, in reading order."""
    mine = [each for each in course.questions.values() if each.id[0] == letter]
    ordered = places.in_reading_order(mine)
    asked = [each for each in ordered if not each.is_bet]
    bets = [each for each in ordered if each.is_bet]
    tables = []
    if asked:
        tables.append(_table(asked, course, places, "not answered yet"))
    if bets:
        tables.append("<p>Bets, which are not counted:</p>")
        tables.append(_table(bets, course, places, "no bet yet"))
    return "\n".join(tables)


def _table(questions, course, places, state):
    rows = [_row(question, course, places, state) for question in questions]
    return "\n".join(
        [
            '<table class="sc-progress"><thead><tr><th scope="col">Can you</th>'
            '<th scope="col">So far</th></tr></thead>',
            "<tbody>",
            *rows,
            "</tbody></table>",
        ]
    )


def _row(question, course, places, state):
    """Write a row; readers know the ids of the key from the map, and no others."""
    label, uri = inline(question.objective), places.link_to(question.id)
    if uri:
        label = f'<a href="{uri}">{label}</a>'
    if question.id in course.key.answers:
        label = f"<b>{escape(question.id)}</b> {label}"
    return (
        f'<tr data-question="{question.id}" data-hash="{question.hash}" '
        f'data-when="{question.when}"><th scope="row">{label}</th>'
        f'<td class="sc-state">{state}</td></tr>'
    )
