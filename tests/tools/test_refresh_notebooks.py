"""`make refresh` brings a notebook into one normal form, and then leaves it alone."""

import binascii
import struct
from io import BytesIO

import nbformat
import pytest
import refresh_notebooks
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageChops


def chunk(kind, body=b""):
    return struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0"


def bytes_of(picture):
    stream = BytesIO()
    picture.save(stream, "png", dpi=(100, 100))
    return stream.getvalue()


def in_base64(picture):
    return binascii.b2a_base64(bytes_of(picture), newline=False).decode()


def picture_in(text):
    return Image.open(BytesIO(binascii.a2b_base64(text)))


def noisy():
    """A notebook as a front end leaves it."""
    plain = bytes_of(Image.new("P", (1, 1)))
    end = plain.index(b"IEND") - 4  # a chunk begins with its length
    picture = plain[:end] + chunk(b"tEXt", b"Software") + plain[end:]
    made = new_notebook(
        cells=[
            new_markdown_cell(
                "# Title", metadata={"jp-MarkdownHeadingCollapsed": True}
            ),
            new_code_cell(
                "1 / 0",
                execution_count=7,
                metadata={
                    "execution": {"iopub.status.busy": "2026-11-24"},
                    "tags": ["raises-exception"],
                    "trusted": True,
                },
                outputs=[
                    new_output("stream", name="stdout", text="a\n"),
                    new_output("stream", name="stdout", text="b\n"),
                    new_output(
                        "display_data",
                        {refresh_notebooks.WIDGET_VIEW: {"model_id": "x"}},
                    ),
                    new_output(
                        "display_data",
                        {"image/png": binascii.b2a_base64(picture).decode()},
                    ),
                    new_output(
                        "error",
                        ename="ZeroDivisionError",
                        evalue="division by zero",
                        traceback=["\x1b[31m/home/ann/x.py", "line 12"],
                    ),
                ],
            ),
        ]
    )
    made.metadata.update(
        kernelspec={"name": "venv", "display_name": "Ann's", "language": "python"},
        language_info={"name": "python", "version": "3.11.2"},
        widgets={"state": {}},
        jupytext={},
        myst={"html_meta": {"description": "Two buyers."}},
    )
    return made


def test_what_a_reader_sees_stays_and_the_rest_goes():
    tidy = refresh_notebooks.normalise(noisy())
    title, cell = tidy.cells
    stream, picture, error = cell.outputs

    assert title.metadata == {}
    assert cell.metadata == {"tags": ["raises-exception"]}
    assert cell.execution_count == 1
    assert stream.text == "a\nb\n"
    assert binascii.a2b_base64(picture.data["image/png"]) == (
        bytes_of(Image.new("P", (1, 1)))
    )
    assert error.traceback == ["ZeroDivisionError: division by zero"]
    assert set(tidy.metadata) == {"kernelspec", "language_info", "myst"}
    assert tidy.metadata.kernelspec.name == "python3"
    assert tidy.metadata.language_info == {"name": "python"}


def test_a_tidy_notebook_stays_as_it_is():
    once = refresh_notebooks.text_of(refresh_notebooks.normalise(noisy()))
    again = refresh_notebooks.normalise(nbformat.reads(once, as_version=4))

    assert refresh_notebooks.text_of(again) == once


@given(st.lists(st.sampled_from(["a", "b", "c"])))
def test_ids_are_unique_and_depend_on_the_text_alone(sources):
    def ids():
        made = new_notebook(cells=[new_code_cell(source) for source in sources])
        return [cell.id for cell in refresh_notebooks.normalise(made).cells]

    assert ids() == ids()
    assert len(set(ids())) == len(sources)


@pytest.fixture
def stored(tmp_path):
    """Write a notebook of some cells, run it once, and return its path."""

    def store(*sources):
        path = tmp_path / "some.ipynb"
        cells = [new_code_cell(source) for source in sources]
        nbformat.write(new_notebook(cells=cells), path)
        return path, refresh_notebooks.refresh(path)

    return store


def test_a_second_refresh_changes_nothing(stored):
    path, first = stored("x = 1", "print(x)")
    before = path.read_bytes()

    assert first == "refreshed"
    assert refresh_notebooks.check(path) == "unchanged"
    assert refresh_notebooks.refresh(path) == "unchanged"
    assert path.read_bytes() == before


def test_a_check_names_the_cell_whose_output_changed(stored):
    path, _ = stored("x = 1", "print(x)")
    path.write_text(path.read_text().replace('"1\\n"', '"2\\n"'))

    assert refresh_notebooks.check(path).startswith("cell 2: stored")


def test_an_output_that_hangs_on_the_hash_seed_is_caught(stored, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    path, _ = stored("print(hash('ann'))")
    monkeypatch.setenv("PYTHONHASHSEED", "2")

    assert refresh_notebooks.check(path).startswith("cell 1: stored")


def test_a_notebook_that_fails_is_left_as_it_was(stored):
    path, result = stored("raise ValueError('no')")

    assert result.startswith("failed, left as it was")
    assert nbformat.read(path, as_version=4).cells[0].outputs == []
    assert refresh_notebooks.check(path).startswith("not in normal form")


def test_a_cell_that_ends_the_kernel_is_named(stored):
    _, result = stored("x = 1", "import os; os._exit(3)")

    assert result == "failed, left as it was: cell 2 ended the kernel"


def test_a_cell_that_never_ends_is_named(stored, monkeypatch):
    monkeypatch.setattr(refresh_notebooks, "SECONDS", 1)
    path, result = stored("x = 1", "while True: pass")

    assert result == "failed, left as it was: cell 2 did not end within 1 seconds"
    refresh_notebooks.normalise(notebook := nbformat.read(path, as_version=4))
    path.write_text(refresh_notebooks.text_of(notebook))
    assert refresh_notebooks.check(path).startswith("failed: cell 2 did not end")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"<<<<<<< HEAD\n{}\n",
            "is not a notebook: Notebook does not appear to be JSON",
        ),
        (b"", "is not a notebook"),
        (b"[]", "is not a notebook"),
        (b'{"nbformat": 9}', "is not a notebook: Unsupported nbformat version 9"),
        (b'{"cells": "\xe4"}', "is not UTF-8 (byte 11)"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_notebook_is_told_in_a_line(tmp_path, content, words):
    path = tmp_path / "some.ipynb"
    if content is not None:
        path.write_bytes(content)

    for told in (refresh_notebooks.refresh(path), refresh_notebooks.check(path)):
        assert words in told
        assert "\n" not in told
    assert content is None or path.read_bytes() == content


def test_every_notebook_has_its_line_whatever_the_one_before_does(tmp_path, capsys):
    sources = {"dead": "import os; os._exit(3)", "well": "print(9)"}
    paths = [tmp_path / f"{name}.ipynb" for name in sources]
    for path, source in zip(paths, sources.values(), strict=True):
        nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
    status = refresh_notebooks.main([*map(str, paths), "--jobs", "1"])

    assert status == 1
    assert capsys.readouterr().out == (
        "dead.ipynb: failed, left as it was: cell 1 ended the kernel\n"
        "well.ipynb: refreshed\n"
    )


def test_a_chart_is_stored_in_few_colours_that_look_the_same():
    chart = Image.linear_gradient("L").convert("RGBA")
    stored = refresh_notebooks.with_palette(in_base64(chart))
    shown = picture_in(stored)

    assert shown.mode == "P"
    assert [round(dots) for dots in shown.info["dpi"]] == [100, 100]
    difference = ImageChops.difference(shown.convert("RGB"), chart.convert("RGB"))
    assert max(most for _, most in difference.getextrema()) <= 2
    assert refresh_notebooks.with_palette(stored) == stored


def test_a_picture_that_the_page_shines_through_stays():
    text = in_base64(Image.new("RGBA", (2, 2), (0, 0, 0, 100)))

    assert refresh_notebooks.with_palette(text) == text
