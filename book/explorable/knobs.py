"""`knobs`: one figure for every setting of a function."""

import json
from html import escape
from itertools import product

from .figure import Figure, as_html, caption_of

MOST = 40  # settings computed in advance


class Knobs(Figure):
    """What `knobs` returns; Jupyter asks it for HTML and, live, for the widget."""

    def __init__(self, function, settings, caption):
        self.function, self.settings, self.caption = function, settings, caption
        self.blocks = []  # (positions, label, HTML)
        numbered = [list(enumerate(values)) for values in settings.values()]
        for chosen in product(*numbered):
            setting = dict(zip(settings, (value for _, value in chosen), strict=True))
            positions = " ".join(str(position) for position, _ in chosen)
            self.blocks.append((positions, label_of(setting), self.compute(setting)))

    def compute(self, setting):
        """HTML of the function's result at one setting."""
        try:
            return as_html(self.function(**setting))
        except Exception as error:
            error.add_note(f"in knobs, at {label_of(setting)}")
            raise

    def __repr__(self):
        names = ", ".join(self.settings)
        return f"Knobs: {names} ({len(self.blocks)} settings)"

    def _repr_html_(self):
        controls = [
            [name, "range" if isinstance(values, range) else "list", *map(str, values)]
            for name, values in self.settings.items()
        ]
        blocks = "\n".join(
            f'<div class="xp-block" data-at="{positions}"><p class="xp-label">'
            f"{escape(label)}</p>\n{html}</div>"
            for positions, label, html in self.blocks
        )
        plural = "s" * (len(self.blocks) > 1)
        said = f'<span class="xp-said">Precomputed: {len(self.blocks)} setting{plural}'
        return (
            '<figure class="xp-figure" '
            f'data-knobs="{escape(json.dumps(controls, ensure_ascii=False))}">\n'
            f'<div class="xp-blocks">\n{blocks}\n</div>'
            f"{caption_of(self.caption, f'{said}.</span>')}\n</figure>"
        )

    def _widget(self, rest):
        from .widget import knobs_widget

        return knobs_widget(self, rest)


def label_of(setting):
    """A setting in words.

    >>> label_of({"n": 3, "lost_messages": "none"})
    'n = 3, lost messages = none'
    """
    return ", ".join(
        f"{name.replace('_', ' ')} = {value}" for name, value in setting.items()
    )


def knobs(function, *, caption="", **settings):
    """Show a function's result for the setting that the reader chooses.

    Each keyword names an argument of the function and gives its values: a `range`
    becomes a slider, a list a menu. The function returns text, a number, a table or
    anything with HTML of its own. On a page every setting is computed in advance, so
    there may be at most 40; in a live notebook each is computed when it is asked for,
    and a `range` accepts any whole number.

    Raises ValueError if there are no settings, too many, or nothing to show.

    >>> knobs(lambda n: n // 2 + 1, n=range(3, 8), caption="A majority.")
    Knobs: n (5 settings)
    >>> knobs(print, n=range(50))
    Traceback (most recent call last):
    ValueError: knobs would compute 50 settings (n: 50), more than 40; give fewer values
    """
    values = {
        name: given if isinstance(given, range) else list(given)
        for name, given in settings.items()
    }
    count = 1
    for name, given in values.items():
        if not given:
            raise ValueError(f"knobs: {name} has no values; give a range or a list")
        count *= len(given)
    if not values:
        raise ValueError("knobs has nothing to turn; add one, such as n=range(3, 8)")
    if count > MOST:
        sizes = ", ".join(f"{name}: {len(given)}" for name, given in values.items())
        raise ValueError(
            f"knobs would compute {count} settings ({sizes}), more than {MOST}; "
            "give fewer values"
        )
    return Knobs(function, values, caption)
