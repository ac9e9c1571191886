"""What a reader sees under a task: the verdict, hints and a solution."""

import re
from html import escape

try:
    from live import Output
except ModuleNotFoundError:  # the room was copied alone: at rest it is whole
    Output = object


class Verdict(Output):
    """What ``%%task`` returns."""

    def __init__(self, task, judged):
        self.task, self.judged = task, judged

    def __repr__(self):
        word = "Right." if self.judged.ok else "Not yet."
        return f"{word} {self.judged.text}"

    def _repr_html_(self):
        judged, task = self.judged, self.task
        word, look = ("Right.", "good") if judged.ok else ("Not yet.", "bad")
        parts = [
            f'<section class="ex-task" data-task="{task.name}">',
            f'<p class="ex-verdict ex-{look}"><b>{word}</b> {in_code(judged.text)}</p>',
        ]
        if judged.figure is not None:
            parts.append(judged.figure._repr_html_())
        parts += _hints(task)
        parts += [
            "<details><summary>A solution</summary>",
            f"<pre>{escape(task.solution.strip())}</pre></details>",
            "</section>",
        ]
        return "\n".join(parts)

    def _widget(self, rest):
        from explorable.widget import play_widget

        return play_widget(self, rest)


def _hints(task):
    for number, hint in enumerate(task.hints, 1):
        yield (
            f"<details><summary>Hint {number} of {len(task.hints)}</summary>"
            f"<p>{in_code(hint)}</p></details>"
        )


def in_code(text):
    """Return a text as HTML: what stands between backticks is code.

    >>> in_code("Ask `stock < n`, and `n` once more.")
    'Ask <code>stock &lt; n</code>, and <code>n</code> once more.'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
