import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightpage.slim import UNCOLOURED, slim


def test_blank_runs_with_a_break_become_one_break():
    assert slim("\n<p>\n\n  one \n two  three</p>\n\n") == "<p>\none\ntwo  three</p>\n"


@pytest.mark.parametrize("name", ["pre", "textarea", "script", "style"])
def test_blanks_that_mean_something_stay(name):
    kept = f"<{name}>a\n\n   b</{name}>"

    assert slim(f"<p>\n\n</p>{kept}<p>\n\n</p>") == f"<p>\n</p>{kept}<p>\n</p>"


def test_in_code_only_spans_without_a_colour_are_unwrapped():
    code = '<pre><span></span><span class="k">def</span> <span class="n">f</span></pre>'

    assert slim(code) == '<pre><span class="k">def</span> f</pre>'
    assert slim('<p><span class="n">x</span></p>') == '<p><span class="n">x</span></p>'


@given(st.lists(st.sampled_from(["<p>", "</p>", "<pre>", "</pre>", "\n", " ", "a"])))
def test_a_slim_page_stays_as_it_is(parts):
    once = slim("".join(parts))

    assert slim(once) == once


def test_the_uncoloured_classes_have_the_colour_of_the_code(site):
    style = (site / "_static/book.css").read_text("utf-8")
    for theme in ("light", "dark"):
        start = rf'html\[data-theme="{theme}"\] \.highlight'
        (own,) = re.findall(start + r"\{[^}]*?\bcolor: (#\w+)", style)
        for name in UNCOLOURED:
            colours = re.findall(start + rf" \.{name}\{{color: (#\w+)", style)

            assert set(colours) <= {own}, (theme, name)
