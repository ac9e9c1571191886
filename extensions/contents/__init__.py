"""A list of the course's chapters or labs, made from `_toc.yml` when a page is built.

    ```{course-list} chapters
    ```

The argument is `chapters` or `labs`. Each line links a page and says its teaser, which
stands in the notebook's metadata as `course.teaser`.
"""

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from contents.toc import notebooks, table

HEADS = {"chapters": ("chapter", "the bet"), "labs": ("lab", "what you do there")}


class CourseList(SphinxDirective):
    """Put a table of chapters or labs on a page."""

    required_arguments = 1

    def run(self):
        """Return the table; the page is built again when what it lists changes."""
        kind = self.arguments[0]
        if kind not in HEADS:
            raise self.error(f"course-list: write `chapters` or `labs`, not `{kind}`")
        root = Path(self.env.srcdir)
        try:
            pages = notebooks(root)
        except ValueError as error:
            raise self.error(str(error)) from error
        self.env.note_dependency(str(root / "_toc.yml"))
        for page in pages:
            self.env.note_dependency(str(root / f"{page.name}.ipynb"))
        listed = [page for page in pages if page.is_lab == (kind == "labs")]
        folder = self.env.docname.rpartition("/")[0]
        lines = table(listed, HEADS[kind], folder)
        holder = nodes.Element()
        self.state.nested_parse(
            StringList(lines, self.env.docname), self.content_offset, holder
        )
        return holder.children


def setup(app):
    """Register the directive."""
    app.add_directive("course-list", CourseList)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
