"""An editor thinks between reading and writing: no step may do both."""

import pytest
from exercises import judge, open_task

TASK = open_task("retry-without-loss")
HASTY = [
    "let the database append",
    "append, and no version",
    "the right loop, and the text is read in its UPDATE",
    "the whole loop, and the text is read again in its UPDATE",
    "read through a copy",
    "read through vars",
    "a list beside the text",
    "a function that does it all",
    "a lock for one step",
]


@pytest.mark.parametrize("trick", HASTY)
def test_a_step_that_reads_and_writes_is_named_by_its_line(trick):
    source = TASK.tricks[trick].lstrip("\n")

    said = judge("retry-without-loss", source).text

    writes = [
        number
        for number, line in enumerate(["%%task", *source.splitlines()], 1)
        if "yield " in line and "yield from" not in line
    ]
    assert said == (
        f"The step of line {writes[-1]} reads and writes the text at once; an editor "
        "needs time to think in between. Read in one step, keep what you need in a "
        "variable, and write in a later step."
    )


@pytest.mark.parametrize(
    "repair", ["compare the text itself", "read again where the write was refused"]
)
def test_a_step_may_read_the_text_to_compare_it_or_to_begin_again(repair):
    assert judge("retry-without-loss", TASK.repairs[repair]).ok


def test_what_breaks_a_reader_who_finds_another_text_is_no_error():
    source = """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        seen, version = page.text, page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            assert page.text == seen
            page.text, page.version = seen + letter, version + 1
            return
"""
    assert judge("retry-without-loss", source).ok
