"""`make watch` shows what a writer saves, in the browser that is open already."""

import shutil
import subprocess
import sys

import pytest
from building import ROOT
from playwright.sync_api import expect

CHAPTER = "book/when-is-it-a-race"
PATIENCE = 60_000  # ms; a build on a busy machine


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """Watch a copy of the book; give its folder and its address."""
    tmp_path = tmp_path_factory.mktemp("watched")
    for name in ("book", "extensions", "tools"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, tmp_path)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "tools" / "watch.py", "--port", "0"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": "book:extensions"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told = next(line for line in process.stdout if line.startswith("The book: "))
    yield tmp_path, told.split()[2].removesuffix("/book/index.html")
    process.terminate()
    process.communicate()


def edit(path, old, new):
    """Replace a piece of a file once, as an editor does at a save."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_saved_edit_is_shown_without_a_press(page, watched):
    folder, address = watched
    page.goto(f"{address}/{CHAPTER}.html")
    edit(folder / f"{CHAPTER}.ipynb", "One item is left", "One brave item is left")

    expect(page.locator("article")).to_contain_text(
        "One brave item is left", timeout=PATIENCE
    )


def test_a_new_chapter_stands_in_every_side_bar(page, watched):
    folder, address = watched
    page.goto(f"{address}/book/glossary.html")
    (folder / "book" / "more.md").write_text(
        "# One more chapter\n\nIt says something.\n"
    )
    edit(
        folder / "_toc.yml",
        "- file: book/glossary\n",
        "- file: book/glossary\n      - file: book/more\n",
    )
    side_bar = page.locator("#pst-primary-sidebar")

    expect(side_bar).to_contain_text("One more chapter", timeout=PATIENCE)
    page.goto(f"{address}/{CHAPTER}.html")
    expect(side_bar).to_contain_text("One more chapter")


def test_changed_code_of_an_extension_is_used(browser, watched):
    folder, address = watched
    # A page that asks for news while the process starts anew is refused, and asks on.
    page = browser.new_page()
    page.goto(f"{address}/{CHAPTER}.html")
    edit(
        folder / "extensions" / "lightpage" / "slim.py",
        "return PYTHON.sub(in_few_colours, html)",
        'return html.replace("brave buyers", "brave shoppers")',
    )
    edit(folder / f"{CHAPTER}.ipynb", "two people press", "two brave buyers press")

    expect(page.locator("article")).to_contain_text("brave shoppers", timeout=PATIENCE)
    page.close()
