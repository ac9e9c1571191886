"""Sphinx: the style of tasks, only on the pages that have one."""

import re
from html import unescape
from pathlib import Path

from sphinx.highlighting import PygmentsBridge

STATIC = Path(__file__).with_name("static")
TASK = '<section class="ex-task" '
# On a page without a kernel: how the cell above is judged.
HOW = (
    '<p class="ex-how">Below is how the cell fares as it stands. To have your own '
    "judged, press Edit at the cell, write it, and press Run. Where your browser shows "
    "no such buttons, open the page on Binder with the rocket at its top.</p>\n"
)
# Shown as the code of cells is. What a reader runs in the page has no colours.
SOLUTION = re.compile(r"(?<=<summary>A solution</summary>\n)<pre>(.*?)</pre>", re.S)


def coloured(solution):
    r"""Return a solution as Sphinx would show it in a cell.

    >>> html = coloured(SOLUTION.search("<summary>A solution</summary>\n<pre>x</pre>"))
    >>> html.startswith('<div class="highlight-python notranslate">')
    True
    >>> '<span class="n">x</span>' in html
    True
    """
    code = PygmentsBridge("html").highlight_block(unescape(solution[1]), "python")
    return f'<div class="highlight-python notranslate">{code}</div>'


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""

    def add_folder(app, config):
        config.html_static_path.append(str(STATIC))

    def load(app, pagename, templatename, context, doctree):
        if TASK in context.get("body", ""):
            body = context["body"].replace(TASK, HOW + TASK)
            context["body"] = SOLUTION.sub(coloured, body)
            app.add_css_file("exercises.css")

    app.connect("config-inited", add_folder)
    app.connect("html-page-context", load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
