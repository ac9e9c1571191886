"""Sphinx: a room's script and style, only on the pages that need them, and small."""

from pathlib import Path

KINDS = {".css": "text/css", ".js": "text/javascript"}


def add_assets(app, *, static, mark, style, script=None, priority=500):
    """Load files of the folder ``static`` on each page whose HTML holds ``mark``.

    Other pages load nothing of the room. Scripts of a lower ``priority`` run first.
    """

    def add_folder(app, config):
        config.html_static_path.append(str(static))

    def load(app, pagename, templatename, context, doctree):
        if mark in context.get("body", ""):
            app.add_css_file(style)
            if script:
                app.add_js_file(script, priority, loading_method="defer")

    def shrink(app, exception):
        if exception is None and app.builder.format == "html":
            for name in filter(None, (style, script)):
                make_small(Path(app.outdir) / "_static" / name)

    app.connect("config-inited", add_folder)
    app.connect("html-page-context", load)
    app.connect("build-finished", shrink)


def make_small(file):
    """Take from a script or a style sheet what only its writers need.

    Where the library is not to be had the file stays as it is: larger, and as good.
    """
    try:
        import minify
    except ModuleNotFoundError:
        return
    text = minify.string(KINDS[file.suffix], file.read_text("utf-8"))
    file.write_text(text, "utf-8")
