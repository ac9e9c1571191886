"""What a chapter quotes of a lab is what one cell of it printed."""

import json

import pytest
from recorded.lab_output import printed


@pytest.fixture
def book(tmp_path):
    """Write a folder with one lab of three cells."""

    def cell(source, *texts):
        outputs = [{"output_type": "stream", "text": [text]} for text in texts]
        return {"cell_type": "code", "source": [source], "outputs": outputs}

    cells = [cell("print(1)", "1\n"), cell("a = 2"), cell("print(2, 3)", "2 3\n")]
    text = {"cell_type": "markdown", "source": ["print(1) prints 1"]}
    lab = tmp_path / "lab-small.ipynb"
    lab.write_text(json.dumps({"cells": [*cells, text]}), "utf-8")
    return tmp_path


def test_the_cell_that_holds_the_code_is_quoted(book):
    assert printed("lab-small", "print(1", book) == "1"
    assert printed("lab-small", "2, 3", book) == "2 3"


@pytest.mark.parametrize(("code", "count"), [("print", 2), ("nothing", 0)])
def test_code_of_several_cells_or_none_is_refused(book, code, count):
    with pytest.raises(ValueError, match=f"{count} cells of lab-small hold"):
        printed("lab-small", code, book)


def test_a_cell_that_printed_nothing_is_refused(book):
    with pytest.raises(ValueError, match="printed nothing"):
        printed("lab-small", "a = 2", book)
