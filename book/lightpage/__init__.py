"""Make the pages of the book light, and give each one a description.

A Sphinx extension. See `setup` for what is connected where.
"""

from lightpage import mathematics


def setup(app):
    """Connect the extension's parts to Sphinx."""
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(mathematics.visit_inline, None),
        block_renderers=(mathematics.visit_block, None),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
