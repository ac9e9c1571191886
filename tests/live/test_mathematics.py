"""One converter of formulas, which refuses what it would show wrongly."""

import xml.etree.ElementTree as tree

import pytest
from live.mathematics import mathml

SPACE = "{http://www.w3.org/1998/Math/MathML}"


def test_a_formula_becomes_mathml_that_can_be_parsed():
    root = tree.fromstring(mathml(r"\frac{n(n+1)}{2}"))

    assert root.tag == f"{SPACE}math"
    assert root.find(f".//{SPACE}mfrac") is not None


def test_a_displayed_formula_says_so():
    assert 'display="block"' in mathml("n", display="block")


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\fracc{1}{2}", r"`\\fracc` is not known"),
        (r"\text{50\%}", r"`\\%` is not known"),
        (r"\frac{1", "braces"),
        ("x}", "braces"),
        ("}{", "braces"),
        (r"\frac{1}", "lacks one of its parts"),
        ("x^", "cannot be read"),
        (r"\left( x", "cannot be read"),
        ("a & b", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_formula_that_would_be_shown_wrongly_is_refused(latex, words):
    with pytest.raises(ValueError, match=words):
        mathml(latex)


@pytest.mark.parametrize(
    "latex",
    [r"\{a\}", r"\left\{ x \right.", r"\sqrt[3]{x}", r"\operatorname{max}", "x_1^2"],
)
def test_what_is_sound_passes(latex):
    assert mathml(latex).startswith("<math ")
