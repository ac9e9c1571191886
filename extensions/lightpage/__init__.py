"""Make the pages of the book light, and say in each head what the page is about.

A Sphinx extension for Jupyter Book 1. The default page costs 926 KB of its own
and 283 KB from a content delivery network; with this extension it costs a tenth,
asks no other host for anything, and loses nothing that a reader can see or do.

- `addresses`: where the book and its repository live, from one place
- `heads`: title, description, social card and canonical address of each page
- `mathematics`: formulas as MathML, made at build time
- `bundles`: one style sheet, one script and one icon font instead of twenty files
- `sections`, `searching`: what the search knows of each page, and the search itself
- `purge`: the part of a style sheet that a set of pages can use
- `icons`: the part of an icon font that a style sheet can show
- `slim`: Python in few colours
- `sidebars`: every page written again when the course's table of contents changed
- `accessible`: mends of markup that screen readers stumble over

See `setup` for what is connected where.
"""

from pathlib import Path

from docutils import nodes

from lightpage import (
    accessible,
    addresses,
    bundles,
    heads,
    mathematics,
    searching,
    sidebars,
)


def setup(app):
    """Connect the extension's parts to Sphinx."""
    app.connect("config-inited", bundles.add_styles)
    app.connect("config-inited", name_folders_from_the_book, priority=900)
    app.connect("env-updated", sidebars.rewrite_pages)
    app.connect("config-inited", addresses.fill_in)
    # After the theme (priorities up to 501) and after other extensions have
    # said which scripts a page needs, because this takes most of them away.
    app.connect("html-page-context", accessible.mend_tables)
    app.connect("html-page-context", heads.describe, priority=900)
    app.connect("html-page-context", bundles.slim_body, priority=901)
    app.connect("html-page-context", bundles.link_bundles, priority=901)
    app.add_config_value("lightpage_search_weights", {}, "html")
    # Last, when highlighted code has few elements left to go through.
    app.connect("html-page-context", searching.note_sections, priority=902)
    app.connect("build-finished", searching.write_search, priority=890)
    app.connect("build-finished", bundles.write_bundles, priority=900)
    app.connect("build-finished", heads.write_front_door, priority=901)
    app.add_node(
        nodes.citation,
        override=True,
        html=(accessible.visit_citation, accessible.depart_citation),
    )
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(mathematics.visit_inline, None),
        block_renderers=(mathematics.visit_block, None),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def name_folders_from_the_book(app, config):
    """Name the folders of the book's static files as they are seen from the book.

    Sphinx keeps a fingerprint of its settings beside the pages; without a path of one
    machine in it, it is the same wherever the book is built.
    """
    config.html_static_path = [
        seen_from(app.confdir, path) for path in config.html_static_path
    ]


def seen_from(folder, path):
    """Return a path as it is seen from a folder, if it lies in it.

    >>> seen_from("/book", "/book/static"), seen_from("/book", "/theme/static")
    ('static', '/theme/static')
    """
    if Path(path).is_relative_to(folder):
        return str(Path(path).relative_to(folder))
    return path
