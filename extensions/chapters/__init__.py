"""What the pages of chapters and labs have beside questions, openers and pictures.

A Sphinx extension for notebooks in the second form.

- `minutes`: how long a page takes and what it answers, under its first paragraph
- `folds`: "Further" sections and hidden cells as folds
- `terms`: the first use of a term is a link that shows its sentence
- `actors`: names in the colours that the page's first opener gives them
- `tables`: one head row, numbers to the right, verdicts in colour
- `solutions`: those of tasks, in the colours of code
- `typography`: curly quotes in what is no prose, and short code in one piece

`parts`, `reading_time` and `glossary` read the sources; `tools/rules` use them too.
"""

from pathlib import Path

from myst_nb.sphinx_ import HideCodeCellNode

from chapters import actors, folds, minutes, solutions, tables, terms, typography

STATIC = Path(__file__).with_name("static")
SCRIPTS = {  # the marks in a page that call for each
    "terms.js": ('class="ch-term"',),
    "folds.js": ('class="ch-further"', '<details class="hide '),
}


def setup(app):
    """Connect the extension's parts to Sphinx."""
    app.connect("config-inited", add_folder)
    app.connect("doctree-read", minutes.say_minutes)
    app.connect("env-updated", terms.rewrite_pages)
    # In this order: what terms and actors mark is no running text for the next one.
    for change in (
        terms.link_terms,
        actors.mark_actors,
        tables.mend_tables,
        folds.fold_further,
    ):
        app.connect("doctree-resolved", change)
    # Before others look at the text, such as the search.
    app.connect("html-page-context", typography.set_page, priority=400)
    app.connect("html-page-context", solutions.colour_solutions)
    app.connect("html-page-context", tables.scope_heads)
    app.connect("html-page-context", load_scripts)
    app.add_node(
        folds.fold_title, html=(folds.visit_fold_title, folds.depart_fold_title)
    )
    app.add_node(
        HideCodeCellNode,
        override=True,
        html=(folds.visit_folded_cell, folds.depart_folded_cell),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_folder(app, config):
    """Let Sphinx copy the scripts."""
    config.html_static_path.append(str(STATIC))


def load_scripts(app, pagename, templatename, context, doctree):
    """Load each script on the pages that have something for it to do."""
    for script, marks in SCRIPTS.items():
        if any(mark in context.get("body", "") for mark in marks):
            app.add_js_file(script, loading_method="defer")
