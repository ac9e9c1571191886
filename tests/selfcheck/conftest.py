"""The small site that several tests build."""

import shutil

import nbformat
import pytest
from selfcheck import show
from small_site import DATA, SOUND


@pytest.fixture
def book(tmp_path):
    """A small book: a page of prose, a notebook, a page without questions, progress."""
    folder = tmp_path / "source"
    shutil.copytree(DATA, folder)
    extensions = ["myst_nb", "selfcheck.sphinx_extension"]
    (folder / "conf.py").write_text(
        f"project = 'Tea'\nextensions = {extensions}\nroot_doc = 'index'\n"
        "nb_execution_mode = 'off'\nhtml_theme = 'basic'\n"
        "myst_heading_anchors = 3\nselfcheck_folder = 'quizzes'\n",
        "utf-8",
    )
    (folder / "index.md").write_text(
        "# Plain\n\n```{toctree}\ntea\nlive\nprogress\n```\n", "utf-8"
    )
    (folder / "progress.md").write_text(
        "# Progress\n\n```{quiz-progress}\n```\n", "utf-8"
    )
    language = {"name": "python", "pygments_lexer": "ipython3"}
    notebook = nbformat.v4.new_notebook(metadata={"language_info": language})
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Live"))
    cell = nbformat.v4.new_code_cell('show("A2")', execution_count=1)
    bundle = show("A2", SOUND)._repr_mimebundle_()
    cell.outputs = [nbformat.v4.new_output("execute_result", bundle, execution_count=1)]
    notebook.cells.append(cell)
    nbformat.write(notebook, folder / "live.ipynb")
    return folder
