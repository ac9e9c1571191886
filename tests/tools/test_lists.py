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


def test_a_lab_that_follows_no_chapter_is_told(course, capsys):
    toc = course / "_toc.yml"
    lab = "      - file: book/lab-a-lock-in-redis\n"
    text = toc.read_text("utf-8").replace(lab, "")
    last = "  - caption: Labs\n    chapters:\n"
    toc.write_text(text + last + lab, "utf-8")

    assert main(["--check"], course) == 1
    assert "lab-a-lock-in-redis follows no chapter" in capsys.readouterr().out


def test_labs_among_chapters_are_listed_by_themselves(course):
    toc = course / "_toc.yml"
    text = toc.read_text("utf-8")
    lab = "      - file: book/lab-who-waits-for-a-row\n"
    below = lab.replace("      -", "          -")
    assert lab in text
    nested = f"        sections:\n{below}"
    text = text.replace(lab, "")
    first = "      - file: book/when-is-it-a-race\n"
    toc.write_text(text.replace(first, first + nested), "utf-8")
    main([], course)

    readme = (course / "README.md").read_text("utf-8")
    chapters, labs = readme.split("<!-- labs -->")
    assert "(book/lab-" not in chapters
    assert labs.index("lab-who-waits") < labs.index("lab-selling")
    assert main(["--check"], course) == 0


def test_a_readme_without_a_place_for_a_list_is_told():
    with pytest.raises(ValueError, match="<!-- chapters -->"):
        with_lists("# Tea\n", [])
