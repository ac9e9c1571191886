"""Each rule for a chapter in the second form can tell a broken one."""

import nbformat
import notebook_rules
import pytest
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from rules import cells, form, measures, outputs
from rules.terms import problems_of_the_glossary

TITLE = "# Is it a race?\n\nTwo people press Buy. You decide who moves next."


def text(source):
    return new_markdown_cell(source)


def drawn(*calls):
    return new_code_cell("\n".join(calls), metadata={"tags": ["remove-input"]})


def folded(source):
    return new_code_cell(source, metadata={"tags": ["hide-input"]})


def opener():
    return drawn(
        "from openers import two_buyers", "%load_ext exercises", "two_buyers.opener()"
    )


def task():
    return new_code_cell("%%task empty-ward\ndef doctor(ward):\n    pass")


def whole():
    """Return the cells of a chapter that keeps every rule."""
    return [
        text(TITLE),
        opener(),
        text("Such a bug is a race."),
        drawn("from selfcheck import show", 'show("A1a")'),
        text("## Count them all\n\nHere is the buyer."),
        new_code_cell("import math\nprint(math.pi)"),
        drawn('reveal("A1a")'),
        text("## Your turn"),
        task(),
        text("## In an interview"),
        drawn('interview("A1")'),
        text("## Check yourself"),
        drawn('show("A1")', 'show("B2")'),
        text("## Further: three buyers\n\nMore words."),
        new_code_cell("1 + 1"),
        text("## Sources\n\nA book."),
    ]


def chapter(*cells):
    made = new_notebook(cells=list(cells))
    made.metadata["myst"] = {"html_meta": {"description": "Two buyers, one item. " * 4}}
    made.metadata["course"] = {"teaser": "How many orders sell it twice?", "form": 2}
    return made


def changed(place, *cells):
    """Return a whole chapter with other cells in the place of one."""
    made = whole()
    made[place : place + 1] = cells
    return made


def moved(here, there):
    """Return a whole chapter with a cell in another place."""
    made = whole()
    made.insert(there, made.pop(here))
    return made


def number_cells(notebook):
    """Count the cells as if they had run, and give each that must draw an output."""
    for count, cell in enumerate(
        (cell for cell in notebook.cells if cell.cell_type == "code"), 1
    ):
        cell.execution_count = count
    return notebook


def test_a_whole_chapter_keeps_every_rule(tmp_path):
    path = tmp_path / "race.ipynb"
    nbformat.write(number_cells(chapter(*whole())), path)

    assert notebook_rules.problems_of(path) == []


LONG_LINE = new_code_cell("x = 1  # " + "a" * 52)
TASKS = [task() for _ in range(6)]
MANY = [cell for n in range(8) for cell in (text("Look."), new_code_cell(f"{n}"))]
HEADS = "<tr><th></th><th>lost</th></tr>"
ROW = "<tr><th>2</th><td>4</td></tr>"
INDEX = f'<table border="1" class="dataframe"><thead>{HEADS}</thead>{ROW}</table>'
TWO_HEADS = INDEX.replace(HEADS, HEADS * 2).replace("<th>2</th>", "<td>2</td>")


def shown(html):
    return new_code_cell("t", outputs=[new_output("display_data", {"text/html": html})])


FAULTS = [
    (
        measures.reading_time_is_short,
        changed(2, *TASKS),
        "29 minutes, at most 18",
    ),
    (measures.main_line_is_short, changed(2, text("word " * 1300)), "1327 words"),
    (measures.visible_cells_are_few, changed(2, *MANY), "10 visible code cells"),
    (
        measures.visible_cells_are_short,
        changed(8, new_code_cell("%%task x\n" + "pass\n" * 13)),
        "cell 9: 13 visible lines",
    ),
    (measures.visible_lines_are_narrow, changed(5, LONG_LINE), "cell 6: a line of 61"),
    (
        measures.visible_lines_are_narrow,
        changed(14, LONG_LINE),
        "cell 15: a line of 61",
    ),
    (
        measures.visible_lines_fit_a_phone,
        changed(5, new_code_cell("x = 1  # " + "a" * 32)),
        "cell 6: a line of 41 characters, at most 40",
    ),
    (
        cells.folds_have_names,
        changed(5, folded("x = 1")),
        "cell 6: say in the metadata",
    ),
    (measures.no_cell_only_sets_up, changed(5, new_code_cell("import re")), "cell 6"),
    (outputs.tables_have_one_head, changed(5, shown(INDEX)), "cell 6: a table"),
    (
        outputs.tables_have_one_head,
        changed(5, shown(TWO_HEADS)),
        "cell 6: a table",
    ),
    (form.first_cell_is_short, changed(0, text("# A race\n\nIt is.")), "question mark"),
    (form.first_cell_is_short, changed(0, text("# A race?")), "0 sentences"),
    (
        form.first_cell_is_short,
        changed(0, text("# A race?\n\nA. B. C. D.")),
        "4 sentences",
    ),
    (
        form.first_cell_is_short,
        changed(0, text("# A race?\n\n" + "so " * 26 + ".")),
        "26 words, at most 25",
    ),
    (
        form.first_cell_is_short,
        changed(0, text("# A race?\n\nYou will count.")),
        "'You will' begins an outline",
    ),
    (form.first_cell_is_short, changed(0, text("# A race?\n\n- One.")), "outline"),
    (
        form.bets_are_few,
        changed(3, drawn('show("A1a")', 'show("A1b")', 'show("A1c")')),
        "3 bets, at most 2",
    ),
    (form.bets_are_settled, changed(6), 'cell 4: bet A1a has no `reveal("A1a")`'),
    (form.bets_are_settled, changed(3), 'cell 6: reveal("A1a") settles no bet'),
    (form.bets_are_settled, moved(6, 4), "cell 5: A1a: no run stands between"),
    (form.bets_are_settled, changed(5, text("No run.")), "cell 7: A1a: no run stands"),
    (form.bets_are_settled, moved(6, 3), "cell 5: bet A1a has no"),
    (form.parts_are_in_order, moved(1, 2), "cell 3: the opener is cell 2"),
    (form.parts_are_in_order, moved(8, 2), "cell 5: the bet stands below the task"),
    (form.parts_are_in_order, moved(10, 12), "interview box stands below the question"),
    (form.parts_are_in_order, moved(13, 2), "stands below 'Further: three buyers'"),
    (form.parts_are_in_order, moved(15, 13), "'Further: three buyers' stands below 'S"),
    (form.every_part_is_there, changed(1), "missing: an opener"),
    (form.every_part_is_there, changed(8), "missing: a task"),
    (form.every_part_is_there, changed(10), "missing: a box"),
    (
        form.boxes_have_their_heading,
        changed(9, text("More words.")),
        "cell 11: the box stands below 'Your turn'; end the cell above it with",
    ),
    (
        form.every_part_is_there,
        changed(10, drawn('interview("A1", "A3")')),
        "A3 has a box and is not asked below it",
    ),
    (form.every_part_is_there, changed(12), "A1 has a box and is not asked below it"),
    (form.every_part_is_there, changed(12), "missing: a question"),
    (form.every_part_is_there, changed(15), "missing: a part `## Sources`"),
    (cells.tags_are_known, changed(5, drawn("print(1)")), "remove-input is for show"),
    (cells.tags_are_known, changed(3, drawn("from selfcheck import show")), "cell 4"),
]


@pytest.mark.parametrize(("rule", "faulty", "words"), FAULTS)
def test_the_rule_finds_the_fault(rule, faulty, words):
    problems = rule(chapter(*faulty))

    assert any(words in problem for problem in problems), problems
    assert rule(chapter(*whole())) == []


def test_every_rule_of_the_second_form_is_shown_a_fault():
    rules = notebook_rules.SECOND_FORM + notebook_rules.SECOND_FORM_CHAPTER
    rules += notebook_rules.LAB

    assert {*rules, *notebook_rules.SECOND_FORM_WHOLE} <= {fault[0] for fault in FAULTS}


def test_what_a_fold_holds_is_not_on_the_main_line():
    added = [text("word " * 1300), *MANY]
    made = whole()
    made[14:14] = added

    assert measures.main_line_is_short(chapter(*made)) == []
    assert measures.visible_cells_are_few(chapter(*made)) == []


def test_folded_code_may_be_long_and_wide_and_stand_beside_other_code():
    long = "\n".join(f"step_{n} = {n}  # {'a' * 60}" for n in range(20))
    made = chapter(*changed(5, folded(long), new_code_cell("print(step_1)")))

    assert [line for rule in notebook_rules.SECOND_FORM for line in rule(made)] == []
    assert measures.visible_cells_are_short(made) == []
    assert cells.prose_stands_between_code(made) == []
    assert cells.tags_are_known(made) == []
    assert cells.cells_are_short(made) == []
    made.metadata["course"]["form"] = 1
    assert cells.tags_are_known(made) != []
    assert cells.prose_stands_between_code(made) != []


def test_the_second_form_is_asked_of_those_who_have_it(tmp_path):
    cell = new_code_cell("import re  # " + "a" * 40)
    made = number_cells(chapter(text("# A race\n\nIt is."), cell))
    heard = {}
    for name in ("race.ipynb", "draft-race.ipynb", "lab-race.ipynb"):
        nbformat.write(made, tmp_path / name)
        heard[name] = "\n".join(notebook_rules.problems_of(tmp_path / name))
    made.metadata["course"]["form"] = 1
    nbformat.write(made, tmp_path / "old.ipynb")
    old = "\n".join(notebook_rules.problems_of(tmp_path / "old.ipynb"))

    assert "question mark" in heard["race.ipynb"]
    assert "missing: an opener" in heard["race.ipynb"]
    assert "words of prose" not in heard["race.ipynb"]
    assert "question mark" in heard["draft-race.ipynb"]
    assert "opener" not in heard["draft-race.ipynb"]
    assert "question mark" not in heard["lab-race.ipynb"]
    assert "imports alone" in heard["lab-race.ipynb"]
    assert "at most 40" in heard["lab-race.ipynb"]
    assert "at most 40" not in heard["race.ipynb"]
    assert "imports alone" not in old
    assert "words of prose" in old


def glossary(*entries):
    return "```{glossary}\n" + "\n\n".join(entries) + "\n```\n"


LEASE = "lease\n  A lock that ends. It does so alone.\n  % also: leases"
USED = "Leases end, and a race begins."


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([LEASE], None),
        ([LEASE, "race\n  An order that breaks a rule."], None),
        (["race\n  An order that breaks a rule.", LEASE], "alphabetical"),
        ([LEASE, "quorum\n  A set of members."], "'quorum' is in no chapter"),
        (["race\n  See lease."], "the first sentence is shown alone"),
        (["race\n  It breaks."], "the first sentence is shown alone"),
        (["race\n  " + "so " * 31 + "it is."], "in at most 30 words"),
        (["race\n  An order"], "end the first sentence"),
        ([LEASE, "race\n  An order.\n  % also: leases"], "'leases' is a form of two"),
    ],
)
def test_the_glossary_holds_what_chapters_use_in_sentences_that_stand_alone(
    entries, words
):
    problems = problems_of_the_glossary(glossary(*entries), USED)

    assert problems == [] if words is None else any(words in each for each in problems)


def test_a_word_in_code_is_no_use_of_a_term():
    fenced = "```\nlease\n```"

    assert problems_of_the_glossary(glossary(LEASE), fenced) != []


def test_the_glossary_of_the_course_keeps_the_rules():
    assert notebook_rules.problems_of_the_glossary() == []
