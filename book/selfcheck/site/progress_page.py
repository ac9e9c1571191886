"""The list of all questions with the reader's state: questions first, then bets."""

from html import escape

from ..text import inline


def draw(course, letter, places):
    """Return the HTML of the tables of one section, in reading order."""
    mine = [each for each in course.questions.values() if each.id[0] == letter]
    ordered = places.in_reading_order(mine)
    asked = [each for each in ordered if not each.is_bet]
    bets = [each for each in ordered if each.is_bet]
    tables = [_table("Question", asked, places, "not answered yet")]
    if bets:
        tables.append("<p>Bets, which are not counted:</p>")
        tables.append(_table("Bet", bets, places, "no bet yet"))
    return "\n".join(tables)


def _table(name, questions, places, state):
    rows = [
        _row(question, places.link_to(question.id), state) for question in questions
    ]
    return "\n".join(
        [
            f'<table class="sc-progress"><thead><tr><th scope="col">{name}</th>'
            '<th scope="col">You can</th><th scope="col">So far</th></tr></thead>',
            "<tbody>",
            *rows,
            "</tbody></table>",
        ]
    )


def _row(question, uri, state):
    label = escape(question.id)
    if uri:
        label = f'<a href="{uri}">{label}</a>'
    return (
        f'<tr data-question="{question.id}" data-hash="{question.hash}" '
        f'data-when="{question.when}"><th scope="row">{label}</th>'
        f"<td>{inline(question.objective)}</td>"
        f'<td class="sc-state">{state}</td></tr>'
    )
