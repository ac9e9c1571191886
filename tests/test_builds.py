"""Two builds of the book are equal byte for byte, wherever they are made."""

import shutil

from building import ROOT, build

PARTS = ("book", "extensions", "_config.yml", "_toc.yml")


def copy_of_the_book(folder):
    """Copy what a build reads into a new folder; return it."""
    folder.mkdir(parents=True)
    for name in PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder)
    (folder / "tools").mkdir()
    (folder / "tools" / "runpage").symlink_to(ROOT / "tools" / "runpage")
    return folder


def files_of(pages):
    """Return the bytes of each file of a built book, by its path."""
    return {
        path.relative_to(pages).as_posix(): path.read_bytes()
        for path in sorted(pages.rglob("*"))
        if path.is_file()
    }


def test_two_builds_in_two_folders_are_equal(site, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "2")  # the other build was left to chance
    elsewhere = copy_of_the_book(tmp_path / "somewhere" / "else")
    one, two = files_of(site), files_of(build(elsewhere, elsewhere))

    assert ".buildinfo" in one
    assert set(one) == set(two)
    assert [name for name in one if one[name] != two[name]] == []
