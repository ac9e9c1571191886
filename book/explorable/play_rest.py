"""An opener at rest: the shortest way to the goal, as numbered steps."""

import json
from html import escape

from .figure import Figure, caption_of


class Play(Figure):
    """What `play` returns: complete as HTML, and playable with its script."""

    def __init__(self, name, goal, data, way, caption):
        self.name, self.goal, self.data = name, goal, data
        self.way = way  # the places of the moves of a shortest way to a bad state
        self.caption = caption

    def __repr__(self):
        states, par = len(self.data["states"]), len(self.way)
        moves = "move" if par == 1 else "moves"
        return f"Play: {self.name} ({states} states, {par} {moves} at least)"

    @property
    def json(self):
        """The data as it stands on a page."""
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))

    def _repr_html_(self):
        steps = "\n".join(self._steps())
        end = self.data["states"][self._numbers()[-1]]
        return (
            f'<figure class="xp-figure" data-play="{self.name}" '
            f'data-graph="{escape(self.json)}" aria-label="{escape(self.goal)}">\n'
            f'<p class="xp-goal"><b>{escape(self.goal)}</b> '
            f"<span>fewest moves possible: {len(self.way)}</span></p>\n"
            f'<div class="xp-rest"><p>One way to do it:</p>\n'
            f'<ol class="xp-way">\n{steps}\n</ol>\n'
            f'<p class="xp-verdict xp-won">Goal reached. {escape(end[3][1])}</p></div>'
            f"{caption_of(self.caption)}\n</figure>"
        )

    def _widget(self, rest):
        from .widget import play_widget

        return play_widget(self, rest)

    def _numbers(self):
        numbers = [0]
        for place in self.way:
            numbers.append(self.data["states"][numbers[-1]][2][place][2])
        return numbers

    def _steps(self):
        """Yield each step: who, what, and the values after it, changed ones marked."""
        states = self.data["states"]
        numbers = self._numbers()
        for place, before, after in zip(self.way, numbers, numbers[1:], strict=False):
            actor, label, _ = states[before][2][place]
            who = ""
            if actor >= 0:
                name = escape(self.data["actors"][actor])
                who = f'<b class="xp-who xp-actor-{actor % 4}">{name}</b> '
            values = ", ".join(self._values(states[before], states[after]))
            yield f"<li>{who}{escape(label)} <small>{values}</small></li>"

    def _values(self, before, after):
        pairs = zip(self.data["values"], before[0], after[0], strict=True)
        for words, old, new in pairs:
            text = f"{escape(words)} {escape(new)}"
            yield f"<strong>{text}</strong>" if old != new else text
