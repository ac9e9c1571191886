"""Sphinx: load script and style only on pages with a figure to play with."""

from pathlib import Path

from live.page import add_assets

STATIC = Path(__file__).with_name("static")


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""
    add_assets(
        app,
        static=STATIC,
        mark='<figure class="xp-figure"',
        style="explorable.css",
        script="explorable.js",
    )
    add_assets(
        app,
        static=STATIC,
        mark='<figure class="xp-figure" data-play=',
        style="play.css",
        script="play.js",
    )
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
