"""Sphinx: load script and style only on pages with a figure to play with."""

from pathlib import Path

from live.page import add_assets

STATIC = Path(__file__).with_name("static")


FIGURE = '<figure class="xp-figure" data-'


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""
    for kind, script, priority in (
        ("knobs", "explorable.js", 500),
        ("steps", "explorable.js", 500),
        ("play", "play.js", 400),  # an opener is on the first screen
    ):
        add_assets(
            app,
            static=STATIC,
            mark=f"{FIGURE}{kind}=",
            style="explorable.css",
            script=script,
            priority=priority,
        )
    add_assets(app, static=STATIC, mark=f"{FIGURE}play=", style="play.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
