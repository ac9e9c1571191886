import xml.etree.ElementTree as tree

import pytest
from lightpage.mathematics import mathml
from sphinx.errors import SphinxError

SPACE = "{http://www.w3.org/1998/Math/MathML}"


def test_a_formula_becomes_mathml_that_can_be_parsed():
    root = tree.fromstring(mathml(r"\frac{n(n+1)}{2}"))

    assert root.tag == f"{SPACE}math"
    assert root.find(f".//{SPACE}mfrac") is not None


def test_a_displayed_formula_says_so():
    assert 'display="block"' in mathml("n", display="block")


def test_a_formula_that_cannot_be_read_is_named():
    with pytest.raises(SphinxError, match=r"\\frac.*mend its LaTeX"):
        mathml(r"\frac{")
