"""Run and edit a chapter's cells in the page: Python in WebAssembly, at a press.

A Sphinx extension. A page that has a cell to run loads one small script, which puts
buttons at the cells; all else is loaded when one of them is pressed.

- `runnable`: which cells the page can run
- `marks`: those cells in the page, marked for the script
- `bundle`: the files that are loaded at a press
- `archive`: the whole site as one file, to be taken along
- `in_page`: Python that runs there, and in the tests
- `scripts`: `run.js` is the page's; `runner.js`, `worker.js` and `editor.js` come later
"""

from pathlib import Path

from sphinx.util import logging

from runpage import archive, bundle, marks

STATIC = Path(__file__).with_name("static")
MARK = " data-run>"
log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension's parts to Sphinx."""
    app.add_config_value("runpage_files", False, "html", bool)
    app.connect("config-inited", look_for_packages)
    app.connect("doctree-resolved", marks.mark_cells)
    app.connect("html-page-context", marks.name_marks)
    app.connect("html-page-context", load_script)
    app.connect("build-finished", write_files)
    app.connect("build-finished", archive.write_archive, priority=999)  # the last
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def look_for_packages(app, config):
    """Without the packages the book is built all the same, and has no Run buttons."""
    config.runpage_files = bundle.is_possible()
    config.html_static_path.append(str(STATIC))
    if not config.runpage_files:
        log.info(
            "No Run buttons: what runs Python in the page is not installed "
            "(make tools/runpage/node_modules)."
        )


def load_script(app, pagename, templatename, context, doctree):
    """Load the buttons on pages that have a cell to run."""
    if MARK in context.get("body", ""):
        app.add_css_file("run.css")
        app.add_js_file("run.js", loading_method="defer")


def write_files(app, exception):
    """Write what the buttons load."""
    if exception is None and app.builder.format == "html" and app.config.runpage_files:
        bundle.write(Path(app.outdir))
