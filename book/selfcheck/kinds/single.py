"""One option is right."""

from dataclasses import dataclass

from ._choice import Choice, no_pictures, right_ones


@dataclass(frozen=True, kw_only=True)
class Single(Choice, kind="single"):
    """A question with options, of which exactly one is right."""

    box = "radio"
    may_be_bet = True

    @staticmethod
    def rules(fields):
        """Check that one option is right, and what holds for all options."""
        yield from one_is_right(fields)
        yield from Choice.rules(fields)
        yield from no_pictures(fields)


def one_is_right(fields):
    """Check that exactly one option is right."""
    right = right_ones(fields["options"])
    if len(right) != 1:
        text = f"{len(right)} options are correct; mark exactly one"
        yield ("options", *right[1:2]), text
