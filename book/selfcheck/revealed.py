"""What settles a bet, as HTML: a fold at rest, and the script opens what is due.

It stands under the run's output. The script (``scripts/reveal.js``) puts the reader's
bet beside the result; it finds all it needs in this markup.
"""

from .render import explanation, section_link, sources


def render_reveal(question, course, live=False):
    """HTML that settles a bet; ``live`` as for `render`."""
    _, reasons = question.draw(course)
    return "\n".join(
        [
            f'<div class="sc-reveal" data-reveal="{question.id}" '
            f'data-hash="{question.hash}" data-type="{question.type}">',
            "<details><summary>What the run shows</summary>",
            '<div class="sc-result"><span class="sc-lead">The run shows</span> '
            f"{question.result()}</div>",
            *reasons,
            *explanation(question),
            f'<p class="sc-more">Read on: {section_link(question, course, live)}</p>',
            f'<p class="sc-more">Sources: {sources(question, course)}.</p>',
            "</details>\n</div>",
        ]
    )
