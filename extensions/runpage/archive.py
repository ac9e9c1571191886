"""The whole site as one archive, to be taken along and used without a network.

Unpacked, it runs with ``python -m http.server`` in its folder: Python in the page needs
a server, though none that can do more than hand out files.
"""

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "locks-and-quorums"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file can hold
WITHOUT = "COURSE_WITHOUT_ARCHIVE"  # set where every save is built anew


def write_archive(app, exception):
    """Write the archive beside the pages, when all of them are finished."""
    if exception is None and app.builder.format == "html" and WITHOUT not in os.environ:
        pack(Path(app.outdir))


def pack(site):
    """Pack a site into an archive in its own folder; the same site, the same bytes."""
    target = site / f"{NAME}.zip"
    target.unlink(missing_ok=True)
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in paths:
            inside = ZipInfo(f"{NAME}/{path.relative_to(site).as_posix()}", LONG_AGO)
            inside.compress_type = ZIP_DEFLATED
            inside.external_attr = 0o644 << 16
            archive.writestr(inside, path.read_bytes())
