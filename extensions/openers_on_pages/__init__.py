"""Sphinx: the directive ``{opener}`` for prose pages; a notebook calls `opener()`."""

from docutils import nodes
from docutils.parsers.rst import Directive
from openers import FOLDER, OpenerError, draw, opener_names


class OpenerDirective(Directive):
    """Draw the opener of a name: ```` ```{opener} two-buyers ````."""

    required_arguments = 1

    def run(self):
        """Return it as HTML, the same that a notebook stores."""
        name = self.arguments[0]
        try:
            drawn = draw(name)
        except OpenerError as error:
            raise self.error(str(error)) from error
        env = self.state.document.settings.env
        env.note_dependency(str(FOLDER / f"{opener_names()[name]}.py"))
        return [nodes.raw("", drawn._repr_html_(), format="html")]


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""
    app.add_directive("opener", OpenerDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
