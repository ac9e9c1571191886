"""Sphinx: the style of tasks, only on the pages that have one."""

from pathlib import Path

STATIC = Path(__file__).with_name("static")
TASK = '<section class="ex-task" '
# On a page without a kernel: how the cell above is judged.
HOW = (
    '<p class="ex-how">Below is how the cell fares as it stands. To have your own '
    "judged, press Edit at the cell, write it, and press Run. Where there are no such "
    "buttons, the rocket at the top of the page opens it on Binder.</p>\n"
)


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""

    def add_folder(app, config):
        config.html_static_path.append(str(STATIC))

    def load(app, pagename, templatename, context, doctree):
        if TASK in context.get("body", ""):
            context["body"] = context["body"].replace(TASK, HOW + TASK)
            app.add_css_file("exercises.css")

    app.connect("config-inited", add_folder)
    app.connect("html-page-context", load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
