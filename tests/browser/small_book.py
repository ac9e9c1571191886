"""A small book of questions and figures, built by plain Sphinx in the book's theme."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import nbformat
from explorable import knobs, play, step_through
from minicluster import explore
from selfcheck import show
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "selfcheck" / "data"
CONF = f"""
project = "Tea"
extensions = [
    "myst_nb", "sphinx_copybutton", "selfcheck.sphinx_extension",
    "explorable.sphinx_extension",
]
root_doc = "index"
nb_execution_mode = "off"
html_theme = "sphinx_book_theme"
html_theme_options = {{"navbar_persistent": []}}
html_favicon = "icon.svg"
html_static_path = ["{ROOT}/book/static"]
html_css_files = ["site.css"]
html_context = {{"default_mode": "auto"}}
selfcheck_folder = "quizzes"
"""
MARKS = [
    '<g data-step="1"><text x="10" y="20">Ann reads</text></g>',
    '<g data-step="2"><text x="10" y="40">Bob reads</text></g>',
    '<g data-step="3"><text x="10" y="60">Ann writes</text></g>',
]
DRAWING = SimpleNamespace(
    svg='<svg viewBox="0 0 300 80" role="img" fill="currentColor">'
    f"<title>Two cooks</title>{''.join(MARKS)}</svg>",
    log=["Ann reads 5", "Bob reads 5", "Ann writes 4"],
    caption="Bob does not know.",
)


def buyer(shop, name):
    yield "check"
    stock = shop["stock"]
    yield "take"
    if stock > 0:
        shop["stock"] -= 1
        shop["sold to"].append(name)


def sale():
    shop = {"stock": 1, "sold to": []}
    return shop, {name: buyer(shop, name) for name in ("Ann", "Bob")}


def sold_twice(shop):
    return len(shop["sold to"]) > 1


def sees(name, state):
    holds = state["actors"][name]["holds"]
    return f"sees {holds['stock']}" if "stock" in holds else ""


def opener():
    return play(
        explore(sale, bad=sold_twice).graph(),
        name="two-buyers",
        goal="Sell the one item twice.",
        believes=sees,
        harm={"stock": "below zero"},
        ends=("right", "twice"),
        caption="You are the scheduler.",
    )


def notebook_of(*shown):
    """Make a notebook whose cells hold the stored outputs of what was shown."""
    language = {"name": "python", "pygments_lexer": "ipython3"}
    notebook = nbformat.v4.new_notebook(metadata={"language_info": language})
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Stored"))
    for count, each in enumerate(shown, start=1):
        cell = nbformat.v4.new_code_cell("shown", execution_count=count)
        output = nbformat.v4.new_output(
            "execute_result", each._repr_mimebundle_(), execution_count=count
        )
        cell.outputs = [output]
        notebook.cells.append(cell)
    return notebook


def build_small_book(folder, sections=(), more=(), notebooks=()):
    """Build the pages into a folder; return the folder of the HTML.

    `sections` are files of questions beside those of the small book, `more` pages:
    (name, Markdown), and `notebooks` pages: (name, notebook).
    """
    source, out = folder / "source", folder / "html"
    shutil.copytree(DATA, source)
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    pages = {
        "index": "# Plain\n\n```{toctree}\n:glob:\n\n*\n```\n",
        "twice": "# Twice\n\n```{quiz} A1\n```\n\n```{quiz} A1\n```\n",
        "alone": "# Alone\n\n```{quiz} A1a\n```\n",
        "progress": "# Your progress\n\n```{quiz-progress}\n```\n",
    }
    for name, text in [*pages.items(), *more]:
        (source / f"{name}.md").write_text(text, "utf-8")
    quizzes = source / "quizzes"
    for file in sections:
        shutil.copy(file, quizzes)
    stored = notebook_of(show("A2", quizzes), show("A4", quizzes))
    figures = notebook_of(
        knobs(lambda n: f"{n // 2 + 1} of {n}", n=range(3, 8), caption="A majority."),
        knobs(
            lambda n, lost: f"{n} sent, {lost} lost",
            n=range(1, 4),
            lost=["none", "all"],
        ),
        step_through(DRAWING, name="two-cooks"),
    )
    nbformat.write(stored, source / "stored.ipynb")
    nbformat.write(figures, source / "figures.ipynb")
    nbformat.write(notebook_of(opener()), source / "openers.ipynb")
    for name, notebook in notebooks:
        nbformat.write(notebook, source / f"{name}.ipynb")
    with patch_docutils(source), docutils_namespace():
        Sphinx(
            source, source, out, folder / "doctrees", "html",
            status=None, warningiserror=True,
        ).build()  # fmt: skip
    return out
