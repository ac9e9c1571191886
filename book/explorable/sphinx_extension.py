"""Sphinx: load script and style only on pages with a figure to play with."""

from pathlib import Path

STATIC = Path(__file__).with_name("static")


def add_assets(app, pagename, templatename, context, doctree):
    """Add the two files to a page that holds such a figure."""
    if '<figure class="xp-figure"' in context.get("body", ""):
        app.add_css_file("explorable.css")
        app.add_js_file("explorable.js", loading_method="defer")


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""
    app.connect(
        "config-inited",
        lambda app, config: config.html_static_path.append(str(STATIC)),
    )
    app.connect("html-page-context", add_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
