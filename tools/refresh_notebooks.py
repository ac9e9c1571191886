"""Run notebooks afresh and store their outputs in one normal form.

    make refresh                                       all notebooks of the book
    python tools/refresh_notebooks.py book/x.ipynb     some of them
    python tools/refresh_notebooks.py --check ...      change nothing, list differences

A notebook is written only when it changes, so a second run changes nothing. What
does not depend on the notebook's text is left out: widget views and their state,
time stamps, versions, tracebacks, random cell ids. A picture is stored again when
its pixels changed or another machine draws letters differently; `--check` compares
all outputs but the pictures, as nbval does.
"""

import argparse
import binascii
import hashlib
import re
import struct
import sys
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from subprocess import DEVNULL

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from PIL import Image

BOOK = Path(__file__).resolve().parent.parent / "book"
SECONDS = 120  # that a cell may take
KEPT_OF_CELL = ("tags", "mystnb")
KEPT_OF_NOTEBOOK = ("myst", "mystnb")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PNG_START = b"\x89PNG\r\n\x1a\n"
COLOURS = 256  # of a picture
PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")


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


def normalise(notebook):
    """Bring a notebook into its normal form, in place; return it."""
    kept = {
        key: notebook.metadata[key]
        for key in KEPT_OF_NOTEBOOK
        if key in notebook.metadata
    }
    notebook.metadata = nbformat.from_dict(
        kept
        | {
            "kernelspec": {
                "display_name": "Python 3",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        }
    )
    notebook.nbformat_minor = 5
    count = 0
    taken = set()
    for cell in notebook.cells:
        cell.id = cell_id(cell, taken)
        kept = {
            key: cell.metadata[key] for key in KEPT_OF_CELL if cell.metadata.get(key)
        }
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = normal_outputs(cell.outputs, count)
    return notebook


def cell_id(cell, taken):
    """Return an id that depends on the cell's text alone, unless that is `taken`."""
    number = 0
    while True:
        text = f"{cell.cell_type} {number} {cell.source}"
        id = hashlib.sha256(text.encode()).hexdigest()[:8]
        if id not in taken:
            taken.add(id)
            return id
        number += 1


def normal_outputs(outputs, count):
    """Return the outputs of a cell: streams joined, and only what a reader sees."""
    normal = []
    for output in outputs:
        if output.output_type == "stream":
            last = normal[-1] if normal else None
            if last and last.output_type == "stream" and last.name == output.name:
                last.text += output.text
                continue
        elif output.output_type == "error":
            # The message is what the text speaks of; line numbers move.
            output.traceback = [f"{output.ename}: {COLOUR.sub('', output.evalue)}"]
        else:
            output.data.pop(WIDGET_VIEW, None)
            if "image/png" in output.data:
                png = with_palette(output.data["image/png"])
                output.data["image/png"] = plain_png(png)
            if output.output_type == "execute_result":
                output.execution_count = count
            if not output.data:
                continue
        normal.append(output)
    return normal


def with_palette(text):
    """Return a base64 PNG with at most 256 colours: a chart shows no more.

    It has a third of the bytes. One that has a palette already, or that lets the page
    shine through, stays as it is.
    """
    raw = binascii.a2b_base64(text)
    picture = Image.open(BytesIO(raw))
    if picture.mode == "P" or picture.convert("RGBA").getextrema()[3] != (255, 255):
        return text
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    stream = BytesIO()
    small.save(stream, "png", optimize=True, dpi=picture.info.get("dpi"))
    return binascii.b2a_base64(stream.getvalue(), newline=False).decode()


def plain_png(text):
    r"""Return a base64 PNG without time stamps, software versions and comments.

    >>> from base64 import b64decode, b64encode
    >>> note = struct.pack(">I", 2) + b"tEXtHi" + b"\0\0\0\0"
    >>> end = struct.pack(">I", 0) + b"IEND" + b"\xaeB`\x82"
    >>> b64decode(plain_png(b64encode(PNG_START + note + end))) == PNG_START + end
    True
    """
    raw = binascii.a2b_base64(text)
    kept, place = [PNG_START], len(PNG_START)
    while place < len(raw):
        (length,) = struct.unpack_from(">I", raw, place)
        chunk = raw[place : place + length + 12]
        if chunk[4:8] in PIXELS:
            kept.append(chunk)
        place += len(chunk)
    return binascii.b2a_base64(b"".join(kept), newline=False).decode()


def text_of(notebook):
    """Return the file that stores a notebook."""
    return nbformat.writes(notebook) + "\n"


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
