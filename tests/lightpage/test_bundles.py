"""The style sheet of all pages is made anew when, and only when, it would differ."""

import pytest
from lightpage import bundles
from lightpage.purge import Used

STYLE = "p{color: red}\n.note{color: blue}\n#here{color: green}\n"


@pytest.fixture
def write(tmp_path):
    """Write the bundle of a style sheet and a page; return it and whether it is new."""
    target = tmp_path / "book.css"

    def run(html, style=STYLE, named=()):
        (tmp_path / "site.css").write_text(style)
        before = target.stat().st_mtime_ns if target.exists() else None
        used = Used()
        used.read(html)
        bundles.write_style(tmp_path, used, set(named), tmp_path / "key")
        return target.read_text(), target.stat().st_mtime_ns != before

    return run


def test_pages_that_use_the_same_rules_leave_it_as_it_is(write):
    assert write("<p>one</p>") == ("p{color: red}", True)
    assert write("<p class='unknown' id='other'>two</p><i></i>") == (
        "p{color: red}",
        False,
    )


def test_a_name_that_a_rule_is_for_makes_it_anew(write):
    write("<p>one</p>")

    assert write("<p class='note'>") == ("p{color: red}.note{color: blue}", True)
    assert write("<p id='here'>") == ("p{color: red}#here{color: green}", True)


def test_another_style_sheet_makes_it_anew(write):
    write("<p>one</p>")

    assert write("<p>one</p>", "p{color: blue}") == ("p{color: blue}", True)


def test_other_code_makes_it_anew(write, monkeypatch, tmp_path):
    write("<p>one</p>")
    (tmp_path / "purge.py").write_text("# another way")
    monkeypatch.setattr(bundles, "HERE", tmp_path)

    assert write("<p>one</p>") == ("p{color: red}", True)


def test_no_script_ends_the_next_one_or_is_ended_by_storage(tmp_path):
    for name in (bundles.OPTIONS, *bundles.SCRIPTS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"/* {name} */")
    script = bundles.join_scripts(tmp_path)

    start = "try {(function (localStorage, sessionStorage) {\n"
    for name in bundles.SCRIPTS:
        assert f"{start}/* {name} */" in script
    assert script.count("catch (error) { reportError(error) }") == len(
        bundles.SCRIPTS + bundles.OURS
    )


def test_a_property_that_a_script_begins_to_name_comes_back(write):
    style = ":root{--gap: 1px;--ink: red}p{color: var(--ink)}"

    first = write("<p>one</p>", style)
    assert first == (":root{--ink: red}p{color: var(--ink)}", True)
    again, is_new = write("<p>one</p>", style, named=["--gap"])
    assert "--gap: 1px" in again
    assert is_new
