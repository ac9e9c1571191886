import pytest
from lightpage.purge import Used, purge, without_idle_properties


def used_in(html):
    used = Used()
    used.read(html)
    return used


@pytest.mark.parametrize(
    "rule",
    [
        "p{color: red}",
        ".note{color: red}",
        "p.note > b#here{color: red}",
        "body:not(.absent) p{color: red}",
        '[data-theme="dark"] p::before{content: "x"}',
        "@media print{p{color: red}}",
        "@font-face{src: url(x)}",
        ":root{--gap: 1px}",
        "*{margin: 0}",
    ],
)
def test_a_rule_that_can_match_stays(rule):
    page = used_in('<body><p class="note wide">Mind <b id="here">the</b> gap</p>')

    assert purge(rule, page) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "table{color: red}",
        ".tip{color: red}",
        "p.note.tip{color: red}",
        "p > .tip{color: red}",
        "#there{color: red}",
        "@media print{.tip{color: red}}",
        "@import 'more.css';",
        "@charset 'utf-8';",
        "p{}",
        "/* p */",
    ],
)
def test_a_rule_that_cannot_match_goes(rule):
    assert purge(rule, used_in('<p class="note">Mind the gap</p>')) == ""


def test_of_several_selectors_those_that_match_stay():
    page = used_in("<p></p>")

    assert purge("p, .a:is(b, i), p:hover {top: 0}", page) == "p,p:hover{top: 0}"


def test_an_animation_stays_only_while_something_uses_it():
    moving = "@keyframes spin{from {top: 0}}"

    assert purge(moving, used_in("<p>")) == ""
    assert purge(moving + "p{animation: spin}", used_in("<p>")).startswith(moving)


def test_a_comment_inside_a_rule_goes_and_the_rule_stays():
    assert purge("p{/* why */color:red;}", used_in("<p>")) == "p{color:red}"


def test_a_sheet_that_cannot_be_read_is_an_error_with_its_line():
    with pytest.raises(ValueError, match="line 2"):
        purge("p{top: 0}\n}", used_in("<p>"))


@pytest.mark.parametrize(
    "style",
    [
        ":root{--gap: 1px}p{margin: var(--gap)}",
        ":root{--gap: 1px}p{margin: var( --gap , 2px)}",
        "p{--gap: var(--pad, 1px);margin: calc(2 * var(--gap))}",
        "@media print{:root{--gap: 1px}p{margin: var(--gap)}}",
        "@font-face{src: url(data:font/woff2;base64,AA--gap:)}p{color: red}",
        "p{content: '--gap: 1px; }'}",
    ],
)
def test_a_property_that_is_read_stays(style):
    assert without_idle_properties(style, set()) == style


def test_an_idle_property_takes_along_what_only_it_reads():
    style = ":root{--a: 1px;--b: var(--a);--c: var(--b)}p{color: red}"

    assert without_idle_properties(style, set()) == "p{color: red}"
    assert without_idle_properties(style, {"--c"}) == style
