"""Two builds of the book are equal byte for byte, wherever they are made."""

import shutil

import pytest
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
    return folder


@pytest.fixture
def built(tmp_path, monkeypatch):
    """Build a copy of the book below a folder of some name; return its files' bytes."""

    def build_below(name, hash_seed):
        root = copy_of_the_book(tmp_path / name / "course")
        monkeypatch.setenv("PYTHONHASHSEED", hash_seed)
        pages = build(root, root)
        return {
            path.relative_to(pages).as_posix(): path.read_bytes()
            for path in sorted(pages.rglob("*"))
            if path.is_file()
        }

    return build_below


def test_two_builds_in_two_folders_are_equal(built):
    one = built("a", hash_seed="1")
    two = built("somewhere/else", hash_seed="2")

    assert ".buildinfo" in one
    assert set(one) == set(two)
    assert [name for name in one if one[name] != two[name]] == []
