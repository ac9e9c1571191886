"""Several options may be right."""

from dataclasses import dataclass

from ._choice import Choice, no_pictures, right_ones


@dataclass(frozen=True, kw_only=True)
class Multiple(Choice, kind="multiple"):
    """A question with options, of which at least one is right and one is wrong."""

    box = "checkbox"
    aim = " · choose all that are right"

    @staticmethod
    def rules(fields):
        """Check that there is a choice, and what holds for all options."""
        if not 0 < len(right_ones(fields["options"])) < len(fields["options"]):
            text = "needs a right and a wrong option; mend `correct`"
            yield ("options",), text
        yield from Choice.rules(fields)
        yield from no_pictures(fields)
