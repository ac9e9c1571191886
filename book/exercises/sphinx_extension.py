"""Sphinx: the style of tasks, only on the pages that have one."""

from pathlib import Path

STATIC = Path(__file__).with_name("static")


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""

    def add_folder(app, config):
        config.html_static_path.append(str(STATIC))

    def load(app, pagename, templatename, context, doctree):
        if 'class="ex-task"' in context.get("body", ""):
            app.add_css_file("exercises.css")

    app.connect("config-inited", add_folder)
    app.connect("html-page-context", load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
