"""The one normal form in which notebooks are stored.

What does not depend on the notebook's text is left out: widget views and their state,
time stamps, versions, tracebacks, random cell ids. A picture has few colours.
"""

import binascii
import hashlib
import re
import struct
from io import BytesIO

import nbformat
from PIL import Image

KEPT_OF_CELL = ("tags", "mystnb")
KEPT_OF_NOTEBOOK = ("course", "myst", "mystnb")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PNG_START = b"\x89PNG\r\n\x1a\n"
COLOURS = 256  # of a picture
PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")


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
