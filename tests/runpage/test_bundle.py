"""What a press on Run loads, and what a page loads before it."""

import gzip
import hashlib
import json
import math
import re

import pytest
from building import NEEDS_RUNNER, ROOT
from runpage import bundle

pytestmark = NEEDS_RUNNER

MOST_BEFORE = 3_000  # bytes of script and style on a page, gzipped
MOST_LOADED = 7_000_000  # bytes that the first run loads, as sent
RUN = ROOT / "extensions" / "runpage"


@pytest.fixture(scope="module")
def loaded(site):
    """The files of the runner in the built site: name -> bytes."""
    (folder,) = (site / "_static" / "run").iterdir()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_first_run_loads_at_most_seven_megabytes(loaded):
    sent = {name: bundle.size_as_sent(content) for name, content in loaded.items()}

    assert 5_000_000 < sum(sent.values()) <= MOST_LOADED, sent


def test_the_pages_tell_the_same_size(loaded):
    (told,) = re.findall(rb"Starting Python \((\d+) MB, once\)", loaded["runner.js"])
    sent = sum(map(bundle.size_as_sent, loaded.values()))
    without_editor = sent - bundle.size_as_sent(loaded["editor.js"])
    texts = [path.read_text("utf-8") for path in (ROOT / "book").glob("*.md")]
    on_pages = re.findall(r"(\d+) MB, loaded once", "".join(texts))

    assert int(told) == math.ceil(without_editor / 1e6)
    assert on_pages == [told.decode()]


def test_the_core_is_packed_already_since_a_server_may_not(loaded):
    wasm = (bundle.PACKAGES / "pyodide" / "pyodide.asm.wasm").read_bytes()

    assert gzip.decompress(loaded["pyodide.wasm.bin"]) == wasm


def test_a_page_loads_little_before_the_press(site):
    parts = [(site / "_static" / name).read_bytes() for name in ("run.js", "run.css")]

    assert sum(len(gzip.compress(part, 6)) for part in parts) <= MOST_BEFORE


def test_only_pages_with_cells_to_run_load_it(site):
    for page in ("index", "lab-a-lock-in-redis", "glossary"):
        assert "run.js" not in (site / "book" / f"{page}.html").read_text("utf-8")
    assert "run.js" in (site / "book" / "when-is-it-a-race.html").read_text("utf-8")


def test_a_page_asks_for_its_script_by_content(site):
    # The script names the folder of its build: an old one would lead to files that are
    # no longer there.
    page = (site / "book" / "when-is-it-a-race.html").read_text("utf-8")
    script = (site / "_static" / "run.js").read_bytes()

    assert f'run.js?v={hashlib.sha256(script).hexdigest()[:8]}"' in page


def test_the_files_are_named_by_what_they_are_made_of(site, monkeypatch, tmp_path):
    (folder,) = (site / "_static" / "run").iterdir()
    assert folder.name == bundle.name_of_build()
    monkeypatch.setattr(bundle, "course", lambda: {"minicluster/__init__.py": ""})

    assert folder.name != bundle.name_of_build()


def test_nothing_of_this_machine_is_in_the_files(loaded):
    for name, content in loaded.items():
        assert str(ROOT).encode() not in content, name


def test_every_package_is_pinned_with_its_integrity():
    folder = ROOT / "tools" / "runpage"
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]

    assert packages[""]["dependencies"] == wanted
    assert all(version[0].isdigit() for version in wanted.values())
    assert all("integrity" in each for path, each in packages.items() if path)


def test_a_script_with_a_fault_is_named(monkeypatch, tmp_path):
    (tmp_path / "runner.js").write_text("const = 1")
    monkeypatch.setattr(bundle, "SCRIPTS", tmp_path)

    with pytest.raises(RuntimeError, match=r"runner\.js: .*ERROR"):
        bundle.bundled("runner.js")
