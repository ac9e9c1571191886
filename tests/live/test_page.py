"""What a page loads of a room: small, and the same to a browser."""

import sys

import pytest
from live.page import make_small


@pytest.mark.parametrize(
    ("name", "text", "small"),
    [
        ("a.css", ".a {\n  color: red;\n}\n/* why */\n", ".a{color:red}"),
        ("a.js", "// why\nalert(1 + 1);\n", "alert(2)"),
    ],
)
def test_what_only_writers_need_is_taken_away(tmp_path, name, text, small):
    file = tmp_path / name
    file.write_text(text, "utf-8")

    make_small(file)

    assert file.read_text("utf-8") in (small, small.replace("2", "1+1"))


def test_without_the_library_a_file_stays_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "minify", None)
    file = tmp_path / "a.css"
    file.write_text(".a { color: red; }", "utf-8")

    make_small(file)

    assert file.read_text("utf-8") == ".a { color: red; }"
