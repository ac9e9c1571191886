"""`slim` unwraps what is plain in highlighted Python, and touches nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightpage.slim import CLASS_OF, COLOURED, slim


def code(*spans, language="python"):
    """Return highlighted code of (class, text) pairs; no class is plain text."""
    parts = [
        f'<span class="{name}">{text}</span>' if name else text for name, text in spans
    ]
    return (
        f'<div class="highlight-{language} notranslate"><div class="highlight">'
        f"<pre>{''.join(parts)}</pre></div></div>"
    )


def test_code_keeps_the_colours_of_keywords_strings_comments_and_new_names():
    full = code(("kn", "import"), ("", " "), ("nn", "os"), ("c1", "# 1"), ("mi", "1"))

    assert slim(full) == code(("k", "import"), ("", " os"), ("c", "# 1"), ("", "1"))


def test_neighbouring_strings_become_one_and_nothing_else_joins_them():
    full = code(
        ("k", "yield"), ("", " "), ("s2", '"a'), ("", "\n"), ("se", "b"), ("s1", "c")
    )

    assert slim(full) == code(
        ("k", "yield"), ("", " "), ("s", '"a'), ("", "\nb"), ("s", "c")
    )
    assert slim(code(("s2", "a"), ("", "\n  "), ("s2", "b"))) == code(("s", "a\n  b"))


def test_an_emphasised_line_keeps_its_ground():
    full = code(("", '<span class="hll"><span class="n">x</span>\n</span>'))

    assert slim(full) == code(("", '<span class="hll">x\n</span>'))


@pytest.mark.parametrize(
    "page",
    [
        code(("hll", "b\n"), language="text"),
        code(("gd", "- a"), ("gi", "+ b"), ("gu", "@@ 1 @@"), language="diff"),
        code(("nt", "retries"), ("p", ":"), ("mi", "3"), language="yaml"),
        code(("k", "SELECT"), ("nb", "count"), ("o", "*"), language="sql"),
        code(("nb", "echo"), ("nv", "$HOME"), ("s2", '"a"'), language="bash"),
        '<pre><span class="n">the output of a cell</span></pre>',
        '<p><span class="k">prose</span></p>',
        '<div style="white-space:pre">a\n    b\n\n    c</div>',
        "<textarea>\n\n  a</textarea><pre>\n\n b</pre>",
        '<table border="1" class="dataframe"><tr style="text-align: right;"></tr>',
        '<a class="reference internal" href="#a">a</a><br />',
    ],
)
def test_everything_else_stays_as_it_is(page):
    assert slim(page) == page


@given(st.lists(st.sampled_from([*CLASS_OF, "hll", "gd"])))
def test_a_slim_page_stays_as_it_is(names):
    once = slim(code(*[(name, "a") for name in names]))

    assert slim(once) == once


def test_classes_that_become_one_have_one_colour(site):
    style = (site / "_static/pygments.css").read_text("utf-8")
    for theme in ("light", "dark"):
        for names in COLOURED.values():
            colours = [
                re.findall(rf'"{theme}"\] \.highlight \.{name} ?{{([^}}]*)}}', style)
                for name in names.split()
            ]

            assert colours[0]
            assert all(each == colours[0] for each in colours), (theme, names, colours)
