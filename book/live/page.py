"""Sphinx: a room's script and style, only on the pages that need them."""


def add_assets(app, *, static, mark, style, script=None):
    """Load files of the folder ``static`` on each page whose HTML holds ``mark``.

    Other pages load nothing of the room.
    """

    def add_folder(app, config):
        config.html_static_path.append(str(static))

    def load(app, pagename, templatename, context, doctree):
        if mark in context.get("body", ""):
            app.add_css_file(style)
            if script:
                app.add_js_file(script, loading_method="defer")

    app.connect("config-inited", add_folder)
    app.connect("html-page-context", load)
