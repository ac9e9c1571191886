"""One of several pictures is right."""

from dataclasses import dataclass

from .. import lanes
from ..text import inline
from ._choice import Choice
from .single import one_is_right


@dataclass(frozen=True, kw_only=True)
class Picture(Choice, kind="picture"):
    """A question whose options are small pictures, of which exactly one is right."""

    box = "radio"
    may_be_bet = True

    @staticmethod
    def rules(fields):
        """Check that one option is right, and each picture."""
        yield from one_is_right(fields)
        yield from Choice.rules(fields)
        for index, option in enumerate(fields["options"]):
            place = ("options", index)
            if "picture" not in option:
                text = f"option `{option['key']}` has no `picture`; draw it"
                yield place, text
                continue
            for inner, text in lanes.rules(option["picture"]):
                yield (*place, "picture", *inner), text

    def asks(self):
        """The options, and their pictures."""
        return self.options, {each.key: each.picture for each in self.options}

    def face(self, option):
        """Draw the picture beside its name."""
        return f"{super().face(option)} {self._drawn(option)}"

    def result(self):
        """Show the right picture."""
        right = next(option for option in self.options if option.correct)
        return f"“{inline(right.text)}”.<br>{self._drawn(right)}"

    def _drawn(self, option):
        clients = lanes.clients_in([each.picture for each in self.options])
        return lanes.draw(option.picture, clients)
