"""Run notebooks afresh and store their outputs in one normal form.

    make refresh                                       all notebooks of the book
    python tools/refresh_notebooks.py book/x.ipynb     some of them
    python tools/refresh_notebooks.py --check ...      change nothing, list differences

A notebook is written only when it changes, so a second run changes nothing. A picture
is stored again when its pixels changed or another machine draws letters differently;
`--check` compares all outputs but the pictures, as nbval does.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from subprocess import DEVNULL

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from normal_form import normalise, text_of

BOOK = Path(__file__).resolve().parent.parent / "book"
SECONDS = 120  # that a cell may take


class NotebookError(Exception):
    """A notebook that cannot be read or run; the message says why, and where."""


def read(path):
    """Return the text of a notebook's file, and the notebook in it.

    Raises NotebookError when there is none.
    """
    try:
        text = path.read_text("utf-8")
        return text, nbformat.reads(text, as_version=4)
    except OSError as error:
        raise NotebookError(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotebookError(f"is not UTF-8 (byte {error.start})") from error
    except Exception as error:  # nbformat fails wherever the text makes it stumble
        reason = str(error).partition("\n")[0][:80] or type(error).__name__
        raise NotebookError(f"is not a notebook: {reason}") from error


def run(notebook, folder):
    """Execute a notebook in place, from top to bottom, with `folder` as its cwd.

    Raises NotebookError at the first error in a cell without the tag
    `raises-exception`, when a cell takes longer than `SECONDS`, and when the kernel
    dies.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    begun = [0]  # the numbers of the cells, of which the last one is at work

    def note(cell, cell_index):
        begun.append(cell_index + 1)

    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        kernel_name="python3",
        on_cell_start=note,
    )
    try:
        client.execute(stderr=DEVNULL)
    except CellExecutionError as error:
        raise NotebookError(f"cell {begun[-1]} fails:\n{error}") from error
    except CellTimeoutError as error:
        message = f"cell {begun[-1]} did not end within {SECONDS} seconds"
        raise NotebookError(message) from error
    except DeadKernelError as error:
        raise NotebookError(f"cell {begun[-1]} ended the kernel") from error
    return notebook


def refresh(path):
    """Run and store one notebook; return "unchanged", "refreshed" or the error."""
    try:
        before, notebook = read(path)
        run(notebook, path.parent)
    except NotebookError as error:
        return f"failed, left as it was: {error}"
    after = text_of(normalise(notebook))
    if after == before:
        return "unchanged"
    path.write_text(after, "utf-8")
    return "refreshed"


def check(path):
    """Run one notebook and change nothing; return what differs from the stored one."""
    try:
        text, stored = read(path)
        if text_of(normalise(nbformat.from_dict(stored))) != text:
            return "not in normal form: run `make refresh`"
        fresh = normalise(run(nbformat.from_dict(stored), path.parent))
    except NotebookError as error:
        return f"failed: {error}"
    problems = [
        f"cell {number}: stored {was!r}, now {now!r}"
        for number, (was, now) in enumerate(
            zip(
                map(comparable, stored.cells), map(comparable, fresh.cells), strict=True
            ),
            1,
        )
        if was != now
    ]
    return "\n".join(problems) or "unchanged"


def comparable(cell):
    """Return the outputs of a cell as plain data, without the bytes of pictures."""
    outputs = nbformat.from_dict(cell.get("outputs", []))
    for output in outputs:
        if "image/png" in output.get("data", {}):
            output.data["image/png"] = "a picture"
    return outputs


def main(arguments=None):
    """Refresh or check the notebooks named, or all; return 1 when one is not well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args(arguments)
    paths = [path.resolve() for path in wanted.notebooks] or sorted(
        BOOK.glob("*.ipynb")
    )
    healthy = True
    # A process each: a kernel's client wants the event loop for itself.
    with ProcessPoolExecutor(wanted.jobs, mp_context=get_context("spawn")) as pool:
        results = pool.map(check if wanted.check else refresh, paths)
        for path, result in zip(paths, results, strict=True):
            print(f"{path.name}: {result}", flush=True)
            healthy &= result in ("unchanged", "refreshed")
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
