"""Sphinx: the directive ``{opener}`` for prose pages; a notebook calls `opener()`."""

from importlib import import_module

from docutils import nodes
from docutils.parsers.rst import Directive


class OpenerDirective(Directive):
    """Draw the opener of a name: ```` ```{opener} two-buyers ````."""

    required_arguments = 1

    def run(self):
        """Return it as HTML, the same that a notebook stores."""
        name = self.arguments[0].replace("-", "_")
        try:
            module = import_module(f"openers.{name}")
        except ModuleNotFoundError as error:
            text = f"there is no opener {self.arguments[0]!r} in book/openers/"
            raise self.error(text) from error
        env = self.state.document.settings.env
        env.note_dependency(module.__file__)
        return [nodes.raw("", module.opener()._repr_html_(), format="html")]


def setup(app):
    """Loaded by `local_extensions` in ``_config.yml``."""
    app.add_directive("opener", OpenerDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
