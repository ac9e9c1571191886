"""A chapter in the second form, small and whole, built by plain Sphinx in its theme."""

import json
from html import escape
from pathlib import Path

import nbformat
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).resolve().parents[1]
CONF = f"""
project = "Tea"
extensions = ["myst_nb", "chapters"]
root_doc = "index"
nb_execution_mode = "off"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_heading_anchors = 3
myst_enable_extensions = ["amsmath", "dollarmath"]
html_theme = "sphinx_book_theme"
html_theme_options = {{"navbar_persistent": []}}
html_favicon = "icon.svg"
html_static_path = ["{ROOT}/book/static"]
html_css_files = ["site.css"]
html_context = {{"default_mode": "auto"}}
"""
GLOSSARY = """# Glossary

```{glossary}
fencing token
  A number that rises with each {term}`lease`. The storage refuses a lower one.
  % also: fencing tokens

lease
  A lock that ends by itself at a `given` time. It needs no answer.
  % also: leases

race
  Steps whose order matters.
```
"""
GRAPH = escape(json.dumps({"actors": ["Ann", "Bob"]}))
OPENER = f'<figure data-play="two-buyers" data-graph="{GRAPH}">Ann</figure>'
PANDAS = """<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;"><th></th><th>lost</th><th>ends</th></tr>
    <tr><th>buyers</th><th></th><th></th></tr>
  </thead>
  <tbody>
    <tr><th>2</th><td>4</td><td>waits for Ann</td></tr>
    <tr><th>3</th><td>2,496</td><td>runs</td></tr>
  </tbody>
</table>
</div>"""
WIDE = 'print("' + "a long line goes on " * 8 + '")'
FIRST = "# Is it a race?\n\nAnn takes a lease and sleeps."
PROSE = """## Run

Ann's lease ends, and Ann and Bob hold *leases*. See [Bob](glossary.md) and `Bob`, not
Annie. A **fencing
token** helps; so do leases.

| who | ends |
|---|---|
| Ann | waits |
| 12 | lost |
"""
FURTHER = """## Further: with three buyers a race

(deep)=
### What Bob saw

Bob saw a race.
"""


def drawn(source, html=""):
    """Return a cell of which the page shows the output alone."""
    outputs = [new_output("display_data", {"text/html": html})] if html else []
    return new_code_cell(source, outputs=outputs, metadata={"tags": ["remove-input"]})


def chapter():
    """Return the notebook of the chapter."""
    table = new_output("display_data", {"text/html": PANDAS, "text/plain": "a table"})
    said = new_output("stream", text="4 of 6\n", name="stdout")
    hidden = new_code_cell("draw()", metadata={"tags": ["hide-input"]})
    return new_notebook(
        metadata={"language_info": {"name": "python", "pygments_lexer": "ipython3"}},
        cells=[
            new_markdown_cell(FIRST),
            drawn("from openers import two_buyers\ntwo_buyers.opener()", OPENER),
            drawn('show("A1a")'),
            new_markdown_cell(PROSE),
            new_code_cell(WIDE, outputs=[said]),
            hidden,
            drawn('reveal("A1a")'),
            new_code_cell("%%task empty-ward\npass"),
            new_code_cell("table", outputs=[table]),
            drawn('interview("A1")'),
            drawn('show("A1")\nshow("B2")'),
            new_markdown_cell(FURTHER),
            new_code_cell("1 + 1", outputs=[said]),
            new_markdown_cell("## Sources\n\n[Into the fold](deep)."),
        ],
    )


def write_chapter(source, notebook=None):
    """Write the sources of the small book into a folder."""
    source.mkdir()
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    index = "# Tea\n\nA lease and a race.\n\n```{toctree}\nchapter\nglossary\n```\n"
    (source / "index.md").write_text(index, "utf-8")
    (source / "glossary.md").write_text(GLOSSARY, "utf-8")
    nbformat.write(notebook or chapter(), source / "chapter.ipynb")


def build_chapter(source):
    """Build the small book; return the folder of the HTML."""
    out = source.with_name("html")
    doctrees = source.with_name("doctrees")
    with patch_docutils(source), docutils_namespace():
        Sphinx(
            source, source, out, doctrees, "html", status=None, warningiserror=True
        ).build()
    return out
