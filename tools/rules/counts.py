"""The rules that what is counted is worked out: in the prose, and in the cells."""

import ast
import re

from chapters.words import FENCED

from rules.reading import code_cells, is_drawn, texts_of

# "4 of 6", "2,496 of 2,520", "36 of the 90"; not "2 of 3.5", and no "v1.4 of 6".
COUNT = re.compile(r"(?<![\w.,-])(\d[\d,]*) of (?:the )?(\d[\d,]*)(?![\w%]|[.,-]\d)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def counts_are_printed(notebook):
    """What the prose says as "4 of 6" is in an output: both numbers side by side."""
    printed = [
        numbers
        for number, cell in code_cells(notebook)
        if not is_drawn(cell)
        for output in cell.outputs
        for numbers in numbers_side_by_side(output)
    ]
    return [
        f"cell {number}: `{count[0]}` is in no output; let a cell print it"
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "markdown"
        for count in COUNT.finditer(FENCED.sub("", cell.source))
        if not any(numbers_in(count[0]) <= numbers for numbers in printed)
    ]


def counts_are_worked_out(notebook):
    """No cell has a count such as "4 of 6" typed as text; a cell works it out."""
    return [
        f"cell {number}: `{count[0]}` is typed; let the cell work it out"
        for number, cell in code_cells(notebook)
        for text in texts_in_code(cell.source)
        for count in COUNT.finditer(text)
    ]


def texts_in_code(source):
    """Return the strings that a cell's code holds, parts of f-strings among them.

    >>> sorted(texts_in_code('print(f"{found} of 6", "bad")'))
    [' of 6', 'bad']
    >>> texts_in_code("print(")  # what does not parse, ruff names
    []
    """
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return []
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, str)]


def numbers_side_by_side(output):
    """Return sets of the numbers of an output that belong together.

    These are the numbers of a printed text, and those of each row of a table with those
    of its head.
    """
    found = [numbers_in(text) for text in texts_of(output)]
    html = output.get("data", {}).get("text/html", "")
    for table in re.findall(r"<table.*?</table>", html, re.S):
        head, _, body = table.partition("</thead>")
        found += [
            numbers_in(tags_off(head + row))
            for row in re.findall(r"<tr.*?</tr>", body, re.S)
        ]
    return found


def numbers_in(text):
    """Return the numbers in a text, without the commas of thousands.

    >>> sorted(numbers_in("2,496 of 2,520 schedules, 0.5 s"))
    ['0.5', '2496', '2520']
    """
    return {number.replace(",", "") for number in NUMBER.findall(text)}


def tags_off(html):
    """Return what an HTML text says, its parts apart."""
    return re.sub(r"<[^>]*>", " ", html)
