"""Tables that can be read: one head row, numbers to the right, verdicts in colour.

A table of pandas comes with an empty corner, or with a second head row for the name of
its index, and with a style of its own. A Markdown table comes as a tree of nodes.
"""

import re

from bs4 import BeautifulSoup
from docutils import nodes

NUMBER = re.compile(r"[-\u2212+]?\d[\d,]*(\.\d+)?( ?(%|ms|s|µs))?")
# The first word of a cell that says how a statement, a run or an update ended.
VERDICTS = {"runs": "good", "waits": "wait", "lost": "bad"}
PANDAS = 'class="dataframe"'


def classes_for(text):
    """Return the classes of a cell with a text.

    >>> classes_for("2,496"), classes_for("waits for Ann"), classes_for("Ann")
    (['ch-number'], ['ch-wait'], [])
    """
    if NUMBER.fullmatch(text.strip()):
        return ["ch-number"]
    first = re.match(r"\w*", text.strip().lower())[0]
    return [f"ch-{VERDICTS[first]}"] if first in VERDICTS else []


def mend_tables(app, doctree, docname):
    """Mend every table of a page."""
    if app.builder.format != "html":
        return
    for raw in list(doctree.findall(nodes.raw)):
        if PANDAS in raw.astext():
            raw[:] = [nodes.Text(mended(raw.astext()))]
    for body in doctree.findall(nodes.tbody):
        for row in body.findall(nodes.row):
            for entry in row.findall(nodes.entry):
                entry["classes"] += classes_for(entry.astext())


def mended(html):
    """Return the HTML of a pandas table with one head row, and with scopes and classes.

    >>> head = '<tr><th></th><th>sold</th></tr><tr><th>order</th><th></th></tr>'
    >>> rows = '<tr><th>0011</th><td>1</td></tr>'
    >>> table = f'<thead>{head}</thead><tbody>{rows}</tbody>'
    >>> print(mended(f'<table class="dataframe" border="1">{table}</table>'))
    <table class="dataframe"><thead><tr>\
<th class="ch-number" scope="col">order</th>\
<th class="ch-number" scope="col">sold</th></tr></thead><tbody><tr>\
<th class="ch-number" scope="row">0011</th><td class="ch-number">1</td></tr></tbody>\
</table>
    """
    page = BeautifulSoup(html, "html.parser")
    for style in page("style"):
        style.decompose()
    for table in page("table", class_="dataframe"):
        del table["border"]
        with_one_head_row(table)
        for cell in table(["th", "td"]):
            describe(cell)
        align_heads(table)
    return str(page)


def with_one_head_row(table):
    """Put the name of the index, which has a row of its own, into the empty corner."""
    rows = table.thead("tr") if table.thead else []
    for row in rows:
        del row["style"]
    if len(rows) != 2:
        return
    corner, name = rows[0].find("th"), rows[1].find("th")
    others = [cell for cell in rows[1]("th")[1:] if cell.get_text(strip=True)]
    if not corner.get_text(strip=True) and not others:
        corner.replace_with(name.extract())
        rows[1].decompose()


def describe(cell):
    """Say of what a head is the head, and by a class what a cell holds."""
    text = cell.get_text()
    if cell.name == "th" and not text.strip():
        cell.name = "td"  # an empty corner is nobody's head
        return
    if cell.name == "th":
        cell["scope"] = "col" if cell.find_parent("thead") else "row"
    if cell.find_parent("tbody") and (classes := classes_for(text)):
        cell["class"] = classes


def align_heads(table):
    """Align the head of a column of numbers as the numbers are."""
    rows = [row(["th", "td"]) for row in table.tbody("tr")] if table.tbody else []
    heads = table.thead("tr")[-1](["th", "td"]) if table.thead else []
    for place, head in enumerate(heads):
        column = [row[place] for row in rows if place < len(row)]
        numbers = ["ch-number" in cell.get("class", []) for cell in column]
        if head.name == "th" and numbers and all(numbers):
            head["class"] = ["ch-number"]


def scope_heads(app, pagename, templatename, context, doctree):
    """Say of each head of a Markdown table that it is the head of a column or a row."""
    body = context.get("body", "")
    body = body.replace('<th class="head', '<th scope="col" class="head')
    context["body"] = body.replace('<th class="stub', '<th scope="row" class="stub')
