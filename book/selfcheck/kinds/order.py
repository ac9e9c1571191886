"""Steps to put in order."""

import hashlib
from dataclasses import dataclass

from ..question import KEY, TEXT, Option, Question
from ..render import reason
from ..source.writing import distinct, whys
from ..text import inline


@dataclass(frozen=True, kw_only=True)
class Order(Question, kind="order"):
    """A question whose items have a right order: that of the file."""

    items: tuple
    misconception: str  # the belief behind another order, by its key

    OWN = {
        "items": {"type": "array", "minItems": 3, "items": {"$ref": "#/$defs/item"}},
        "misconception": KEY,
    }
    REQUIRED = ("items", "misconception")
    may_be_bet = True
    DEFINITIONS = {
        "item": {
            "type": "object",
            "required": ["key", "text", "why"],
            "additionalProperties": False,
            "properties": {"key": KEY, "text": TEXT, "why": TEXT},
        }
    }

    @classmethod
    def from_yaml(cls, fields):
        """Build one from a mapping that the schema accepts."""
        items = tuple(Option(**each) for each in fields["items"])
        return super().from_yaml(fields | {"items": items})

    @staticmethod
    def rules(fields):
        """Check that the items can be told apart and are not too many."""
        yield from distinct(fields["items"], "items")
        if len(fields["items"]) > 6:
            yield ("items",), "more than 6 items to order; use fewer", "warning"
        yield from whys(fields["items"], "items")

    @staticmethod
    def misconceptions(fields):
        """Yield the one misconception."""
        yield ("misconception",), fields["misconception"]

    def asks(self):
        """The items."""
        return self.items, {}

    def draw(self, course):
        """Draw a menu of places for each item, in a fixed disorder.

        So a page without a script gives nothing away.
        """

        def scattered(item):
            return hashlib.sha256(f"{self.id} {item.key}".encode()).digest()

        items = sorted(self.items, key=scattered)
        if items == list(self.items):
            items = items[1:] + items[:1]
        places = "".join(f"<option>{n}</option>" for n in range(1, len(items) + 1))
        controls = [
            f'<label class="sc-row sc-step"><select name="{item.key}">'
            f'<option value="">?</option>{places}</select> '
            f"<span>{inline(item.text)}</span></label>"
            for item in items
        ]
        reasons = [
            reason(inline(item.text), item.why, key=item.key) for item in self.items
        ]
        belief = course.misconceptions[self.misconception]
        reasons = [
            "<p>Why in this order:</p>" if self.is_bet else "<p>The right order:</p>",
            '<ol class="sc-reasons">',
            *reasons,
            "</ol>",
            '<p class="sc-belief">Behind another order there is often this belief: '
            f"{inline(belief['says'])} {inline(belief['because'])}</p>",
        ]
        return controls, reasons

    def result(self):
        """List the items in their order."""
        items = [
            f'<li data-key="{item.key}">{inline(item.text)}</li>' for item in self.items
        ]
        return "\n".join(["this order:", "<ol>", *items, "</ol>"])
