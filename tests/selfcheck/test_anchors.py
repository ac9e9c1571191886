"""The anchors of a page, as MyST makes them."""

import pytest
from selfcheck.source.anchors import find_anchors


@pytest.mark.parametrize(
    ("page", "anchors"),
    [
        ("## Mending\n", {"mending": "Mending"}),
        (" ## Mending ##\n", {"mending": "Mending"}),
        ("Mending\n-------\n", {"mending": "Mending"}),
        ("Six `orders`\nof two\n===\n", {"six-orders-of-two": "Six `orders` of two"}),
        ("(six)=\n## The *six*\n", {"six": "The *six*", "the-six": "The *six*"}),
        ("(a)=\n(b)=\n# C\n", {"a": "C", "b": "C", "c": "C"}),
        ("# C\n\n(a)=\nText.\n\n## D\n", {"c": "C", "a": "C", "d": "D"}),
        ("```x``` is code.\n\n## Mending\n", {"mending": "Mending"}),
        ("```\n# comment\n(a)=\n```\n", {}),
        ("~~~python\n# comment\n~~~\n", {}),
        ("    # comment\n", {}),
        (":::{note}\n(a)=\nText.\n:::\n", {"a": ""}),
        ("---\nmyst:\n  key: value\n---\n\n# T\n", {"t": "T"}),
        ("# Un*b*ound [link](x.md)\n", {"unbound-link": "Un*b*ound [link](x.md)"}),
        ("# One\n\n# One\n", {"one": "One"}),
    ],
)
def test_targets_and_headings_are_found(page, anchors):
    assert find_anchors(page) == anchors


def test_a_fence_in_a_list_hides_its_headings():
    assert find_anchors("- one\n\n  ```\n  # two\n  ```\n\n## Three\n") == {
        "three": "Three"
    }
