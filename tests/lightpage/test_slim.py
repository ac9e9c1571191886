import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightpage.slim import COLOURED, slim


def test_blank_runs_with_a_break_become_one_break():
    assert slim("\n<b>\n\n  one \n two  three</b>\n") == "<b>\none\ntwo  three</b>\n"


def test_a_break_at_the_edge_of_a_block_goes_and_one_between_words_stays():
    page = "<div>\n<p>\na\n<b>b</b>\n<i>c</i>\n</p>\n</div>\n<label>\nd</label>"

    assert slim(page) == "<div><p>a\n<b>b</b>\n<i>c</i></p></div><label>\nd</label>"


@pytest.mark.parametrize("name", ["pre", "textarea", "script", "style"])
def test_blanks_that_mean_something_stay(name):
    kept = f"<{name}>a\n\n   b</{name}>"

    assert slim(f"<i>\n\n</i>{kept}<i>\n\n</i>") == f"<i>\n</i>{kept}<i>\n</i>"


def code(*spans):
    """Return highlighted code of (class, text) pairs; no class is plain text."""
    parts = [
        f'<span class="{name}">{text}</span>' if name else text for name, text in spans
    ]
    return f"<pre>{''.join(parts)}</pre>"


def test_code_keeps_the_colours_of_keywords_strings_comments_and_new_names():
    full = code(("kn", "import"), ("", " "), ("nn", "os"), ("c1", "# 1"), ("mi", "1"))

    assert slim(full) == code(("k", "import"), ("", " os"), ("c", "# 1"), ("", "1"))
    assert slim("<pre><span></span>1</pre>") == "<pre>1</pre>"
    assert slim('<p><span class="n">x</span></p>') == '<p><span class="n">x</span></p>'


def test_neighbouring_strings_become_one_and_nothing_else_joins_them():
    full = code(
        ("k", "yield"), ("", " "), ("s2", '"a'), ("", "\n"), ("se", "b"), ("s1", "c")
    )

    assert slim(full) == code(
        ("k", "yield"), ("", " "), ("s", '"a'), ("", "\nb"), ("s", "c")
    )
    assert slim(code(("s2", "a"), ("", "\n  "), ("s2", "b"))) == code(("s", "a\n  b"))


def test_markup_that_no_style_needs_goes():
    cell = (
        '<div class="cell tag_remove-input docutils container">\n'
        '<div class="cell_input docutils container">\n'
        '<div class="highlight-python notranslate"><div class="highlight"><pre>1</pre>'
        "</div>\n</div>\n</div>\n</div>"
    )
    inline = (
        '<code class="docutils literal notranslate"><span class="pre">SET</span> '
        '<span class="pre">a-b</span></code>'
    )

    assert slim(cell) == (
        '<div class="cell"><div class="cell_input"><div class="highlight">'
        "<pre>1</pre></div></div></div>"
    )
    assert slim(inline) == (
        '<code class="literal">SET <span class="pre">a-b</span></code>'
    )
    assert slim('<table class="docutils align-default">') == (
        '<table class="docutils align-default">'
    )


@given(st.lists(st.sampled_from(["<p>", "</p>", "<pre>", "</pre>", "\n", " ", "a"])))
def test_a_slim_page_stays_as_it_is(parts):
    once = slim("".join(parts))

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
