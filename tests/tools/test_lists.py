"""README.md lists the chapters of `_toc.yml`; a stale list is told and mended."""

import shutil

import pytest
from building import ROOT
from lists import main, with_lists


@pytest.fixture
def course(tmp_path):
    """Copy what the lists are made from; return the folder."""
    for name in ("_toc.yml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "book").mkdir()
    for path in ROOT.glob("book/*.ipynb"):
        shutil.copy(path, tmp_path / "book")
    return tmp_path


def test_the_readme_is_not_stale():
    assert main(["--check"]) == 0


def test_a_stale_list_is_told_and_written_anew(course, capsys):
    readme, toc = course / "README.md", course / "_toc.yml"
    before = readme.read_text("utf-8")
    first = "      - file: book/when-is-it-a-race\n"
    toc.write_text(toc.read_text("utf-8").replace(first, ""), "utf-8")

    assert main(["--check"], course) == 1
    assert "run `make lists`" in capsys.readouterr().out
    assert readme.read_text("utf-8") == before
    assert main([], course) == 0
    assert (
        "when-is-it-a-race" not in readme.read_text("utf-8").partition("/chapters")[0]
    )
    assert main(["--check"], course) == 0


def test_a_readme_without_a_place_for_a_list_is_told():
    with pytest.raises(ValueError, match="<!-- chapters -->"):
        with_lists("# Tea\n", [])
