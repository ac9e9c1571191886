"""What the course asks of a notebook: each rule is a function that lists problems.

    python tools/notebook_rules.py book/when-is-it-a-race.ipynb

A rule takes a notebook (as nbformat reads it) and returns a list of sentences,
empty when all is well. `problems_of` applies the rules that hold for a file.
"""

import re
import sys
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import nbformat

BOOK = Path(__file__).resolve().parent.parent / "book"
TAGS = {"hide-input", "remove-input", "raises-exception"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
FENCED = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.M | re.S)
LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)")
OF_ONE_MACHINE = re.compile(r"/(?:home|root|work|tmp|Users)/\w|\b[A-Z]:\\\w|file://")
WORDS = (1500, 2300)
CELLS = (15, 30)
LONGEST_CELL, USUAL_CELL, NINE_IN_TEN = 30, 5, 20
LINE = 72  # characters that a phone shows without scrolling far
COLUMNS = 5


def code_cells(notebook):
    """Return (number, cell) for each code cell; numbers count all cells from 1."""
    return [
        (number, cell)
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
    ]


def prose(notebook):
    """Return the text of the Markdown cells, without code and directives' options."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return "\n\n".join(cells)


def lines_of(cell):
    """Return the lines of a cell that are not blank."""
    return [line for line in cell.source.splitlines() if line.strip()]


def is_question(cell):
    """Say whether a code cell does nothing but `show("...")`, once or more."""
    return cell.cell_type == "code" and all(
        re.fullmatch(r"show\(.*\)", line.strip()) for line in lines_of(cell) or [""]
    )


def tags_of(cell):
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def texts_of(output):
    """Return the plain texts that a page shows of an output."""
    if output.output_type == "stream":
        return [output.text]
    data = output.get("data", {})
    if "text/plain" in data and set(data) == {"text/plain"}:
        return [data["text/plain"]]
    return []


def counts_run_from_one(notebook):
    """Outputs come from one run from top to bottom, or nbval would skip cells."""
    counts = [cell.execution_count for _, cell in code_cells(notebook)]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"the counts are {counts}, not 1 to {len(counts)}: run `make refresh`"]


def nothing_on_stderr(notebook):
    """A warning on a page is a riddle to its reader."""
    return [
        f"cell {number}: writes to stderr: {output.text.strip()[:60]!r}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]


def pictures_have_words(notebook):
    """A picture says in `mystnb.image.alt`, or an SVG in its <title>, what it shows."""
    problems = []
    for number, cell in code_cells(notebook):
        alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
        for output in cell.outputs:
            data = output.get("data", {})
            if any(kind in data for kind in PICTURES) and len(alt.split()) < 4:
                problems.append(
                    f"cell {number}: say in the metadata mystnb.image.alt what it shows"
                )
            drawings = re.findall(r"<svg.*?</svg>", data.get("text/html", ""), re.S)
            if any("<title>" not in drawing for drawing in drawings):
                problems.append(f"cell {number}: a drawing without a <title>")
    return problems


def cells_are_short(notebook):
    """Most cells are a few lines, one in ten is longer, none is a page."""
    lengths = [len(lines_of(cell)) for _, cell in code_cells(notebook)]
    problems = [
        f"cell {number}: {len(lines_of(cell))} lines, at most {LONGEST_CELL}"
        for number, cell in code_cells(notebook)
        if len(lines_of(cell)) > LONGEST_CELL
    ]
    if lengths and median(lengths) > USUAL_CELL:
        problems.append(f"the median cell has {median(lengths)} lines, at most 5")
    if len(lengths) > 1:
        ninth = quantiles(lengths, n=10, method="inclusive")[-1]
        if ninth > NINE_IN_TEN:
            problems.append(f"one cell in ten is longer than {ninth:.0f} lines, not 20")
    return problems


def tags_are_known(notebook):
    """Few tags, each for one purpose: a page must equal its notebook."""
    problems = []
    for number, cell in enumerate(notebook.cells, 1):
        for tag in tags_of(cell):
            if tag not in TAGS:
                problems.append(f"cell {number}: tag {tag!r}; known are {sorted(TAGS)}")
            elif tag == "remove-input" and not is_question(cell):
                problems.append(f"cell {number}: remove-input is for show(...) alone")
            elif tag == "hide-input" and not draws(cell):
                problems.append(f"cell {number}: hide-input is for drawing alone")
    return problems


def draws(cell):
    """Say whether a code cell puts a picture or a drawing on the page."""
    return any(
        any(kind in output.get("data", {}) for kind in (*PICTURES, "text/html"))
        for output in cell.get("outputs", [])
    )


def no_semicolon_hides_a_result(notebook):
    """`;` at the end silences a notebook, but not nbval: use plt.show() or a name."""
    return [
        f"cell {number}: ends in a semicolon"
        for number, cell in code_cells(notebook)
        if cell.source.rstrip().endswith(";")
    ]


def printed_lines_are_narrow(notebook):
    """What is printed fits a page that is read on a phone."""
    return [
        f"cell {number}: prints a line of {len(line)} characters, at most {LINE}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        for text in texts_of(output)
        for line in text.splitlines()
        if len(line) > LINE
    ]


def tables_are_narrow(notebook):
    """A table has few columns, in Markdown and from pandas alike."""
    problems = []
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            for rule in re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", cell.source, re.M):
                if rule.count("|") - 1 > COLUMNS:
                    problems.append(f"cell {number}: {rule.count('|') - 1} columns")
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            for head in re.findall(r"<tr.*?</tr>", html, re.S):
                columns = len(re.findall(r"<t[hd]\b[^>]*>(?!\s*</t)", head))
                if columns > COLUMNS + 1:  # one more for the index of a pandas table
                    problems.append(f"cell {number}: {columns} columns, at most 5")
                    break
    return problems


def one_title_in_the_first_cell(notebook):
    """A page has one h1, and it stands first."""
    first, *others = [FENCED.sub("", cell.source) for cell in notebook.cells] or [""]
    titles = re.findall(r"^# .+", first, re.M)
    if notebook.cells[0].cell_type != "markdown" or len(titles) != 1:
        return ["the first cell must hold the title, `# ...`, once"]
    return [
        f"cell {number}: a second title; use `## ...`"
        for number, (cell, text) in enumerate(
            zip(notebook.cells[1:], others, strict=True), 2
        )
        if cell.cell_type == "markdown" and re.search(r"^# .+", text, re.M)
    ]


def prose_stands_between_code(notebook):
    """No run without a sentence that says what to look for."""
    return [
        f"cell {number}: code after code; say between them what to look for"
        for number, (one, two) in enumerate(pairwise(notebook.cells), 2)
        if one.cell_type == two.cell_type == "code"
        and not (is_question(one) or is_question(two))
    ]


def length_suits_a_chapter(notebook):
    """A chapter can be read in one sitting, and has enough to run."""
    words = len(re.findall(r"[^\W_][\w'\u2019-]*", FENCED.sub("", prose(notebook))))
    cells = sum(not is_question(cell) for _, cell in code_cells(notebook))
    problems = []
    if not WORDS[0] <= words <= WORDS[1]:
        problems.append(f"{words} words of prose, not {WORDS[0]} to {WORDS[1]}")
    if not CELLS[0] <= cells <= CELLS[1]:
        problems.append(f"{cells} code cells, not {CELLS[0]} to {CELLS[1]}")
    return problems


def no_widget_is_stored(notebook):
    """A stored widget looks alive and is dead."""
    problems = (
        ["widget state in the metadata"] if "widgets" in notebook.metadata else []
    )
    return problems + [
        f"cell {number}: a stored widget view"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if WIDGET_VIEW in output.get("data", {})
    ]


def errors_are_announced(notebook):
    """An error is on the page on purpose, or not at all."""
    problems = []
    for number, cell in code_cells(notebook):
        fails = any(output.output_type == "error" for output in cell.outputs)
        announced = "raises-exception" in tags_of(cell)
        if fails and not announced:
            problems.append(f"cell {number}: fails without the tag raises-exception")
        if announced and not fails:
            problems.append(f"cell {number}: is tagged raises-exception and does not")
    return problems


def nothing_is_of_one_machine(notebook):
    """No path of the writer's machine, neither in the text nor in an output."""
    return [
        f"cell {number}: {found[0]!r} is a path of one machine"
        for number, cell in enumerate(notebook.cells, 1)
        if (found := OF_ONE_MACHINE.search(nbformat.writes(_with(notebook, cell))))
    ]


def _with(notebook, cell):
    """Return a notebook that holds one cell, and no pictures' bytes."""
    copy = nbformat.from_dict(cell)
    for output in copy.get("outputs", []):
        output.get("data", {}).pop("image/png", None)
    return nbformat.v4.new_notebook(cells=[copy])


def links_lead_to_pages(notebook):
    """Every relative link names a file beside the notebook.

    A target without a dot is a label, which the build of the site looks up.
    """
    return [
        f"cell {number}: no file {target!r} beside the notebook"
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "markdown"
        for target in LINK.findall(FENCED.sub("", cell.source))
        if "." in target
        and not re.match(r"[a-z]+:|#", target)
        and not (BOOK / target.partition("#")[0]).is_file()
    ]


def imports_are_plain(notebook):
    """No star, no path hack: a reader sees where each name comes from."""
    return [
        f"cell {number}: {found[0]!r}"
        for number, cell in code_cells(notebook)
        if (found := re.search(r"import \*|sys\.path", cell.source))
    ]


def describes_itself(notebook):
    """The metadata say in a sentence what the page is about, for search engines."""
    meta = notebook.metadata.get("myst", {}).get("html_meta", {})
    length = len(meta.get("description", ""))
    if 50 <= length <= 160:
        return []
    return [f"metadata myst.html_meta.description: {length} characters, not 50 to 160"]


EVERYWHERE = (
    counts_run_from_one,
    nothing_on_stderr,
    pictures_have_words,
    cells_are_short,
    tags_are_known,
    no_semicolon_hides_a_result,
    printed_lines_are_narrow,
    tables_are_narrow,
    one_title_in_the_first_cell,
    prose_stands_between_code,
    no_widget_is_stored,
    errors_are_announced,
    nothing_is_of_one_machine,
    links_lead_to_pages,
    imports_are_plain,
    describes_itself,
)


def rules_for(path):
    """Return the rules that hold for a notebook; labs and the template may be short."""
    if path.name.startswith(("lab-", "template-")):
        return EVERYWHERE
    return (*EVERYWHERE, length_suits_a_chapter)


def problems_of(path):
    """Return all problems of the notebook at `path`."""
    notebook = nbformat.read(path, as_version=4)
    return [problem for rule in rules_for(path) for problem in rule(notebook)]


if __name__ == "__main__":
    found = [
        f"{name}: {line}" for name in sys.argv[1:] for line in problems_of(Path(name))
    ]
    print("\n".join(found))
    sys.exit(bool(found))
